import { Alert, Box, Button, Link as MuiLink, Paper, Typography } from '@mui/material';
import { type FormEvent, useEffect, useState } from 'react';
import { useLogin } from 'react-admin';
import { Link } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { useAbout } from '../kit/about.ts';
import { CodeField } from '../kit/CodeField.tsx';
import { useExplain } from '../kit/hooks.ts';
import { Refusal } from '../kit/send.ts';
import { Frame } from '../public/Frame.tsx';
import { Credentials } from './Credentials.tsx';
import { SignOnFault, SingleSignOn } from './SingleSignOn.tsx';

/** The way in: name and password, then a code where there is a second factor. A refusal says what is wrong; demo accounts are hinted at only where the data is made up. */
export function SignIn() {
  const say = useSay();
  const enter = useLogin();
  const explain = useExplain();
  const about = useAbout();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const second = code !== undefined;
  const title = say('signin.title');
  useEffect(() => {
    document.title = `${title} · ${say('app.name')}`;
  });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    setFault(undefined);
    try {
      await enter({ login, password, code });
    } catch (error) {
      if (error instanceof Refusal && error.code === 'MFA_REQUIRED') setCode('');
      else setFault(explain(error));
    } finally {
      setBusy(false);
    }
  }
  function back() {
    setCode(undefined);
    setPassword('');
    setFault(undefined);
  }

  return (
    <Frame>
      <Box sx={{ display: 'grid', placeItems: 'center', minHeight: '70vh' }}>
        <Paper variant="outlined" sx={{ p: { xs: 2, sm: 4 }, width: '100%', maxWidth: 420 }}>
          <Typography variant="h5" component="h1">
            {say('app.full')}
          </Typography>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
            {second ? say('factor.second') : say('app.bureau')}
          </Typography>
          <SignOnFault />
          <form onSubmit={submit} aria-label={title}>
            {second ? (
              <CodeField value={code} onChange={setCode} recovery />
            ) : (
              <Credentials login={login} onLogin={setLogin} password={password} onPassword={setPassword} />
            )}
            {fault ? (
              <Alert severity="error" sx={{ mt: 1 }}>
                {fault}
              </Alert>
            ) : null}
            <Button type="submit" variant="contained" size="large" fullWidth loading={busy} sx={{ mt: 2 }}>
              {say('signin.submit')}
            </Button>
            {second ? (
              <Button fullWidth onClick={back} sx={{ mt: 1 }}>
                {say('factor.back')}
              </Button>
            ) : null}
          </form>
          {second ? null : <SingleSignOn />}
          {about?.demo && !second ? (
            <Alert severity="info" sx={{ mt: 2 }}>
              {say('signin.demo')}
            </Alert>
          ) : null}
          {second ? null : (
            <Typography variant="body2" sx={{ mt: 2, display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
              <MuiLink component={Link} to="/lost-password">
                {say('signin.lost')}
              </MuiLink>
              <MuiLink component={Link} to="/public">
                {say('signin.public')}
              </MuiLink>
            </Typography>
          )}
        </Paper>
      </Box>
    </Frame>
  );
}
