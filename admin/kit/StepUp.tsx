import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useLogout } from 'react-admin';
import { graphql } from '../../schema/graphql.ts';
import { useSay } from '../i18n/index.ts';
import { usePanelAuth } from './about.ts';
import { CodeField } from './CodeField.tsx';
import { useExplain, usePanel } from './hooks.ts';
import { whenStale } from './send.ts';

const FactorAsk = graphql(`query Factor { mySecurity { factor } }`);
const StepUpAsk = graphql(`mutation StepUp($code: String!) { stepUp(code: $code) }`);

/**
 * Asks over the page for a code, or for the password where there is no second factor, when an act needs it; then the act goes on by itself.
 * `due` asks at once: whoever signed on elsewhere with one factor, or for the first time, shows what is still to be shown before anything else.
 */
export function StepUp({ due }: { due: boolean }) {
  const say = useSay();
  const panel = usePanel();
  const auth = usePanelAuth();
  const logout = useLogout();
  const explain = useExplain();
  const [asked, setAsked] = useState<'code' | 'password'>();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const answer = useRef<(proved: boolean) => void>(undefined);

  useEffect(
    () =>
      whenStale(async () => {
        const { mySecurity } = await panel.ask(FactorAsk, {}, { quiet: true });
        setAsked(mySecurity.factor ? 'code' : 'password');
        return new Promise(resolve => {
          answer.current = resolve;
        });
      }),
    [panel],
  );

  useEffect(() => {
    if (due) void panel.ask(FactorAsk, {}, { quiet: true }).then(({ mySecurity }) => setAsked(mySecurity.factor ? 'code' : 'password'));
  }, [due, panel]);

  function close(proved: boolean) {
    setAsked(undefined);
    setCode('');
    setFault(undefined);
    answer.current?.(proved);
  }
  async function submit(event: FormEvent) {
    event.preventDefault();
    // the dialog is drawn inside the page but its form must not reach the one beneath it
    event.stopPropagation();
    setBusy(true);
    try {
      await panel.ask(StepUpAsk, { code }, { quiet: true });
      if (due) {
        // Everything is open now that was not: the panel begins anew.
        auth.forget();
        globalThis.location.reload();
        return;
      }
      close(true);
    } catch (error) {
      setFault(explain(error));
    } finally {
      setBusy(false);
    }
  }
  const shown = asked ?? (due ? 'code' : undefined);
  if (!shown) return null;
  return (
    <Dialog open aria-labelledby="step-up-title" maxWidth="xs" fullWidth onClose={due ? undefined : () => close(false)}>
      <form onSubmit={submit}>
        <DialogTitle id="step-up-title">{say(due ? 'factor.second' : 'factor.stepUp')}</DialogTitle>
        <DialogContent>
          {due ? null : <DialogContentText sx={{ mb: 1 }}>{say('factor.stepUpHint')}</DialogContentText>}
          {shown === 'code' ? (
            <CodeField value={code} onChange={setCode} recovery />
          ) : (
            <TextField
              autoFocus
              fullWidth
              required
              type="password"
              label={say('signin.password')}
              autoComplete="current-password"
              value={code}
              onChange={event => setCode(event.target.value)}
            />
          )}
          {fault ? (
            <Alert severity="error" sx={{ mt: 1 }}>
              {fault}
            </Alert>
          ) : null}
        </DialogContent>
        <DialogActions>
          <Button onClick={() => (due ? logout() : close(false))}>{say(due ? 'app.signOut' : 'move.cancel')}</Button>
          <Button type="submit" variant="contained" loading={busy}>
            {say('factor.go')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
