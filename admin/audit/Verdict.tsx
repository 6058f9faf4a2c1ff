import { Alert, Box, Button, LinearProgress, Typography } from '@mui/material';
import { useFormat } from '../kit/hooks.ts';
import type { Chain, Check } from './asks.ts';
import { useAuditWords } from './words.ts';

interface VerdictProps {
  chain: Chain;
  busy: boolean;
  verify: () => void;
}

/** Whether the trail is whole, by the last verification that ended, and the one that is under way. */
export function Verdict({ chain, busy, verify }: VerdictProps) {
  const words = useAuditWords();
  const { number } = useFormat();
  const running = chain.checks.find(({ endedAt }) => !endedAt);
  const last = chain.checks.find(({ endedAt }) => endedAt);
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Alert
        severity={last ? (last.faulty ? 'error' : 'success') : 'info'}
        action={
          <Button color="inherit" onClick={verify} disabled={busy || Boolean(running)}>
            {words('now')}
          </Button>
        }
      >
        <Typography component="p" sx={{ fontWeight: 600 }}>
          {last ? words(last.faulty ? 'faulty' : 'whole', { count: number(last.faulty || last.checked) }) : words('never')}
        </Typography>
        {last ? <Told check={last} added={chain.seq - last.upTo} /> : null}
      </Alert>
      {running ? (
        <Box role="status">
          <Typography variant="body2" gutterBottom>
            {words('running', { done: number(running.checked), total: number(running.upTo) })}
          </Typography>
          <LinearProgress
            variant="determinate"
            aria-label={words('title')}
            value={running.upTo ? Math.min(100, (100 * running.checked) / running.upTo) : 100}
          />
        </Box>
      ) : null}
      <Typography variant="body2" color="text.secondary">
        {words('proof')}
      </Typography>
    </Box>
  );
}

function Told({ check: { startedBy, endedAt, upTo }, added }: { check: Check; added: number }) {
  const words = useAuditWords();
  const { moment, number } = useFormat();
  return (
    <Typography variant="body2">
      {words('by', { name: startedBy, at: moment(endedAt!), seq: number(upTo) })}
      {added > 0 ? ` · ${words('since', { count: number(added) })}` : ''}
    </Typography>
  );
}
