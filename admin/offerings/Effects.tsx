import { Alert, Box } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useMay, usePanel } from '../kit/hooks.ts';
import type { OpenMove, Row } from '../kit/nouns.ts';
import { EffectsAsk } from './asks.ts';

type Action = 'SUSPEND' | 'RESUME' | 'DELIST' | 'RENEW' | 'EXPIRE';

/** What an act would do to the trials of an offering, in numbers, before anybody decides. */
export function Effects({ record, move }: { record: Row; move: OpenMove }) {
  const panel = usePanel();
  const may = useMay()('effectsOnOffering');
  const translate = useTranslate();
  const { data } = useQuery({
    queryKey: ['Offering', 'effects', record.id, move.action],
    queryFn: () => panel.ask(EffectsAsk, { id: record.id, action: move.action as Action }),
    enabled: may,
    gcTime: 0,
  });
  if (!may || !data) return null;
  const effects = data.effectsOnOffering;
  if (effects.length === 0)
    return (
      <Alert severity="info" sx={{ mt: 2 }}>
        {translate('screens.Offering.noTrials')}
      </Alert>
    );
  return (
    <Alert severity={effects.some(({ ends }) => ends) ? 'warning' : 'info'} sx={{ mt: 2 }}>
      {translate('screens.Offering.effects')}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {effects.map(({ state, count, ends }) => (
          <li key={state}>
            {translate('screens.Offering.effect', { state: translate(`enums.TrialState.${state}`), count })}
            {translate(ends ? 'screens.Offering.effectEnds' : 'screens.Offering.effectGoesOn')}
          </li>
        ))}
      </Box>
    </Alert>
  );
}
