import { Alert, AlertTitle, Box } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useLabel, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Loading, Trouble } from '../kit/states.tsx';
import { type CallFault, FaultsAsk } from './asks.ts';

/** One fault in a sentence: where, of what, what is wrong, and the figure. */
function useSentence(): (fault: CallFault) => string {
  const translate = useTranslate();
  const label = useLabel();
  return ({ part, code, item, detail }) => {
    const of = item && /^(opensAt|closesAt)$/.test(item) ? label(item, 'Call') : item;
    const figure = detail && translate(`enums.SolutionKind.${detail}`, { _: detail });
    return `${translate(`enums.CallPart.${part}`)}${of ? ` · ${of}` : ''}: ${translate(`enums.CallFaultCode.${code}`)}${figure ? ` (${figure})` : ''}`;
  };
}

/** All that is wrong with a draft, at once: what keeps it from being announced, and what is worth a second look. */
export function Faults({ call }: { call: Row }) {
  const panel = usePanel();
  const translate = useTranslate();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery({
    queryKey: ['Call', 'faults', call.id, call.version],
    queryFn: () => panel.ask(FaultsAsk, { id: call.id }),
  });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const faults = data.callFaults;
  const blocking = faults.filter(({ blocks }) => blocks);
  const advice = faults.filter(({ blocks }) => !blocks);
  const list = (rows: readonly CallFault[]) => (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {rows.map(fault => (
        <li key={sentence(fault)}>{sentence(fault)}</li>
      ))}
    </Box>
  );
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {blocking.length ? (
        <Alert severity="error">
          <AlertTitle>{translate('screens.Call.blocking', { count: blocking.length })}</AlertTitle>
          {list(blocking)}
        </Alert>
      ) : (
        <Alert severity="success">{translate('screens.Call.noFaults')}</Alert>
      )}
      {advice.length ? (
        <Alert severity="info">
          <AlertTitle>{translate('screens.Call.advice', { count: advice.length })}</AlertTitle>
          {list(advice)}
        </Alert>
      ) : null}
    </Box>
  );
}
