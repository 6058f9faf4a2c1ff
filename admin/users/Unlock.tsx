import LockOpen from '@mui/icons-material/LockOpenOutlined';
import { Button } from '@mui/material';
import { useNotify, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { graphql } from '../../schema/graphql.ts';
import { useExplain, useMay, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/resource.tsx';

const UnlockAsk = graphql(`mutation UnlockUser($id: ID!) { unlockUser(userId: $id) { id } }`);

/** Opens an account that is locked because too many attempts to sign in have failed. */
export function Unlock() {
  const record = useRecordContext<Row>()!;
  const may = useMay();
  const panel = usePanel();
  const translate = useTranslate();
  const explain = useExplain();
  const notify = useNotify();
  const refresh = useRefresh();
  if (!may('unlockUser') || !record.lockedAt) return null;
  const unlock = () =>
    panel.ask(UnlockAsk, { id: record.id }).then(
      () => {
        notify(translate('screens.User.unlocked'), { type: 'success' });
        refresh();
      },
      error => notify(explain(error), { type: 'error' }),
    );
  return (
    <Button startIcon={<LockOpen />} onClick={unlock}>
      {translate('screens.User.unlock')}
    </Button>
  );
}
