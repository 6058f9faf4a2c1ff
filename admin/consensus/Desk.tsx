import { Box, Paper, Typography } from '@mui/material';
import { RecordContextProvider, ResourceContextProvider, useGetList, useGetOne, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { graphql } from '../../schema/graphql.ts';
import { ActButton } from '../kit/ActButton.tsx';
import { useTypeName } from '../kit/hooks.ts';
import { type Row, whole } from '../kit/nouns.ts';
import { RecordPage } from '../kit/RecordPage.tsx';
import type { ReviewFull } from '../reviews/asks.ts';
import { MarksTable } from '../reviews/Marks.tsx';
import { Peers } from '../reviews/Peers.tsx';
import { ScoreSheet } from '../reviews/ScoreSheet.tsx';
import { type Acts, useDraft } from '../reviews/useDraft.ts';

export const SaveConsensusAsk = graphql(`
  mutation SaveConsensus($id: ID!, $version: Int!, $marks: [MarkInput!]!, $vetoes: [String!], $comment: String) {
    saveConsensus(id: $id, version: $version, marks: $marks, vetoes: $vetoes, comment: $comment) { id version }
  }
`);
export const SettleConsensusAsk = graphql(`
  mutation SettleConsensus($id: ID!, $marks: [MarkInput!]!, $vetoes: [String!], $comment: String) {
    settleConsensus(id: $id, marks: $marks, vetoes: $vetoes, comment: $comment) { id }
  }
`);
const acts: Acts = {
  type: 'ConsensusSheet',
  save: async (panel, given) => (await panel.ask(SaveConsensusAsk, given)).saveConsensus.version,
  submit: (panel, given) => panel.ask(SettleConsensusAsk, given),
};

/** The chair's screen: what each has marked, and the sheet of what they agree on. */
export function ConsensusDesk() {
  const name = useTypeName();
  return (
    <RecordPage type="ConsensusSheet" title={record => record?.number ?? name('ConsensusSheet')}>
      {record => <Sheet key={record.id} record={record} />}
    </RecordPage>
  );
}

function Sheet({ record }: { record: Row }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const { rubric } = (record as unknown as ReviewFull).call!;
  const { data: own = [] } = useGetList<Row>('Review', {
    filter: { callId: [record.callId], number: [record.number], state: ['SUBMITTED'] },
    pagination: { page: 1, perPage: 10 },
    sort: { field: 'createdAt', order: 'DESC' },
  });
  const { data: mine } = useGetOne<Row>('Review', { id: own[0]?.id ?? '', meta: whole }, { enabled: own.length > 0 });
  const { sheet, change, judged, judge, submit, status } = useDraft(
    record,
    rubric,
    () => navigate(`/ConsensusSheet/${record.id}/show`),
    acts,
  );
  return (
    <ResourceContextProvider value="ConsensusSheet">
      <RecordContextProvider value={record}>
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(380px, 480px)' },
            alignItems: 'start',
          }}
        >
          <Paper variant="outlined" sx={{ p: 2 }}>
            <Typography variant="body2" sx={{ mb: 1.5 }}>
              {translate('screens.ConsensusSheet.hint')}
            </Typography>
            {mine ? (
              <>
                <Typography variant="subtitle1" component="h4">
                  {translate('screens.Review.own')}
                </Typography>
                <MarksTable review={mine} />
              </>
            ) : null}
            <Peers reviewId={own[0]?.id} rubric={rubric} />
          </Paper>
          <Paper variant="outlined" component="section" aria-label={translate('screens.Review.sheet')} sx={{ p: 2 }}>
            <ScoreSheet rubric={rubric} sheet={sheet} onChange={change} judged={judged} />
            <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mt: 1 }}>
              <ActButton
                variant="contained"
                name={translate('moves.ConsensusSheet.SETTLE.name')}
                effect={translate('moves.ConsensusSheet.SETTLE.effect')}
                done={translate('moves.ConsensusSheet.SETTLE.done')}
                before={judge(sheet)}
                act={submit}
              />
              <Typography variant="body2" role="status" color={status.bad ? 'error' : 'text.secondary'}>
                {status.text}
              </Typography>
            </Box>
          </Paper>
        </Box>
      </RecordContextProvider>
    </ResourceContextProvider>
  );
}
