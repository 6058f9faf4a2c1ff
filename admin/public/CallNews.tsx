import { Box, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { graphql } from '../../schema/graphql.ts';
import { useFormat, usePanel } from '../kit/hooks.ts';
import { Files, Paragraphs } from '../kit/values.tsx';
import { usePublicWords } from './words.ts';

const NewsAsk = graphql(`
  query CallNews($id: ID!) {
    addendums(filter: { callId: [$id] }, sort: [{ field: NUMBER }], first: 20) { nodes { id number title text createdAt files { id name } } }
    questions(filter: { callId: [$id], state: [ANSWERED] }, sort: [{ field: ANSWERED_AT }], first: 50) { nodes { id text answer answeredAt } }
  }
`);

/** What was added to a call since it was announced, and what was asked and answered: the same for everybody. */
export function CallNews({ id }: { id: string }) {
  const words = usePublicWords();
  const panel = usePanel();
  const { moment } = useFormat();
  const { data } = useQuery({ queryKey: ['public', 'call', id, 'news'], queryFn: () => panel.ask(NewsAsk, { id }) });
  const [addenda, questions] = [data?.addendums.nodes ?? [], data?.questions.nodes ?? []];
  return (
    <>
      {addenda.map(addendum => (
        <Paper key={addendum.id} component="section" variant="outlined" sx={{ p: { xs: 2, sm: 4 }, mt: 2 }}>
          <Typography variant="h6" component="h2">
            {words('addendum', { number: addendum.number })} {addendum.title}
          </Typography>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
            {moment(addendum.createdAt)}
          </Typography>
          <Paragraphs value={addendum.text} />
          <Files value={addendum.files} />
        </Paper>
      ))}
      {questions.length ? (
        <Paper component="section" variant="outlined" sx={{ p: { xs: 2, sm: 4 }, mt: 2 }}>
          <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
            {words('answers')}
          </Typography>
          <Box component="dl" sx={{ m: 0 }}>
            {questions.map(question => (
              <Box key={question.id} sx={{ mb: 2 }}>
                <Typography component="dt" variant="subtitle2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {question.text}
                </Typography>
                <Typography component="dd" variant="body2" sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {question.answer}
                </Typography>
                <Typography component="dd" variant="caption" color="text.secondary" sx={{ m: 0 }}>
                  {question.answeredAt ? moment(question.answeredAt) : ''}
                </Typography>
              </Box>
            ))}
          </Box>
        </Paper>
      ) : null}
    </>
  );
}
