import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  LinearProgress,
  List,
  ListItem,
  ListItemText,
  TextField,
  Typography,
} from '@mui/material';
import { useRef, useState } from 'react';
import { useGetMany, useListContext, useRefresh } from 'react-admin';
import { useSay } from '../i18n/index.ts';
import { useExplain, usePanel } from './hooks.ts';
import { useMoveWords } from './moves.tsx';
import { type OpenMove, type Row, useTitleOf } from './nouns.ts';

interface Failure {
  record: Row;
  why: string;
}

/** How many moves are under way at once: quick, and gentle to the server. */
const abreast = 4;

/** Says how many are selected, and offers all that match, what can be done with them, and none. */
export function BulkBar() {
  const say = useSay();
  const { selectedIds, total = 0, data = [], onSelectAll, onUnselectItems } = useListContext<Row>();
  if (selectedIds.length === 0) return null;
  const pageIsPicked = data.length > 0 && data.every(({ id }) => selectedIds.includes(id));
  return (
    <Box
      role="toolbar"
      aria-label={say('list.picked', { count: selectedIds.length })}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1,
        alignItems: 'center',
        px: 2,
        py: 1,
        bgcolor: 'action.selected',
        position: 'sticky',
        left: 0,
      }}
    >
      <Typography variant="body2" role="status">
        {say('list.picked', { count: selectedIds.length })}
      </Typography>
      {pageIsPicked && selectedIds.length < total ? (
        <Button size="small" onClick={() => onSelectAll()}>
          {say('list.pickAll', { count: total })}
        </Button>
      ) : null}
      <BulkMoves />
      <Box sx={{ flex: 1 }} />
      <Button size="small" onClick={() => onUnselectItems()}>
        {say('list.pickNone')}
      </Button>
    </Box>
  );
}

/** The moves of the selected records, each with how many can take it; the result says which could not, and why. */
function BulkMoves() {
  const { resource, selectedIds, data = [] } = useListContext<Row>();
  const say = useSay();
  const words = useMoveWords();
  const here = new Map(data.map(record => [record.id, record]));
  const away = selectedIds.filter(id => !here.has(String(id)));
  const { data: others = [], isPending } = useGetMany<Row>(resource, { ids: away }, { enabled: away.length > 0 });
  const [asking, ask] = useState<{ move: OpenMove; records: Row[] }>();

  const records = [...selectedIds.flatMap(id => here.get(String(id)) ?? []), ...others.filter(Boolean)];
  const moves = new Map<string, { move: OpenMove; records: Row[] }>();
  for (const record of records)
    for (const move of record.moves ?? []) {
      if (move.via) continue;
      const known = moves.get(move.action) ?? { move, records: [] };
      known.records.push(record);
      moves.set(move.action, { move: { ...move, note: move.note || known.move.note }, records: known.records });
    }

  if (away.length > 0 && isPending) return <Typography variant="body2">{say('move.bulkLoading')}</Typography>;
  if (moves.size === 0) return <Typography variant="body2">{say('move.bulkNone')}</Typography>;
  return (
    <>
      {[...moves.values()].map(it => (
        <Button key={it.move.action} size="small" variant="outlined" onClick={() => ask(it)}>
          {say('move.bulk', { name: words(resource, it.move.action), count: it.records.length })}
        </Button>
      ))}
      {asking ? <BulkDialog type={resource} picked={selectedIds.length} {...asking} onClose={() => ask(undefined)} /> : null}
    </>
  );
}

function BulkDialog({
  type,
  picked,
  move,
  records,
  onClose,
}: {
  type: string;
  picked: number;
  move: OpenMove;
  records: Row[];
  onClose: () => void;
}) {
  const say = useSay();
  const words = useMoveWords();
  const explain = useExplain();
  const titleOf = useTitleOf();
  const refresh = useRefresh();
  const panel = usePanel();
  const { onUnselectItems } = useListContext();
  const [note, setNote] = useState('');
  const [done, setDone] = useState(0);
  const [failures, setFailures] = useState<Failure[]>([]);
  const [phase, setPhase] = useState<'asking' | 'working' | 'told'>('asking');
  const stopped = useRef(false);
  const name = words(type, move.action);

  async function work() {
    setPhase('working');
    const queue = [...records];
    const one = async () => {
      for (let record = queue.shift(); record && !stopped.current; record = queue.shift()) {
        try {
          await panel.advance(type, { id: record.id, action: move.action, note: note.trim() });
          setDone(count => count + 1);
        } catch (error) {
          const failure = { record, why: explain(error) };
          setFailures(all => [...all, failure]);
        }
      }
    };
    await Promise.all(Array.from({ length: abreast }, one));
    setPhase('told');
  }
  const leave = () => {
    if (phase === 'told') {
      onUnselectItems();
      refresh();
    }
    onClose();
  };

  return (
    <Dialog open onClose={phase === 'working' ? undefined : leave} maxWidth="sm" fullWidth aria-labelledby="bulk-title">
      <DialogTitle id="bulk-title">{name}</DialogTitle>
      <DialogContent>
        {phase === 'asking' ? (
          <>
            <DialogContentText>{say('move.bulkCan', { picked, count: records.length, name })}</DialogContentText>
            <DialogContentText sx={{ mt: 1 }}>{words(type, move.action, 'effect')}</DialogContentText>
            <TextField
              sx={{ mt: 2 }}
              fullWidth
              multiline
              minRows={2}
              required={Boolean(move.note)}
              value={note}
              onChange={event => setNote(event.target.value)}
              label={move.note ? say('move.noteRequired') : say('move.note')}
              helperText={say('move.noteHelp')}
              slotProps={{ htmlInput: { maxLength: 500 } }}
            />
          </>
        ) : null}
        {phase === 'working' ? (
          <Box role="status">
            <Typography>{say('move.bulkRunning', { done: done + failures.length, total: records.length })}</Typography>
            <LinearProgress
              variant="determinate"
              value={(100 * (done + failures.length)) / records.length}
              sx={{ mt: 1 }}
              aria-label={name}
            />
          </Box>
        ) : null}
        {phase === 'told' ? (
          <Alert severity={failures.length ? 'warning' : 'success'}>
            {failures.length ? say('move.bulkDone', { done, failed: records.length - done }) : say('move.bulkAllDone', { done })}
          </Alert>
        ) : null}
        {failures.length ? (
          <List dense aria-label={say('move.bulkDone', { done, failed: failures.length })}>
            {failures.map(({ record, why }) => (
              <ListItem key={record.id} disableGutters>
                <ListItemText primary={titleOf(type, record)} secondary={why} />
              </ListItem>
            ))}
          </List>
        ) : null}
      </DialogContent>
      <DialogActions>
        {phase === 'asking' ? <Button onClick={onClose}>{say('move.cancel')}</Button> : null}
        {phase === 'asking' ? (
          <Button variant="contained" disabled={Boolean(move.note) && !note.trim()} onClick={work}>
            {say('move.bulk', { name, count: records.length })}
          </Button>
        ) : null}
        {phase === 'working' ? (
          <Button
            onClick={() => {
              stopped.current = true;
            }}
          >
            {say('move.stop')}
          </Button>
        ) : null}
        {phase === 'told' ? (
          <Button variant="contained" autoFocus onClick={leave}>
            {say('move.close')}
          </Button>
        ) : null}
      </DialogActions>
    </Dialog>
  );
}
