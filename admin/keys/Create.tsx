import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import { useState } from 'react';
import { required, SelectArrayInput, useNotify, useRefresh, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import type { ResultOf } from '../../schema/graphql.ts';
import { useSay } from '../i18n/index.ts';
import { useFormat, useLabel, usePanel, useTypeName } from '../kit/hooks.ts';
import { ActForm, type Input, inputsOf } from '../kit/resource.tsx';
import { CreateKeyAsk } from './asks.ts';
import { scopes } from './scopes.tsx';

const i = inputsOf<Input<'ApiKeyInput'>>();
type Made = ResultOf<typeof CreateKeyAsk>['createApiKey'];

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

/** The key, this once: after the dialog is closed nobody can read it again. */
function Shown({ made: { key, apiKey } }: { made: Made }) {
  const say = useSay();
  const translate = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const { moment } = useFormat();
  const copy = () => navigator.clipboard.writeText(key).then(() => notify(translate('screens.ApiKey.copied')));
  return (
    <Dialog open aria-labelledby="key-title" maxWidth="sm" fullWidth>
      <DialogTitle id="key-title">{`${apiKey.platform} · ${apiKey.name}`}</DialogTitle>
      <DialogContent>
        <Alert severity="warning" sx={{ mb: 2 }}>
          {translate('screens.ApiKey.once')}
        </Alert>
        <TextField
          fullWidth
          multiline
          value={key}
          label={translate('resources.NewApiKey.fields.key')}
          slotProps={{ htmlInput: { readOnly: true, spellCheck: false } }}
        />
        <DialogContentText variant="body2" sx={{ mt: 1 }}>
          {translate('screens.ApiKey.until', { when: moment(apiKey.expiresAt) })}
        </DialogContentText>
      </DialogContent>
      <DialogActions>
        {navigator.clipboard ? <Button onClick={copy}>{translate('screens.ApiKey.copy')}</Button> : null}
        <Button variant="contained" onClick={() => navigate(`/ApiKey/${apiKey.id}/show`)}>
          {say('move.close')}
        </Button>
      </DialogActions>
    </Dialog>
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
              i.moment('expiresAt', { help: 'screens.ApiKey.expiresHelp' }),
            ],
          },
        ]}
        act={async ({ name, platform, scopes, expiresAt }) => {
          const { createApiKey } = await panel.ask(CreateKeyAsk, { input: { name, platform, scopes, expiresAt: expiresAt || null } });
          setMade(createApiKey);
          refresh();
        }}
      />
      {made ? <Shown made={made} /> : null}
    </>
  );
}
