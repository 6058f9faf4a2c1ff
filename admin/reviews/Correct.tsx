import { Box, Button, TextField } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { graphql } from '../../schema/graphql.ts';
import { ActButton } from '../kit/ActButton.tsx';
import { usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import type { ReviewFull } from './asks.ts';
import { ScoreSheet } from './ScoreSheet.tsx';
import { faultOf, type Sheet, sentOf, sheetOf } from './sheet.ts';

export const CorrectReviewAsk = graphql(`
  mutation CorrectReview($id: ID!, $marks: [MarkInput!]!, $reason: String!, $vetoes: [String!], $comment: String) {
    correctReview(id: $id, marks: $marks, reason: $reason, vetoes: $vetoes, comment: $comment) { id }
  }
`);

/** What was submitted stays: a correction is a sheet of its own that says why, and takes its place. */
export function Correct({ record, onClose }: { record: Row; onClose: () => void }) {
  const panel = usePanel();
  const translate = useTranslate();
  const navigate = useNavigate();
  const { call } = record as unknown as ReviewFull;
  const rubric = call!.rubric;
  const [sheet, setSheet] = useState<Sheet>(() => sheetOf(record as unknown as ReviewFull));
  const [reason, setReason] = useState('');
  const [judged, setJudged] = useState(false);
  const ready = () => {
    setJudged(true);
    const wrong = rubric.criteria.find(criterion => faultOf(sheet, criterion, rubric.noteAtExtremes));
    if (wrong) document.getElementById(`mark-${wrong.code}`)?.focus();
    return !wrong && reason.trim() !== '' && !(sheet.vetoes.length > 0 && !sheet.comment.trim());
  };
  return (
    <>
      <ScoreSheet rubric={rubric} sheet={sheet} onChange={setSheet} judged={judged} />
      <TextField
        fullWidth
        required
        margin="dense"
        label={translate('screens.Review.why')}
        value={reason}
        onChange={event => setReason(event.target.value)}
        error={judged && !reason.trim()}
        slotProps={{ htmlInput: { maxLength: 1000 } }}
      />
      <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>
        <ActButton
          variant="contained"
          name={translate('screens.Review.correct')}
          effect={translate('screens.Review.correctEffect')}
          done={translate('screens.Review.corrected')}
          before={ready}
          act={async () => {
            const answer = await panel.ask(CorrectReviewAsk, { id: record.id, reason: reason.trim(), ...sentOf(sheet, rubric.criteria) });
            navigate(`/Review/mark/${answer.correctReview.id}`);
          }}
        />
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
      </Box>
    </>
  );
}
