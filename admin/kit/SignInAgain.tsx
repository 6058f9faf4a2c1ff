import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useSay } from '../i18n/index.ts';
import { usePanelAuth } from './about.ts';
import type { Me } from './authProvider.ts';
import { CodeField } from './CodeField.tsx';
import { useExplain } from './hooks.ts';
import { Refusal, whenExpired } from './send.ts';

/** Asks for the password over the page when the session has expired, so that what was being filled in stays and is sent. */
export function SignInAgain({ me }: { me?: Pick<Me, 'id' | 'name'> }) {
  const say = useSay();
  const auth = usePanelAuth();
  const explain = useExplain();
  const [open, setOpen] = useState(false);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string>();
  const [fault, setFault] = useState<string>();
  const answer = useRef<(signedIn: boolean) => void>(undefined);

  useEffect(
    () =>
      whenExpired(
        () =>
          new Promise(resolve => {
            answer.current = resolve;
            setOpen(true);
          }),
      ),
    [],
  );

  function close(signedIn: boolean) {
    setOpen(false);
    setPassword('');
    setCode(undefined);
    setFault(undefined);
    answer.current?.(signedIn);
  }
  async function submit(event: FormEvent) {
    event.preventDefault();
    // the dialog is drawn inside the page but its form must not reach the one beneath it
    event.stopPropagation();
    try {
      const person = await auth.signIn(login, password, code);
      // somebody else's page must not be finished under this name
      if (me && person.id !== me.id) window.location.assign('./');
      close(true);
    } catch (error) {
      const codeMissing = error instanceof Refusal && error.code === 'MFA_REQUIRED';
      if (codeMissing) setCode('');
      setFault(codeMissing ? undefined : explain(error));
    }
  }
  if (!open) return null;
  return (
    <Dialog open aria-labelledby="again-title" maxWidth="xs" fullWidth onClose={() => close(false)}>
      <form onSubmit={submit}>
        <DialogTitle id="again-title">{say('signin.again')}</DialogTitle>
        <DialogContent>
          <DialogContentText sx={{ mb: 1 }}>{say('signin.againHint')}</DialogContentText>
          <TextField
            autoFocus
            fullWidth
            required
            label={say('signin.login')}
            autoComplete="username"
            value={login}
            onChange={event => setLogin(event.target.value)}
          />
          <TextField
            fullWidth
            required
            type="password"
            label={say('signin.password')}
            autoComplete="current-password"
            value={password}
            onChange={event => setPassword(event.target.value)}
          />
          {code === undefined ? null : <CodeField value={code} onChange={setCode} recovery />}
          {fault ? (
            <Alert severity="error" sx={{ mt: 1 }}>
              {fault}
            </Alert>
          ) : null}
        </DialogContent>
        <DialogActions>
          <Button onClick={() => close(false)}>{say('move.cancel')}</Button>
          <Button type="submit" variant="contained">
            {say('signin.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
