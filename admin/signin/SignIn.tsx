import VisibilityOff from '@mui/icons-material/VisibilityOffOutlined';
import Visibility from '@mui/icons-material/VisibilityOutlined';
import { Alert, Box, Button, IconButton, InputAdornment, Link as MuiLink, Paper, TextField, Typography } from '@mui/material';
import { type FormEvent, useEffect, useState } from 'react';
import { useLogin } from 'react-admin';
import { Link } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { useAbout } from '../kit/about.ts';
import { useExplain } from '../kit/hooks.ts';
import { Frame } from '../public/Frame.tsx';
import { SignOnFault, SingleSignOn } from './SingleSignOn.tsx';

/** The way in. A refusal says what is wrong; a hint at the demo accounts appears only where the data is made up. */
export function SignIn() {
  const say = useSay();
  const login = useLogin();
  const explain = useExplain();
  const about = useAbout();
  const [visible, show] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const title = say('signin.title');
  useEffect(() => {
    document.title = `${title} · ${say('app.name')}`;
  });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    setFault(undefined);
    try {
      await login(Object.fromEntries(new FormData(event.currentTarget)));
    } catch (error) {
      setFault(explain(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Frame>
      <Box sx={{ display: 'grid', placeItems: 'center', minHeight: '70vh' }}>
        <Paper variant="outlined" sx={{ p: { xs: 2, sm: 4 }, width: '100%', maxWidth: 420 }}>
          <Typography variant="h5" component="h1">
            {say('app.full')}
          </Typography>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
            {say('app.bureau')}
          </Typography>
          <SignOnFault />
          <form onSubmit={submit} aria-label={title}>
            <TextField
              name="login"
              label={say('signin.login')}
              autoComplete="username"
              required
              autoFocus
              fullWidth
              slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
            />
            <TextField
              name="password"
              label={say('signin.password')}
              type={visible ? 'text' : 'password'}
              autoComplete="current-password"
              required
              fullWidth
              slotProps={{
                input: {
                  endAdornment: (
                    <InputAdornment position="end">
                      <IconButton edge="end" aria-label={say(visible ? 'signin.hide' : 'signin.show')} onClick={() => show(!visible)}>
                        {visible ? <VisibilityOff /> : <Visibility />}
                      </IconButton>
                    </InputAdornment>
                  ),
                },
              }}
            />
            {fault ? (
              <Alert severity="error" sx={{ mt: 1 }}>
                {fault}
              </Alert>
            ) : null}
            <Button type="submit" variant="contained" size="large" fullWidth loading={busy} sx={{ mt: 2 }}>
              {say('signin.submit')}
            </Button>
          </form>
          <SingleSignOn />
          {about?.demo ? (
            <Alert severity="info" sx={{ mt: 2 }}>
              {say('signin.demo')}
            </Alert>
          ) : null}
          <Typography variant="body2" sx={{ mt: 2 }}>
            <MuiLink component={Link} to="/public">
              {say('signin.public')}
            </MuiLink>
          </Typography>
        </Paper>
      </Box>
    </Frame>
  );
}
