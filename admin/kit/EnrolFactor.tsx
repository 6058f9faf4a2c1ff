import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { toString as drawn } from 'qrcode';
import { type FormEvent, useEffect, useState } from 'react';
import { useLogout } from 'react-admin';
import { graphql } from '../../schema/graphql.ts';
import { useSay } from '../i18n/index.ts';
import { usePanelAuth } from './about.ts';
import { CodeField } from './CodeField.tsx';
import { useExplain, usePanel } from './hooks.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';

const EnrolAsk = graphql(`mutation EnrolFactor { enrolFactor { secret uri } }`);
const ConfirmAsk = graphql(`mutation ConfirmFactor($code: String!) { confirmFactor(code: $code) }`);

/** Sets up the second factor: a code to photograph, its first number, the recovery codes. `forced` when nothing else may be done before. */
export function EnrolFactor({ forced, onClose }: { forced: boolean; onClose: () => void }) {
  const say = useSay();
  const panel = usePanel();
  const auth = usePanelAuth();
  const client = useQueryClient();
  const explain = useExplain();
  const logout = useLogout();
  const [made, setMade] = useState<{ secret: string; picture: string }>();
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[]>();
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setFault(undefined);
    await work().catch(error => setFault(explain(error)));
    setBusy(false);
  };
  const begin = () =>
    attempt(async () => {
      const { enrolFactor } = await panel.ask(EnrolAsk, {});
      const svg = await drawn(enrolFactor.uri, { type: 'svg', margin: 2 });
      setMade({ secret: enrolFactor.secret, picture: `data:image/svg+xml;utf8,${encodeURIComponent(svg)}` });
    });
  const confirm = () => attempt(async () => setCodes((await panel.ask(ConfirmAsk, { code })).confirmFactor));
  async function finish() {
    auth.forget();
    onClose();
    await client.invalidateQueries();
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    void (codes ? finish() : made ? confirm() : begin());
  }
  const step = codes ? 'factor.done' : made ? 'factor.confirm' : 'factor.begin';
  useEffect(() => {
    if (codes) document.querySelector<HTMLElement>('#factor-title')?.focus();
  }, [codes]);

  return (
    <Dialog open aria-labelledby="factor-title" maxWidth="sm" fullWidth onClose={forced || codes ? undefined : onClose}>
      <form onSubmit={submit}>
        <DialogTitle id="factor-title" tabIndex={-1}>
          {say(codes ? 'factor.recovery' : 'factor.title')}
        </DialogTitle>
        <DialogContent>
          {codes ? (
            <RecoveryCodes codes={codes} />
          ) : made ? (
            <>
              <DialogContentText>{say('factor.scan')}</DialogContentText>
              <Box sx={{ textAlign: 'center', my: 1 }}>
                <Box
                  component="img"
                  src={made.picture}
                  alt={say('factor.picture')}
                  sx={{ width: 200, maxWidth: '100%', borderRadius: 1, bgcolor: '#fff' }}
                />
                <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{say('factor.byHand')}</Box>
                <Box component="code" sx={{ overflowWrap: 'anywhere' }}>
                  {made.secret.replace(/(.{4})(?=.)/g, '$1 ')}
                </Box>
              </Box>
              <CodeField value={code} onChange={setCode} />
            </>
          ) : (
            <DialogContentText>{say(forced ? 'factor.must' : 'factor.why')}</DialogContentText>
          )}
          {fault ? (
            <Alert severity="error" sx={{ mt: 1 }}>
              {fault}
            </Alert>
          ) : null}
        </DialogContent>
        <DialogActions>
          {codes ? null : forced ? (
            <Button onClick={() => logout()}>{say('app.signOut')}</Button>
          ) : (
            <Button onClick={onClose}>{say('move.cancel')}</Button>
          )}
          <Button type="submit" variant="contained" loading={busy}>
            {say(step)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
