import { Alert, Box, Button, Paper, TextField, Typography } from '@mui/material';
import { type FormEvent, useEffect, useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { graphql } from '../../schema/graphql.ts';
import { useSay } from '../i18n/index.ts';
import { useExplain, usePanel } from '../kit/hooks.ts';
import { Frame } from '../public/Frame.tsx';

const SetPasswordAsk = graphql(
  `mutation SetPassword($token: String!, $password: String!) { setPassword(token: $token, password: $password) }`,
);

/** Where a set-up link leads: its owner chooses a password, and then signs in with it. */
export function SetPassword() {
  const say = useSay();
  const panel = usePanel();
  const explain = useExplain();
  const notify = useNotify();
  const navigate = useNavigate();
  const { token = '' } = useParams();
  const [fault, setFault] = useState<string>();
  const title = say('signin.setTitle');
  useEffect(() => {
    document.title = `${title} · ${say('app.name')}`;
  });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get('password'));
    if (password !== form.get('again')) return setFault(say('signin.mismatch'));
    try {
      await panel.ask(SetPasswordAsk, { token, password }, { quiet: true });
      notify(say('signin.set'), { type: 'success' });
      navigate('/login');
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
            {say('signin.setHint')}
          </Typography>
          <form onSubmit={submit} aria-label={title}>
            <TextField
              autoFocus
              fullWidth
              required
              name="password"
              type="password"
              autoComplete="new-password"
              label={say('signin.newPassword')}
            />
            <TextField fullWidth required name="again" type="password" autoComplete="new-password" label={say('signin.repeat')} />
            {fault ? (
              <Alert severity="error" sx={{ mt: 1 }}>
                {fault}
              </Alert>
            ) : null}
            <Button type="submit" variant="contained" fullWidth sx={{ mt: 2 }}>
              {say('form.save')}
            </Button>
          </form>
        </Paper>
      </Box>
    </Frame>
  );
}
