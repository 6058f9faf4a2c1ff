import { Button, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useSay } from '../i18n/index.ts';
import { useAbout, usePanelAuth } from './about.ts';

interface CodeFieldProps {
  value: string;
  onChange: (code: string) => void;
  /** Whether it is the factor in force that is asked for: then a recovery code will do as well. */
  recovery?: boolean;
}

/** Where the code of the second factor goes. In a demonstration, whose telephone nobody has, a button fills it in. */
export function CodeField({ value, onChange, recovery = false }: CodeFieldProps) {
  const say = useSay();
  const about = useAbout();
  const auth = usePanelAuth();
  const client = useQueryClient();
  const fill = async () => {
    const { demoCode } = await client.fetchQuery({ queryKey: ['about', 'code'], queryFn: auth.about, staleTime: 0 });
    onChange(demoCode ?? '');
  };
  return (
    <>
      <TextField
        autoFocus
        fullWidth
        required
        name="code"
        label={say('factor.code')}
        helperText={say(recovery ? 'factor.codeOrRecovery' : 'factor.codeHint')}
        autoComplete="one-time-code"
        value={value}
        onChange={event => onChange(event.target.value)}
        slotProps={{ htmlInput: { inputMode: recovery ? 'text' : 'numeric', maxLength: 24, spellCheck: false, autoCapitalize: 'none' } }}
      />
      {about?.demo && recovery ? (
        <Button size="small" onClick={fill} sx={{ mb: 1 }}>
          {say('factor.demo')}
        </Button>
      ) : null}
    </>
  );
}
