import { Alert, Box, Button } from '@mui/material';
import { useNotify } from 'react-admin';
import { useSay } from '../i18n/index.ts';

/** Ten codes that are shown this once: to be written down, printed or copied. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const say = useSay();
  const notify = useNotify();
  const copy = () => navigator.clipboard.writeText(codes.join('\n')).then(() => notify(say('factor.copied')));
  return (
    <>
      <Alert severity="warning">{say('factor.recoveryHint')}</Alert>
      <Box
        component="ol"
        aria-label={say('factor.recovery')}
        sx={{ fontFamily: 'monospace', columns: { xs: 1, sm: 2 }, pl: 4, my: 2, '& li': { py: 0.25 } }}
      >
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </Box>
      <Box className="no-print" sx={{ display: 'flex', gap: 1 }}>
        {navigator.clipboard ? <Button onClick={copy}>{say('factor.copy')}</Button> : null}
        <Button onClick={() => window.print()}>{say('factor.print')}</Button>
      </Box>
    </>
  );
}
