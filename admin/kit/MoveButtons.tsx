import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { useRecordContext, useResourceContext } from 'react-admin';
import { Link } from 'react-router-dom';
import { MoveDialog, useFormOf, useMoveWords } from './moves.tsx';
import type { OpenMove, Row } from './nouns.ts';

/** A button for each move the server says is open to you on this record, and no other. It knows no lifecycle by heart. */
export function MoveButtons({ size = 'medium' }: { size?: 'small' | 'medium' }) {
  const record = useRecordContext<Row>();
  const type = useResourceContext()!;
  const words = useMoveWords();
  const formOf = useFormOf();
  const [asking, ask] = useState<OpenMove>();
  if (!record?.moves?.length) return null;
  return (
    // the row behind the buttons opens the record when clicked; a button must not
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }} onClick={event => event.stopPropagation()}>
      {record.moves.map((move, i) =>
        move.via ? (
          <Button
            key={move.action}
            size={size}
            variant={i === 0 ? 'contained' : 'outlined'}
            component={Link}
            to={formOf(type, record, move)}
          >
            {words(type, move.action)}
          </Button>
        ) : (
          <Button key={move.action} size={size} variant={i === 0 ? 'contained' : 'outlined'} onClick={() => ask(move)}>
            {words(type, move.action)}
          </Button>
        ),
      )}
      {asking ? <MoveDialog type={type} record={record} move={asking} onClose={() => ask(undefined)} /> : null}
    </Box>
  );
}
