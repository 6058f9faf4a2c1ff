import { Alert, Button, Divider, Stack } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useLocaleState } from 'react-admin';
import { useLocation } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { WaysAsk } from '../identities/asks.ts';
import { useWord } from '../kit/hooks.ts';
import { send } from '../kit/send.ts';

/** The buttons of the identity providers, below login and password; nothing where there are none. */
export function SingleSignOn() {
  const say = useSay();
  const [language] = useLocaleState();
  const { data } = useQuery({ queryKey: ['signInWays'], queryFn: () => send(WaysAsk, {}), staleTime: Number.POSITIVE_INFINITY });
  const ways = data?.signInWays ?? [];
  if (ways.length === 0) return null;
  return (
    <Stack spacing={1} sx={{ mt: 2 }}>
      <Divider>{say('signin.or')}</Divider>
      {ways.map(({ id, name, englishName, path }) => (
        <Button key={id} href={path} variant="outlined" fullWidth>
          {say('signin.at', { name: language === 'en' ? englishName : name })}
        </Button>
      ))}
    </Stack>
  );
}

/** Why a sign-on elsewhere led to nothing: the server sends the browser back here with the reason. */
export function SignOnFault() {
  const word = useWord();
  const asked = new URLSearchParams(useLocation().search);
  const fault = asked.get('fault');
  // Only what has words is shown: an address that somebody made up says nothing.
  const words = fault && word(`reasons.${fault}`, { subject: (asked.get('subject') ?? '').slice(0, 255) });
  return words ? (
    <Alert severity="error" sx={{ mb: 2 }}>
      {words}
    </Alert>
  ) : null;
}
