import { Alert, Box, Button, Link as MuiLink, Paper, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { Link, useParams } from 'react-router-dom';
import { graphql, type ResultOf } from '../../schema/graphql.ts';
import { ActButton } from '../kit/ActButton.tsx';
import { fieldsOf } from '../kit/fields.tsx';
import { useExplain, usePanel, useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Page } from '../kit/Page.tsx';
import { Rows } from '../kit/Rows.tsx';

export const DrawAsk = graphql(`
  mutation Draw($callId: ID!, $seed: String!, $perItem: Int!, $dryRun: Boolean!) {
    drawExperts(callId: $callId, seed: $seed, perItem: $perItem, dryRun: $dryRun) {
      seed perItem dryRun
      reviews { submission { id number name } expert { id name } }
      short { places submission { id number name } }
      loads { reviews most expert { id name } }
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
  const translate = useTranslate();
  const explain = useExplain();
  const name = useTypeName();
  const { data: call } = useGetOne<Row>('Call', { id: callId });
  const [seed, setSeed] = useState(lot);
  const [perItem, setPerItem] = useState('5');
  const [plan, setPlan] = useState<Plan>();
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const ask = async (dryRun: boolean) => {
    const answer = await panel.ask(DrawAsk, { callId, seed: seed.trim(), perItem: Number(perItem), dryRun });
    setPlan(answer.drawExperts);
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
  const valid = seed.trim() !== '' && /^\d{1,2}$/.test(perItem) && Number(perItem) >= 1 && Number(perItem) <= 25;
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
          <Button variant="outlined" onClick={tryIt} disabled={!valid} loading={busy}>
            {translate('screens.Review.tryDraw')}
          </Button>
          {plan?.dryRun && plan.reviews.length ? (
            <ActButton
              variant="contained"
              name={translate('screens.Review.drawNow')}
              effect={translate('screens.Review.drawEffect', { count: plan.reviews.length })}
              done={translate('screens.Review.drawDone', { count: plan.reviews.length })}
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
          <Alert severity={plan.short.length ? 'warning' : plan.dryRun ? 'info' : 'success'} sx={{ mt: 2 }}>
            {translate(plan.dryRun ? 'screens.Review.planned' : 'screens.Review.drawDone', { count: plan.reviews.length })}{' '}
            {plan.short.length ? translate('screens.Review.short', { count: plan.short.length }) : ''}{' '}
            {plan.dryRun ? null : (
              <MuiLink component={Link} to={`/Review?filter=${encodeURIComponent(JSON.stringify({ callId: [callId] }))}`}>
                {translate('screens.Review.toReviews')}
              </MuiLink>
            )}
          </Alert>
        ) : null}
      </Paper>
      {plan ? (
        <>
          <Part
            title={label('short')}
            rows={plan.short}
            type="DrawShortage"
            columns={[short.link('submission', 'Submission'), short.count('places')]}
          />
          <Part
            title={label('loads')}
            rows={plan.loads}
            type="DrawLoad"
            columns={[load.link('expert', 'Expert'), load.count('reviews'), load.count('most')]}
          />
          <Part
            title={label('reviews')}
            rows={plan.reviews}
            type="DrawnReview"
            columns={[drawn.link('submission', 'Submission'), drawn.link('expert', 'Expert')]}
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
