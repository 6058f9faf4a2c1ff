import PhonelinkErase from '@mui/icons-material/PhonelinkEraseOutlined';
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useGetIdentity, useNotify, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import { graphql } from '../../schema/graphql.ts';
import { useSay } from '../i18n/index.ts';
import { useExplain, useMay, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/resource.tsx';

const ResetAsk = graphql(`mutation ResetFactor($id: ID!, $reason: String!) { resetFactor(userId: $id, reason: $reason) { id } }`);

/** Takes a lost second factor away, for a reason that stays in the history of the account. */
export function ResetFactor() {
  const record = useRecordContext<Row>()!;
  const { data: me } = useGetIdentity();
  const may = useMay();
  const say = useSay();
  const panel = usePanel();
  const translate = useTranslate();
  const explain = useExplain();
  const notify = useNotify();
  const refresh = useRefresh();
  const [open, setOpen] = useState(false);
  const [fault, setFault] = useState<string>();
  if (!may('resetFactor') || record.id === me?.id) return null;
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    try {
      await panel.ask(ResetAsk, { id: record.id, reason: String(new FormData(event.currentTarget).get('reason')) });
      notify(translate('screens.User.resetFactorDone'), { type: 'success' });
      setOpen(false);
      refresh();
    } catch (error) {
      setFault(explain(error));
    }
  }
  return (
    <>
      <Button startIcon={<PhonelinkErase />} onClick={() => setOpen(true)}>
        {translate('screens.User.resetFactor')}
      </Button>
      {open ? (
        <Dialog open onClose={() => setOpen(false)} aria-labelledby="reset-title" maxWidth="xs" fullWidth>
          <form onSubmit={submit}>
            <DialogTitle id="reset-title">{translate('screens.User.resetFactor')}</DialogTitle>
            <DialogContent>
              <DialogContentText sx={{ mb: 1 }}>{translate('screens.User.resetFactorHint')}</DialogContentText>
              <TextField autoFocus fullWidth required multiline name="reason" label={translate('screens.User.resetFactorWhy')} />
              {fault ? (
                <Alert severity="error" sx={{ mt: 1 }}>
                  {fault}
                </Alert>
              ) : null}
            </DialogContent>
            <DialogActions>
              <Button onClick={() => setOpen(false)}>{say('move.cancel')}</Button>
              <Button type="submit" variant="contained">
                {translate('screens.User.resetFactor')}
              </Button>
            </DialogActions>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
