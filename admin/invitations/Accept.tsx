import { Alert, Box, Button, Paper, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { useExplain, useFormat, usePanel } from '../kit/hooks.ts';
import { Loading } from '../kit/states.tsx';
import { Frame } from '../public/Frame.tsx';
import { AcceptAsk, OfferAsk } from './asks.ts';
import { useAcceptWords } from './words.ts';

/** Where an invitation leads: says what it offers, and makes the account. */
export function Accept() {
  const say = useSay();
  const words = useAcceptWords();
  const panel = usePanel();
  const { token = '' } = useParams();
  const title = words('title');
  useEffect(() => {
    document.title = `${title} · ${say('app.name')}`;
  });
  const { data, error } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => panel.ask(OfferAsk, { token }, { quiet: true }),
    retry: false,
    refetchOnWindowFocus: false,
  });
  return (
    <Frame>
      <Box sx={{ display: 'grid', placeItems: 'center', minHeight: '60vh' }}>
        <Paper variant="outlined" sx={{ p: { xs: 2, sm: 4 }, width: '100%', maxWidth: 460 }}>
          <Typography variant="h5" component="h1">
            {error ? words('over') : title}
          </Typography>
          {error ? (
            <Typography color="text.secondary">{words('overHint')}</Typography>
          ) : data ? (
            <AcceptForm token={token} offer={data.invitationOffer} />
          ) : (
            <Loading />
          )}
        </Paper>
      </Box>
    </Frame>
  );
}

interface Offer {
  name: string;
  role: string;
  organisationName: string | null;
  invitedBy: string | null;
  needsPersonNumber: boolean;
  expiresAt: string;
}

function AcceptForm({ token, offer }: { token: string; offer: Offer }) {
  const say = useSay();
  const words = useAcceptWords();
  const translate = useTranslate();
  const panel = usePanel();
  const explain = useExplain();
  const notify = useNotify();
  const navigate = useNavigate();
  const { moment } = useFormat();
  const [fault, setFault] = useState<string>();
  const [waiting, setWaiting] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    if (text('password') !== text('again')) return setFault(say('signin.mismatch'));
    const personNumber = offer.needsPersonNumber ? text('person') : null;
    const input = { login: text('login'), name: text('name'), personNumber, password: text('password') };
    try {
      const { acceptInvitation } = await panel.ask(AcceptAsk, { token, input }, { quiet: true });
      if (acceptInvitation.state !== 'ACTIVE') return setWaiting(true);
      notify(words('accepted'), { type: 'success' });
      navigate('/login');
    } catch (error) {
      setFault(explain(error));
    }
  }

  if (waiting)
    return (
      <Alert severity="info" sx={{ mt: 2 }}>
        {words('waits')}
      </Alert>
    );
  const facts = [
    words('as', { role: translate(`enums.Role.${offer.role}`) }),
    offer.organisationName && words('of', { organisation: offer.organisationName }),
    offer.invitedBy && words('by', { who: offer.invitedBy }),
    words('until', { when: moment(offer.expiresAt) }),
  ].filter(Boolean);
  return (
    <>
      <Typography sx={{ mt: 1 }}>{facts.join(' · ')}</Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
        {words('hint')}
      </Typography>
      <form onSubmit={submit} aria-label={words('title')}>
        <TextField fullWidth required name="login" autoComplete="username" label={words('login')} helperText={words('loginHelp')} />
        <TextField fullWidth required name="name" autoComplete="name" defaultValue={offer.name} label={words('name')} />
        {offer.needsPersonNumber ? (
          <TextField fullWidth required name="person" label={words('person')} helperText={words('personHelp')} />
        ) : null}
        <TextField fullWidth required name="password" type="password" autoComplete="new-password" label={say('signin.newPassword')} />
        <TextField fullWidth required name="again" type="password" autoComplete="new-password" label={say('signin.repeat')} />
        {fault ? (
          <Alert severity="error" sx={{ mt: 1 }}>
            {fault}
          </Alert>
        ) : null}
        <Button type="submit" variant="contained" fullWidth sx={{ mt: 2 }}>
          {words('accept')}
        </Button>
      </form>
    </>
  );
}
