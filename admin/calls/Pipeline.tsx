import { Link as MuiLink, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { graphql, type ResultOf } from '../../schema/graphql.ts';
import { fieldsOf } from '../kit/fields.tsx';
import { useFormat, useMay, usePanel, useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Rows } from '../kit/Rows.tsx';
import { StateChip } from '../kit/StateField.tsx';
import { Trouble } from '../kit/states.tsx';

export const PipelineAsk = graphql(`
  query Pipeline($callId: ID!) { pipeline(callId: $callId) { total stages { state count left medianWorkingDays } } }
`);
export const CountsAsk = graphql(`query SubmissionCounts($callId: ID!) { submissionCounts(callId: $callId) { state count } }`);

type Stage = ResultOf<typeof PipelineAsk>['pipeline']['stages'][number];
const stage = fieldsOf<Stage>();

/** How far the submissions of a call are. Each figure leads to the submissions it counts; while the call is sealed there is only the figure. */
export function Pipeline({ call }: { call: Row }) {
  const panel = usePanel();
  const translate = useTranslate();
  const name = useTypeName();
  const may = useMay();
  const { number } = useFormat();
  const sealed = new Date(call.unsealsAt) > new Date();
  const { data, error, refetch } = useQuery({
    queryKey: ['Submission', sealed ? 'sealedCounts' : 'pipeline', call.id],
    queryFn: async (): Promise<Stage[]> =>
      sealed
        ? (await panel.ask(CountsAsk, { callId: call.id })).submissionCounts.map(it => ({ ...it, left: 0, medianWorkingDays: null }))
        : (await panel.ask(PipelineAsk, { callId: call.id })).pipeline.stages,
    enabled: may('pipeline'),
  });
  if (error) return <Trouble error={error} again={refetch} />;
  const stages = (data ?? []).filter(({ count, left }) => count > 0 || left > 0);
  const rowsOf = (state: string) => `/Submission?filter=${encodeURIComponent(JSON.stringify({ callId: [call.id], state: [state] }))}`;
  const columns = [
    stage.own('state', row => <StateChip type="Submission" state={row.state!} />),
    {
      ...stage.own('count', row =>
        sealed || row.count === 0 ? (
          number(row.count)
        ) : (
          <MuiLink component={Link} to={rowsOf(row.state!)}>
            {number(row.count)}
          </MuiLink>
        ),
      ),
      end: true,
    },
    ...(sealed ? [] : [stage.count('left'), stage.count('medianWorkingDays')]),
  ];
  return (
    <>
      {sealed ? (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          {translate('screens.Call.sealed')}
        </Typography>
      ) : null}
      {data && stages.length === 0 ? <Typography variant="body2">{translate('screens.Call.noneYet')}</Typography> : null}
      {stages.length ? <Rows type="PipelineStage" name={name('Pipeline', 1)} rows={stages} columns={columns} /> : null}
    </>
  );
}
