import { useState } from 'react';
import { required, SelectArrayInput, useRefresh } from 'react-admin';
import { useSay } from '../i18n/index.ts';
import { useLabel, usePanel, useTypeName } from '../kit/hooks.ts';
import { ActForm, type Input, inputsOf } from '../kit/resource.tsx';
import { CreateKeyAsk } from './asks.ts';
import { type Made, Shown } from './Shown.tsx';
import { scopes } from './scopes.tsx';

const i = inputsOf<Input<'ApiKeyInput'>>();

function ScopesInput() {
  const label = useLabel();
  return (
    <SelectArrayInput
      source="scopes"
      label={label('scopes', 'ApiKey')}
      validate={required()}
      helperText={false}
      choices={scopes.map(id => ({ id, name: `screens.ApiKey.${id}` }))}
      fullWidth
    />
  );
}

/** A key for a partner platform. */
export function ApiKeyCreate() {
  const panel = usePanel();
  const say = useSay();
  const name = useTypeName();
  const refresh = useRefresh();
  const [made, setMade] = useState<Made>();
  return (
    <>
      <ActForm
        title={say('form.creating', { name: name('ApiKey') })}
        name={say('form.create')}
        path={[{ name: name('ApiKey', 2), to: '/ApiKey' }]}
        groups={[
          {
            inputs: [
              i.text('name', { required: true, max: 60 }),
              i.text('platform', { required: true, max: 60, help: 'screens.ApiKey.platformHelp' }),
              <ScopesInput key="scopes" />,
              i.texts('networks', { help: 'screens.ApiKey.networksHelp' }),
              i.count('costPerMinute', { min: 100, max: 10_000_000, help: 'screens.ApiKey.costHelp' }),
              i.moment('expiresAt', { help: 'screens.ApiKey.expiresHelp' }),
            ],
          },
        ]}
        act={async ({ name, platform, scopes, networks, costPerMinute, expiresAt }) => {
          const { createApiKey } = await panel.ask(CreateKeyAsk, {
            input: { name, platform, scopes, networks: networks ?? [], costPerMinute: costPerMinute || null, expiresAt: expiresAt || null },
          });
          setMade(createApiKey);
          refresh();
        }}
      />
      {made ? <Shown made={made} /> : null}
    </>
  );
}
