import { Box, Button, Paper, Typography } from '@mui/material';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNotify } from 'react-admin';
import { Link } from 'react-router-dom';
import { useExplain, useLabel, usePanel } from '../kit/hooks.ts';
import { Page } from '../kit/Page.tsx';
import { Rows } from '../kit/Rows.tsx';
import { fieldsOf } from '../kit/resource.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { Code, Moment } from '../kit/values.tsx';
import { type Chain, ChainAsk, type Check, CheckAct } from './asks.ts';
import { Verdict } from './Verdict.tsx';
import { useAuditWords } from './words.ts';

const anchor = fieldsOf<Chain['anchors'][number]>();
const check = fieldsOf<Check>();
const fault = fieldsOf<Check['faults'][number]>();

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper variant="outlined" sx={{ p: 2, minWidth: 0 }}>
      <Typography component="h2" variant="h6" gutterBottom>
        {title}
      </Typography>
      {children}
    </Paper>
  );
}

function Head({ chain: { seq, hash, algorithm, sealedAt } }: { chain: Chain }) {
  const label = useLabel();
  const lines = [
    ['seq', <Code key="seq" value={seq} />],
    ['hash', <Code key="hash" value={hash} />],
    ['algorithm', <Code key="algorithm" value={algorithm} />],
    ['sealedAt', <Moment key="sealedAt" value={sealedAt} />],
  ] as const;
  return (
    <Box
      component="dl"
      sx={{ m: 0, display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', columnGap: 2, rowGap: 0.5, typography: 'body2' }}
    >
      {lines.map(([field, value]) => [
        <Box component="dt" key={`${field}-label`} sx={{ color: 'text.secondary' }}>
          {label(field, 'AuditChain')}
        </Box>,
        <Box component="dd" key={field} sx={{ m: 0, minWidth: 0 }}>
          {value}
        </Box>,
      ])}
    </Box>
  );
}

function Sections({ chain }: { chain: Chain }) {
  const words = useAuditWords();
  const found = chain.checks.find(({ endedAt }) => endedAt)?.faults ?? [];
  return (
    <>
      {found.length ? (
        <Section title={words('faults')}>
          <Rows
            type="AuditFault"
            name={words('faults')}
            rows={found}
            columns={[
              fault.choice('kind', 'AuditFaultKind'),
              fault.count('seq'),
              fault.count('toSeq'),
              fault.link('factId', 'Fact', { show: ({ factId }) => <FactLink id={factId} /> }),
              fault.day('day'),
            ]}
          />
        </Section>
      ) : null}
      <Section title={words('head')}>
        <Head chain={chain} />
      </Section>
      <Section title={words('anchors')}>
        {chain.anchors.length ? (
          <Rows
            type="AuditAnchor"
            name={words('anchors')}
            rows={chain.anchors}
            columns={[
              anchor.day('day'),
              anchor.choice('why', 'AuditAnchorReason'),
              anchor.count('seq'),
              anchor.code('hash'),
              anchor.text('algorithm'),
            ]}
          />
        ) : (
          <Typography variant="body2">{words('noAnchors')}</Typography>
        )}
      </Section>
      {chain.checks.length ? (
        <Section title={words('checks')}>
          <Rows
            type="AuditVerification"
            name={words('checks')}
            rows={chain.checks}
            columns={[
              check.moment('startedAt'),
              check.text('startedBy'),
              check.moment('endedAt'),
              check.count('upTo'),
              check.count('checked'),
              check.count('faulty'),
            ]}
          />
        </Section>
      ) : null}
    </>
  );
}

function FactLink({ id }: { id?: string | null }) {
  return id ? (
    <Link to={`/Fact/${id}/show`}>
      <Code value={id} />
    </Link>
  ) : (
    <Code value={null} />
  );
}

/** Whether the audit trail is what was written: its head, its anchors, and what verifications have found. */
export function AuditScreen() {
  const words = useAuditWords();
  const panel = usePanel();
  const notify = useNotify();
  const explain = useExplain();
  const { data, error, refetch } = useQuery({
    queryKey: ['auditChain'],
    queryFn: () => panel.ask(ChainAsk),
    // As long as one is under way, its progress is looked at every second.
    refetchInterval: query => (query.state.data?.auditChain.checks.some(({ endedAt }) => !endedAt) ? 1000 : false),
  });
  const { mutate, isPending } = useMutation({
    mutationFn: () => panel.ask(CheckAct),
    onSuccess: () => void refetch(),
    onError: failure => notify(explain(failure), { type: 'error' }),
  });
  return (
    <Page title={words('title')}>
      {error ? (
        <Trouble error={error} again={refetch} />
      ) : !data ? (
        <Loading />
      ) : (
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <Verdict chain={data.auditChain} busy={isPending} verify={() => mutate()} />
          <Sections chain={data.auditChain} />
          <Box>
            <Button component={Link} to="/Fact" variant="outlined">
              {words('trail')}
            </Button>
          </Box>
        </Box>
      )}
    </Page>
  );
}
