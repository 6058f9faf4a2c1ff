import MoreVert from '@mui/icons-material/MoreVert';
import { Box, Button, Card, CardActionArea, Chip, IconButton, Menu, MenuItem, Paper, Typography } from '@mui/material';
import { type DragEvent, type ReactNode, useState } from 'react';
import { RecordContextProvider, useCreatePath, useInfiniteGetList, useListContext, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { useSay, valuesOf } from '../i18n/index.ts';
import { MoveDialog, useFormOf, useMoveWords } from './moves.tsx';
import { stateEnum } from './names.ts';
import { type OpenMove, type Row, useTitleOf } from './nouns.ts';
import { Trouble } from './states.tsx';

interface Held {
  record: Row;
  move: OpenMove;
}

/**
 * The process as a wall: columns are states, cards are records. A card may be dropped only where one of its moves leads,
 * and the same moves are in its menu for the keyboard. It obeys the filters and the search of the list around it.
 */
export function Board({ states, card }: { states?: readonly string[]; card?: (record: Row) => ReactNode }) {
  const { resource } = useListContext();
  const navigate = useNavigate();
  const formOf = useFormOf();
  const [dragged, drag] = useState<Row>();
  const [asking, ask] = useState<Held>();
  const press = (record: Row, move: OpenMove) => (move.via ? navigate(formOf(resource, record, move)) : ask({ record, move }));
  return (
    <Box sx={{ display: 'flex', gap: 1.5, overflowX: 'auto', p: 1.5, alignItems: 'flex-start' }}>
      {(states ?? valuesOf(stateEnum(resource))).map(state => (
        <Column key={state} state={state} card={card} dragged={dragged} onDrag={drag} onMove={press} />
      ))}
      {asking ? <MoveDialog type={resource} {...asking} onClose={() => ask(undefined)} /> : null}
    </Box>
  );
}

interface ColumnProps {
  state: string;
  card?: (record: Row) => ReactNode;
  dragged?: Row;
  onDrag: (record: Row | undefined) => void;
  onMove: (record: Row, move: OpenMove) => void;
}

function Column({ state, card, dragged, onDrag, onMove }: ColumnProps) {
  const { resource, filterValues, filter, sort } = useListContext();
  const say = useSay();
  const translate = useTranslate();
  const words = useMoveWords();
  const [over, setOver] = useState(false);
  const { data, total, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteGetList<Row>(resource, {
    pagination: { page: 1, perPage: 20 },
    sort,
    filter: { ...filterValues, ...filter, state: [state] },
  });
  const landing = dragged?.state === state ? undefined : dragged?.moves?.find(move => move.to === state);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (dragged && landing) onMove(dragged, landing);
    onDrag(undefined);
  };
  const records = data?.pages.flatMap(page => page.data) ?? [];
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-label={translate(`enums.${stateEnum(resource)}.${state}`)}
      onDragOver={event => {
        if (landing) {
          event.preventDefault();
          setOver(true);
        }
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      sx={{
        width: total === 0 ? 148 : 264,
        flexShrink: 0,
        display: 'flex',
        flexDirection: 'column',
        maxHeight: { sm: 'calc(100vh - 240px)' },
        minHeight: 120,
        p: 1,
        bgcolor: over && landing ? 'action.selected' : 'background.default',
        borderStyle: landing ? 'dashed' : 'solid',
        borderWidth: landing ? 2 : 1,
        borderColor: landing ? 'primary.main' : 'divider',
      }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', px: 0.5, pb: 1 }}>
        <Typography variant="subtitle2" component="h3">
          {translate(`enums.${stateEnum(resource)}.${state}`)}
        </Typography>
        <Chip size="small" label={total ?? '…'} />
      </Box>
      {landing ? (
        <Typography variant="body2" color="primary" sx={{ px: 0.5, pb: 1 }}>
          {say('move.dropHere', { name: words(resource, landing.action) })}
        </Typography>
      ) : null}
      {error ? <Trouble error={error} again={refetch} /> : null}
      <Box
        component="ul"
        sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gridAutoRows: 'max-content', gap: 1, minHeight: 0, overflowY: 'auto' }}
      >
        {records.map(record => (
          <BoardCard key={record.id} record={record} card={card} onDrag={onDrag} onMove={onMove} />
        ))}
      </Box>
      {hasNextPage ? (
        <Button fullWidth size="small" sx={{ mt: 1 }} loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {say('list.more')}
        </Button>
      ) : null}
    </Paper>
  );
}

function BoardCard({ record, card, onDrag, onMove }: { record: Row } & Pick<ColumnProps, 'card' | 'onDrag' | 'onMove'>) {
  const { resource } = useListContext();
  const say = useSay();
  const words = useMoveWords();
  const titleOf = useTitleOf();
  const navigate = useNavigate();
  const createPath = useCreatePath();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const title = titleOf(resource, record);
  const moves = record.moves ?? [];
  const movable = moves.length > 0;
  return (
    <Card
      component="li"
      variant="outlined"
      draggable={movable}
      sx={{ display: 'flex', alignItems: 'flex-start', cursor: movable ? 'grab' : undefined }}
      onDragStart={event => {
        event.dataTransfer.setData('text/plain', record.id);
        event.dataTransfer.effectAllowed = 'move';
        onDrag(record);
      }}
      onDragEnd={() => onDrag(undefined)}
    >
      <CardActionArea sx={{ p: 1, flex: 1, minWidth: 0 }} onClick={() => navigate(createPath({ resource, type: 'show', id: record.id }))}>
        <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {title}
        </Typography>
        {card ? (
          <RecordContextProvider value={record}>
            <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{card(record)}</Box>
          </RecordContextProvider>
        ) : null}
      </CardActionArea>
      <IconButton
        size="small"
        disabled={!movable}
        aria-haspopup="menu"
        aria-label={say('move.cardMoves', { name: title })}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVert fontSize="small" />
      </IconButton>
      <Menu open={Boolean(anchor)} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {moves.map(move => (
          <MenuItem
            key={move.action}
            onClick={() => {
              setAnchor(null);
              onMove(record, move);
            }}
          >
            {words(resource, move.action)}
          </MenuItem>
        ))}
      </Menu>
    </Card>
  );
}
