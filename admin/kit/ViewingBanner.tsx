import { Alert, Button } from '@mui/material';
import { useGetIdentity, useNotify } from 'react-admin';
import { graphql } from '../../schema/graphql.ts';
import { useSay } from '../i18n/index.ts';
import { useExplain, useFormat, usePanel } from './hooks.ts';

const EndAsk = graphql(`mutation EndViewAs { endViewAs { id } }`);

/** Says that these are somebody else's screens, why, and until when; and ends it. */
export function ViewingBanner() {
  const { data: me } = useGetIdentity();
  const say = useSay();
  const panel = usePanel();
  const explain = useExplain();
  const notify = useNotify();
  const { moment } = useFormat();
  const viewing = me?.viewing as { name: string; reason: string; endsAt: string } | null | undefined;
  if (!viewing) return null;
  const end = () =>
    panel.ask(EndAsk, {}).then(
      () => window.location.reload(),
      error => notify(explain(error), { type: 'error' }),
    );
  return (
    <Alert severity="info" sx={{ borderRadius: 0 }} action={<Button onClick={end}>{say('viewing.end')}</Button>}>
      {say('viewing.banner', { who: viewing.name, whom: me?.fullName, reason: viewing.reason, when: moment(viewing.endsAt) })}
    </Alert>
  );
}
