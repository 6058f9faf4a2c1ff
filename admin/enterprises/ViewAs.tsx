import { graphql } from '../../schema/graphql.ts';
import { useSay } from '../i18n/index.ts';
import { ActButton } from '../kit/ActButton.tsx';
import { useMay, usePanel } from '../kit/hooks.ts';

const ViewAsAsk = graphql(`mutation ViewAs($id: ID!, $reason: String!) { viewAs(userId: $id, reason: $reason) { id } }`);

/** A button for each account of the enterprise: looks at its screens, with a reason. */
export function ViewAs({ accounts }: { accounts: readonly { id: string; name: string }[] }) {
  const say = useSay();
  const panel = usePanel();
  if (!useMay()('viewAs')) return null;
  return (
    <>
      {accounts.map(({ id, name }) => (
        <ActButton
          key={id}
          variant="text"
          name={say('viewing.begin', { whom: name })}
          effect={say('viewing.effect')}
          asks={[{ key: 'reason', label: say('viewing.reason'), required: true }]}
          act={async ({ reason }) => {
            await panel.ask(ViewAsAsk, { id, reason: reason ?? '' });
            window.location.assign('/');
          }}
        />
      ))}
    </>
  );
}
