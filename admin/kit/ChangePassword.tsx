import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNotify } from 'react-admin';
import { graphql } from '../../schema/graphql.ts';
import { useSay } from '../i18n/index.ts';
import { usePanelAuth } from './about.ts';
import { useExplain, usePanel } from './hooks.ts';

const ChangePasswordAsk = graphql(
  `mutation ChangePassword($current: String!, $next: String!) { changePassword(current: $current, next: $next) }`,
);

/** A new password; `forced` when nothing else may be done before. */
export function ChangePassword({ forced, onClose }: { forced: boolean; onClose: () => void }) {
  const say = useSay();
  const panel = usePanel();
  const auth = usePanelAuth();
  const client = useQueryClient();
  const explain = useExplain();
  const notify = useNotify();
  const [fault, setFault] = useState<string>();
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.currentTarget)) as Record<'before' | 'after' | 'again', string>;
    if (form.after !== form.again) return setFault(say('signin.mismatch'));
    try {
      await panel.ask(ChangePasswordAsk, {
        current: form.before,
        next: form.after,
      });
      auth.forget();
      await client.invalidateQueries({ queryKey: ['auth'] });
      notify(say('signin.changed'), { type: 'success' });
      onClose();
    } catch (error) {
      setFault(explain(error));
    }
  }
  return (
    <Dialog open aria-labelledby="password-title" maxWidth="xs" fullWidth onClose={forced ? undefined : onClose}>
      <form onSubmit={submit}>
        <DialogTitle id="password-title">{say('signin.changeTitle')}</DialogTitle>
        <DialogContent>
          {forced ? <DialogContentText sx={{ mb: 1 }}>{say('signin.mustChange')}</DialogContentText> : null}
          <TextField
            autoFocus
            fullWidth
            required
            name="before"
            type="password"
            autoComplete="current-password"
            label={say('signin.oldPassword')}
          />
          <TextField fullWidth required name="after" type="password" autoComplete="new-password" label={say('signin.newPassword')} />
          <TextField fullWidth required name="again" type="password" autoComplete="new-password" label={say('signin.repeat')} />
          {fault ? (
            <Alert severity="error" sx={{ mt: 1 }}>
              {fault}
            </Alert>
          ) : null}
        </DialogContent>
        <DialogActions>
          {forced ? null : <Button onClick={onClose}>{say('move.cancel')}</Button>}
          <Button type="submit" variant="contained">
            {say('form.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
