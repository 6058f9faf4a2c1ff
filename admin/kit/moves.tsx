import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useCreatePath, useNotify, useRefresh, useTranslate } from 'react-admin';
import { useSay } from '../i18n/index.ts';
import { useExplain, useFormat, usePanel, useWord } from './hooks.ts';
import { one, stateEnum } from './names.ts';
import { type OpenMove, type Row, useNouns, whole } from './nouns.ts';
import { Refusal } from './send.ts';

/** The words of a move: what it is called, what will follow, what has happened. */
export function useMoveWords(): (type: string, action: string, part?: 'name' | 'effect' | 'done') => string {
  const translate = useTranslate();
  return (type, action, part = 'name') => translate(`moves.${type}.${action}.${part}`, { _: action });
}

/** Where the form is that a move needs: as its noun says, else the form that creates `via`, with this record filled in. */
export function useFormOf(): (type: string, record: Row, move: OpenMove) => string {
  const nouns = useNouns();
  const createPath = useCreatePath();
  return (type, record, move) =>
    nouns[type]?.forms?.[move.action]?.(record, move) ??
    `${createPath({ resource: move.via!, type: 'create' })}?source=${encodeURIComponent(JSON.stringify({ [`${one(type)}Id`]: record.id }))}`;
}

/** What became of a record whose move came too late: who did what and when. */
function useAftermath() {
  const say = useSay();
  const panel = usePanel();
  const format = useFormat();
  const word = useWord();
  return async (type: string, id: string): Promise<string | undefined> => {
    const { data } = await panel.getOne(type, { id }).catch(() => ({ data: undefined }));
    if (!data?.state) return undefined;
    const state = word(`enums.${stateEnum(type)}.${data.state}`) ?? data.state;
    const latest = [...(data.history ?? [])].sort((a: { at: string }, b: { at: string }) => b.at.localeCompare(a.at))[0];
    if (!latest?.actorName) return say('move.changed', { state });
    const action = latest.name.slice(latest.name.indexOf('.') + 1);
    const what = word(`moves.${type}.${action}.name`) ?? word(`facts.${latest.name}`) ?? word(`facts.${action}`) ?? action;
    return say('move.faster', { who: latest.actorName, when: format.relative(latest.at), what, state });
  };
}

/** Makes a move and tells what happened. A refusal stays with its dialog, so that nothing typed is lost. */
export function useMove(type: string, onDone?: () => void) {
  const panel = usePanel();
  const words = useMoveWords();
  const notify = useNotify();
  const refresh = useRefresh();
  const client = useQueryClient();
  const explain = useExplain();
  const aftermath = useAftermath();
  const [refused, setRefused] = useState<string>();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ id, action, note }: { id: string; action: string; note?: string }) => panel.advance(type, { id, action, note }),
    onSuccess: ({ data }, { id, action }) => {
      client.setQueryData([type, 'getOne', { id: String(id), meta: whole }], data);
      notify(words(type, action, 'done'), { type: 'success' });
      setRefused(undefined);
      refresh();
      onDone?.();
    },
    onError: async (error, { id }) => {
      const late = error instanceof Refusal && error.code === 'ILLEGAL_STATE' ? await aftermath(type, id) : undefined;
      setRefused(late ?? explain(error));
      refresh();
    },
  });
  return { mutate, isPending, refused, forget: () => setRefused(undefined) };
}

interface MoveDialogProps {
  type: string;
  record: Row;
  move: OpenMove;
  onClose: () => void;
}

/** Says what will follow, takes the note, and explains a refusal in place. */
export function MoveDialog({ type, record, move, onClose }: MoveDialogProps) {
  const say = useSay();
  const words = useMoveWords();
  const titleId = useId();
  const [note, setNote] = useState('');
  const [touched, touch] = useState(false);
  const { mutate, isPending, refused } = useMove(type, onClose);
  const Effect = useNouns()[type]?.effect;
  const lacking = Boolean(move.note) && !note.trim();
  const press = () => (lacking ? touch(true) : mutate({ id: record.id, action: move.action, note: note.trim() }));
  return (
    <Dialog open onClose={isPending ? undefined : onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId}>{words(type, move.action)}</DialogTitle>
      <DialogContent>
        <DialogContentText>{words(type, move.action, 'effect')}</DialogContentText>
        {Effect ? <Effect record={record} move={move} /> : null}
        <TextField
          sx={{ mt: 2 }}
          fullWidth
          multiline
          minRows={2}
          autoFocus={Boolean(move.note)}
          required={Boolean(move.note)}
          value={note}
          onChange={event => setNote(event.target.value)}
          label={move.note ? say('move.noteRequired') : say('move.note')}
          error={touched && lacking}
          helperText={move.note ? say('move.noteRequiredHelp') : say('move.noteHelp')}
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
        {refused ? (
          <Alert severity="error" sx={{ mt: 2 }}>
            {refused}
          </Alert>
        ) : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={isPending}>
          {say(refused ? 'move.close' : 'move.cancel')}
        </Button>
        <Button variant="contained" onClick={press} loading={isPending}>
          {words(type, move.action)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
