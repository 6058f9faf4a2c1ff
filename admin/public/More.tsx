import { Box, Button } from '@mui/material';
import { usePublicWords } from './words.ts';

/** The next of a long list, when there are more. */
export function More({ more, onMore, busy }: { more: boolean; onMore: () => void; busy: boolean }) {
  const words = usePublicWords();
  return more ? (
    <Box sx={{ textAlign: 'center', mt: 2 }}>
      <Button variant="outlined" onClick={onMore} loading={busy}>
        {words('more')}
      </Button>
    </Box>
  ) : null;
}
