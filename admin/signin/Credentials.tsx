import VisibilityOff from '@mui/icons-material/VisibilityOffOutlined';
import Visibility from '@mui/icons-material/VisibilityOutlined';
import { IconButton, InputAdornment, TextField } from '@mui/material';
import { useState } from 'react';
import { useSay } from '../i18n/index.ts';

interface CredentialsProps {
  login: string;
  onLogin: (login: string) => void;
  password: string;
  onPassword: (password: string) => void;
}

/** Name and password; the password can be looked at. */
export function Credentials({ login, onLogin, password, onPassword }: CredentialsProps) {
  const say = useSay();
  const [visible, show] = useState(false);
  return (
    <>
      <TextField
        name="login"
        label={say('signin.login')}
        autoComplete="username"
        required
        autoFocus
        fullWidth
        value={login}
        onChange={event => onLogin(event.target.value)}
        slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
      />
      <TextField
        name="password"
        label={say('signin.password')}
        type={visible ? 'text' : 'password'}
        autoComplete="current-password"
        required
        fullWidth
        value={password}
        onChange={event => onPassword(event.target.value)}
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
    </>
  );
}
