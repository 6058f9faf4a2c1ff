import { Alert, Box, Button, Paper, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { graphql, type ResultOf } from '../../schema/graphql.ts';
import { ActButton } from '../kit/ActButton.tsx';
import { fieldsOf } from '../kit/fields.tsx';
import { useExplain, usePanel, useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Page } from '../kit/Page.tsx';
import { Rows } from '../kit/Rows.tsx';

export const DrawAsk = graphql(`
  mutation Draw($callId: ID!, $seed: String!, $perItem: Int!, $dryRun: Boolean!, $panel: Int, $dueOn: Date) {
    drawExperts(callId: $callId, seed: $seed, perItem: $perItem, dryRun: $dryRun, panel: $panel, dueOn: $dueOn) {
      seed perItem dryRun drawId doubled
      reviews { change fit submission { id number name } expert { id name } }
      short { places why known free room submission { id number name } }
      loads { place reviews most expert { id name } }
    }
  }
`);
type Plan = ResultOf<typeof DrawAsk>['drawExperts'];
const drawn = fieldsOf<Plan['reviews'][number]>();
const short = fieldsOf<Plan['short'][number]>();
const load = fieldsOf<Plan['loads'][number]>();

const lot = () => crypto.getRandomValues(new Uint32Array(2)).reduce((text, part) => text + part.toString(36), '');

/** Experts are drawn by lot: first a trial that changes nothing, then the same again for good. */
export function Draw() {
  const { callId = '' } = useParams();
  const panel = usePanel();
  const navigate = useNavigate();
  const translate = useTranslate();
  const explain = useExplain();
  const name = useTypeName();
  const { data: call } = useGetOne<Row>('Call', { id: callId });
  const [seed, setSeed] = useState(lot);
  const [perItem, setPerItem] = useState('5');
  const [size, setSize] = useState('');
  const [dueOn, setDueOn] = useState('');
  const [plan, setPlan] = useState<Plan>();
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const ask = async (dryRun: boolean) => {
    const { drawExperts } = await panel.ask(DrawAsk, {
      ...{ callId, seed: seed.trim(), perItem: Number(perItem), dryRun },
      ...{ panel: size ? Number(size) : null, dueOn: dueOn || null },
    });
    if (drawExperts.drawId) navigate(`/ExpertDraw/${drawExperts.drawId}/show`);
    else setPlan(drawExperts);
  };
  const tryIt = () => {
    setBusy(true);
    setRefused(undefined);
    ask(true)
      .catch(error => {
        setPlan(undefined);
        setRefused(explain(error));
      })
      .finally(() => setBusy(false));
  };
  const change = (set: (value: string) => void) => (event: { target: { value: string } }) => {
    set(event.target.value);
    setPlan(undefined);
  };
  const valid = seed.trim() !== '' && /^\d{0,4}$/.test(size) && /^\d{1,2}$/.test(perItem) && Number(perItem) >= 1 && Number(perItem) <= 25;
  const stand = plan?.reviews.filter(({ change: what }) => what !== 'DROPPED') ?? [];
  const of = (what: string) => plan?.reviews.filter(it => it.change === what).length ?? 0;
  const label = (field: string) => translate(`resources.DrawPlan.fields.${field}`);
  return (
    <Page
      title={translate('screens.Review.draw')}
      path={[
        { name: name('Call', 2), to: '/Call' },
        { name: call?.title ?? '…', to: `/Call/${callId}/show` },
      ]}
    >
      <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
        <Typography variant="body2" sx={{ mb: 1.5 }}>
          {translate('screens.Review.drawHint')}
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
          <TextField
            size="small"
            label={label('seed')}
            value={seed}
            onChange={change(setSeed)}
            slotProps={{ htmlInput: { maxLength: 100 } }}
          />
          <TextField
            size="small"
            type="number"
            label={label('perItem')}
            value={perItem}
            onChange={change(setPerItem)}
            sx={{ width: 140 }}
            slotProps={{ htmlInput: { min: 1, max: 25 } }}
          />
          <TextField
            size="small"
            type="number"
            label={label('panel')}
            value={size}
            onChange={change(setSize)}
            placeholder={translate('screens.Review.wholePool')}
            sx={{ width: 140 }}
            slotProps={{ htmlInput: { min: 1, max: 1000 }, inputLabel: { shrink: true } }}
          />
          <TextField
            size="small"
            type="date"
            label={label('dueOn')}
            value={dueOn}
            onChange={change(setDueOn)}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          <Button variant="outlined" onClick={tryIt} disabled={!valid} loading={busy}>
            {translate('screens.Review.tryDraw')}
          </Button>
          {plan?.reviews.length && !plan.short.length ? (
            <ActButton
              variant="contained"
              name={translate('screens.Review.drawNow')}
              effect={translate('screens.Review.drawEffect', { count: stand.length })}
              done={translate('screens.Review.drawKept', { count: stand.length })}
              act={() => ask(false)}
            />
          ) : null}
        </Box>
        {refused ? (
          <Alert severity="error" sx={{ mt: 2 }}>
            {refused}
          </Alert>
        ) : null}
        {plan ? (
          <Alert severity={plan.short.length ? 'warning' : 'info'} sx={{ mt: 2 }}>
            {translate('screens.Review.planned', { count: stand.length })}{' '}
            {plan.short.length ? translate('screens.Review.short', { count: plan.short.length }) : ''}{' '}
            {plan.doubled.length ? translate('screens.Review.doubled', { count: plan.doubled.length }) : ''}{' '}
            {of('KEPT') || of('DROPPED')
              ? translate('screens.Review.differences', { kept: of('KEPT'), added: of('ADDED'), dropped: of('DROPPED') })
              : ''}
          </Alert>
        ) : null}
      </Paper>
      {plan ? (
        <>
          <Part
            title={label('short')}
            rows={plan.short}
            type="DrawShortage"
            columns={[
              short.link('submission', 'Submission'),
              short.count('places'),
              short.choice('why', 'ShortageReason'),
              short.count('known'),
              short.count('free'),
              short.count('room'),
            ]}
          />
          <Part
            title={label('loads')}
            rows={plan.loads}
            type="DrawLoad"
            columns={[load.count('place'), load.link('expert', 'Expert'), load.count('reviews'), load.count('most')]}
          />
          <Part
            title={label('reviews')}
            rows={plan.reviews}
            type="DrawnReview"
            columns={[
              drawn.link('submission', 'Submission'),
              drawn.link('expert', 'Expert'),
              drawn.count('fit'),
              drawn.choice('change', 'PlanChange'),
            ]}
          />
        </>
      ) : null}
    </Page>
  );
}

function Part({ title, ...rows }: { title: string } & Omit<Parameters<typeof Rows>[0], 'name'>) {
  if (rows.rows.length === 0) return null;
  return (
    <Paper component="section" variant="outlined" sx={{ p: 2, mb: 2 }}>
      <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
        {title}
      </Typography>
      <Rows {...rows} name={title} />
    </Paper>
  );
}
