import Undo from '@mui/icons-material/Undo';
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useRecordContext, useRefresh } from 'react-admin';
import { useSay } from '../i18n/index.ts';
import { useExplain, useMay, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { UndoImportAsk } from './asks.ts';
import { useImportWords } from './words.ts';

/** Takes an import back, with a reason. */
export function UndoImport() {
  const record = useRecordContext<Row>()!;
  const may = useMay();
  const say = useSay();
  const words = useImportWords();
  const panel = usePanel();
  const notify = useNotify();
  const refresh = useRefresh();
  const explain = useExplain();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => panel.ask(UndoImportAsk, { id: record.id, note: note.trim() }),
    onSuccess: () => {
      notify(words('undone'), { type: 'success' });
      setOpen(false);
      refresh();
    },
  });
  if (!may('undoImport') || record.undoneAt) return null;
  return (
    <>
      <Button startIcon={<Undo />} variant="outlined" onClick={() => setOpen(true)}>
        {words('undo')}
      </Button>
      <Dialog open={open} onClose={isPending ? undefined : () => setOpen(false)} aria-labelledby="undo-title" maxWidth="sm" fullWidth>
        <DialogTitle id="undo-title">{words('undo')}</DialogTitle>
        <DialogContent>
          <DialogContentText sx={{ mb: 1 }}>{words('undoEffect')}</DialogContentText>
          <TextField
            fullWidth
            multiline
            required
            autoFocus
            minRows={2}
            label={say('move.noteRequired')}
            helperText={say('move.noteRequiredHelp')}
            value={note}
            onChange={event => setNote(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
          {error ? <Alert severity="error">{explain(error)}</Alert> : null}
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setOpen(false)} disabled={isPending}>
            {say('move.cancel')}
          </Button>
          <Button variant="contained" onClick={() => mutate()} loading={isPending} disabled={!note.trim()}>
            {words('undo')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
