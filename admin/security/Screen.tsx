import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useNotify } from 'react-admin';
import { useSay } from '../i18n/index.ts';
import { ChangePassword } from '../kit/ChangePassword.tsx';
import { EnrolFactor } from '../kit/EnrolFactor.tsx';
import { useExplain, useFormat, useMay, usePanel } from '../kit/hooks.ts';
import { Page } from '../kit/Page.tsx';
import { RecoveryCodes } from '../kit/RecoveryCodes.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { EndOthersAsk, EndSessionAsk, NewCodesAsk, SecurityAsk } from './asks.ts';
import { Sessions } from './Sessions.tsx';
import { useSecurityWords } from './words.ts';

/** How one's own account is kept: second factor, recovery codes, password, and where one is signed in. */
export function SecurityScreen() {
  const words = useSecurityWords();
  const say = useSay();
  const may = useMay();
  const panel = usePanel();
  const notify = useNotify();
  const explain = useExplain();
  const { moment, day } = useFormat();
  const [open, setOpen] = useState<'factor' | 'password'>();
  const [codes, setCodes] = useState<readonly string[]>();
  const { data, error, refetch } = useQuery({ queryKey: ['security'], queryFn: () => panel.ask(SecurityAsk, {}) });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const { mySecurity: security, mySessions: sessions } = data;

  const act = (work: () => Promise<unknown>) =>
    work()
      .catch((fault: unknown) => notify(explain(fault), { type: 'error' }))
      .finally(() => refetch());
  const close = () => {
    setOpen(undefined);
    setCodes(undefined);
    void refetch();
  };
  const endOthers = () =>
    act(async () => {
      const { endOtherSessions: count } = await panel.ask(EndOthersAsk, {});
      notify(words('ended', { count }), { type: 'success' });
    });

  return (
    <Page title={words('title')}>
      <Part title={words('factor')}>
        <p>{security.factor ? words('factorOn', { since: moment(security.factorSince!) }) : words('factorOff')}</p>
        {security.factor ? <p>{words('codesLeft', { count: security.recoveryCodesLeft })}</p> : null}
        <Button variant={security.factor ? 'outlined' : 'contained'} onClick={() => setOpen('factor')} sx={{ mr: 1, mb: 1 }}>
          {words(security.factor ? 'again' : 'set')}
        </Button>
        {security.factor ? (
          <Button
            variant="outlined"
            title={words('codesNewHint')}
            onClick={() => act(async () => setCodes((await panel.ask(NewCodesAsk, {})).newRecoveryCodes))}
            sx={{ mb: 1 }}
          >
            {words('codesNew')}
          </Button>
        ) : null}
      </Part>
      <Part title={words('password')}>
        <p>
          {security.passwordChangedAt ? words('passwordSince', { since: day(security.passwordChangedAt) }) : words('passwordNone')}
          {security.passwordExpiresAt ? ` · ${words('passwordUntil', { until: day(security.passwordExpiresAt) })}` : ''}
        </p>
        {security.passwordChangedAt && may('changePassword') ? (
          <Button variant="outlined" onClick={() => setOpen('password')}>
            {say('app.changePassword')}
          </Button>
        ) : null}
      </Part>
      <Part title={words('sessions')}>
        <p>{words('sessionsHint')}</p>
        <Sessions sessions={sessions} onEnd={id => act(() => panel.ask(EndSessionAsk, { id }))} />
        <Button variant="outlined" onClick={endOthers} sx={{ mt: 1 }}>
          {words('endOthers')}
        </Button>
      </Part>
      {open === 'factor' ? <EnrolFactor forced={false} onClose={close} /> : null}
      {open === 'password' ? <ChangePassword forced={false} onClose={close} /> : null}
      {codes ? (
        <Dialog open aria-labelledby="codes-title" maxWidth="sm" fullWidth>
          <DialogTitle id="codes-title">{say('factor.recovery')}</DialogTitle>
          <DialogContent>
            <RecoveryCodes codes={codes} />
          </DialogContent>
          <DialogActions>
            <Button variant="contained" onClick={close}>
              {say('factor.done')}
            </Button>
          </DialogActions>
        </Dialog>
      ) : null}
    </Page>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper variant="outlined" component="section" sx={{ p: 2, mb: 2, maxWidth: 720, '& p': { mt: 0, mb: 1 } }}>
      <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {children}
    </Paper>
  );
}
