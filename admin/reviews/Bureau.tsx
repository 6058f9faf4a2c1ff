import { Alert, Box, Button, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { graphql } from '../../schema/graphql.ts';
import { ActButton } from '../kit/ActButton.tsx';
import { useExplain, useFormat, useMay, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';

export const NotesAsk = graphql(`
  query Notes($submissionId: [ID!]) { internalNotes(filter: { submissionId: $submissionId }, first: 50) { nodes { id text authorName createdAt } } }
`);
export const NoteAsk = graphql(`mutation Note($input: InternalNoteInput!) { createInternalNote(input: $input) { id } }`);
export const LendFileAsk = graphql(`
  mutation LendFile($submissionId: ID!, $fileId: ID!) { lendFile(submissionId: $submissionId, fileId: $fileId) { id } }
`);
export const RevealReviewAsk = graphql(`mutation RevealReview($id: ID!, $note: String!) { revealReview(id: $id, note: $note) { id } }`);

/** What the bureau notes of a submission for itself: applicants and experts never see it. */
export function Notes({ submissionId }: { submissionId: string }) {
  const panel = usePanel();
  const may = useMay();
  const translate = useTranslate();
  const explain = useExplain();
  const { moment } = useFormat();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const { data = [], refetch } = useQuery({
    queryKey: ['InternalNote', submissionId],
    queryFn: async () => (await panel.ask(NotesAsk, { submissionId: [submissionId] })).internalNotes.nodes,
  });
  const add = () => {
    setBusy(true);
    setRefused(undefined);
    panel
      .ask(NoteAsk, { input: { submissionId, text: text.trim() } })
      .then(() => {
        setText('');
        return refetch();
      })
      .catch(error => setRefused(explain(error)))
      .finally(() => setBusy(false));
  };
  return (
    <>
      {data.map(note => (
        <Box key={note.id} sx={{ mb: 1.5 }}>
          <Typography variant="caption" color="text.secondary">
            {note.authorName} · {moment(note.createdAt)}
          </Typography>
          <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {note.text}
          </Typography>
        </Box>
      ))}
      {refused ? <Alert severity="error">{refused}</Alert> : null}
      {may('createInternalNote') ? (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
          <TextField
            fullWidth
            multiline
            size="small"
            label={translate('screens.Review.note')}
            helperText={translate('screens.Review.noteHint')}
            value={text}
            onChange={event => setText(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 2000 } }}
          />
          <Button onClick={add} loading={busy} disabled={!text.trim()}>
            {translate('screens.Review.addNote')}
          </Button>
        </Box>
      ) : null}
    </>
  );
}

/** Which of a submission's files its experts are shown: copies under neutral names, chosen one by one. */
export function LendFiles({ submission }: { submission: Row }) {
  const panel = usePanel();
  const translate = useTranslate();
  const files = (submission.snapshot?.files ?? []) as { id: string; name: string }[];
  if (!useMay()('lendFile') || submission.state !== 'ADMITTED' || files.length === 0) return null;
  return (
    <ActButton
      name={translate('screens.Review.lend')}
      effect={translate('screens.Review.lendEffect')}
      done={translate('screens.Review.lent')}
      asks={[{ key: 'fileId', label: translate('screens.Review.file'), required: true, choices: files }]}
      act={({ fileId }) => panel.ask(LendFileAsk, { submissionId: submission.id, fileId: fileId! })}
    />
  );
}

/** Tells the expert whose submission it is; the reason is kept. */
export function Reveal({ record }: { record: Row }) {
  const panel = usePanel();
  const translate = useTranslate();
  if (!useMay()('revealReview') || record.state !== 'ACCEPTED' || record.revealedAt) return null;
  return (
    <ActButton
      name={translate('screens.Review.reveal')}
      effect={translate('screens.Review.revealEffect')}
      done={translate('screens.Review.revealed')}
      asks={[{ key: 'note', label: translate('screens.Review.revealWhy'), required: true, max: 1000 }]}
      act={({ note }) => panel.ask(RevealReviewAsk, { id: record.id, note: note! })}
    />
  );
}
