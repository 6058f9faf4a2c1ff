import { Alert, Box, Button, Link as MuiLink, Paper, TextField, Typography } from '@mui/material';
import { type FormEvent, useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { graphql } from '../../schema/graphql.ts';
import { useSay } from '../i18n/index.ts';
import { useExplain, usePanel } from '../kit/hooks.ts';
import { Frame } from '../public/Frame.tsx';

const RecoveryAsk = graphql(`mutation AskRecovery($login: String!) { askRecovery(login: $login) }`);

/** Says that a password is lost. An administrator gives a link; the page says the same for names that nobody has. */
export function LostPassword() {
  const say = useSay();
  const panel = usePanel();
  const explain = useExplain();
  const [asked, setAsked] = useState(false);
  const [fault, setFault] = useState<string>();
  const title = say('signin.lostTitle');
  useEffect(() => {
    document.title = `${title} · ${say('app.name')}`;
  });
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setFault(undefined);
    try {
      await panel.ask(RecoveryAsk, { login: String(new FormData(event.currentTarget).get('login')) }, { quiet: true });
      setAsked(true);
    } catch (error) {
      setFault(explain(error));
    }
  }
  return (
    <Frame>
      <Box sx={{ display: 'grid', placeItems: 'center', minHeight: '60vh' }}>
        <Paper variant="outlined" sx={{ p: { xs: 2, sm: 4 }, width: '100%', maxWidth: 420 }}>
          <Typography variant="h5" component="h1">
            {title}
          </Typography>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
            {say('signin.lostHint')}
          </Typography>
          {asked ? (
            <Alert severity="success">{say('signin.lostDone')}</Alert>
          ) : (
            <form onSubmit={submit} aria-label={title}>
              <TextField autoFocus fullWidth required name="login" autoComplete="username" label={say('signin.login')} />
              {fault ? (
                <Alert severity="error" sx={{ mt: 1 }}>
                  {fault}
                </Alert>
              ) : null}
              <Button type="submit" variant="contained" fullWidth sx={{ mt: 2 }}>
                {say('signin.lostSend')}
              </Button>
            </form>
          )}
          <Typography variant="body2" sx={{ mt: 2 }}>
            <MuiLink component={Link} to="/login">
              {say('signin.title')}
            </MuiLink>
          </Typography>
        </Paper>
      </Box>
    </Frame>
  );
}
