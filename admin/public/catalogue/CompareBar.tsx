import CompareArrows from '@mui/icons-material/CompareArrows';
import { Box, Button, Paper, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { useCatalogueWords } from '../catalogueWords.ts';
import { type Address, comparedOf, most } from './choice.ts';

/** Under the thumb while one chooses: how many are chosen, and the way to see them side by side. */
export function CompareBar({ address }: { address: Address }) {
  const words = useCatalogueWords();
  const ids = comparedOf(address);
  if (ids.length === 0) return null;
  return (
    <Paper
      elevation={6}
      component="section"
      aria-label={words('compareTitle')}
      className="no-print"
      sx={{
        position: 'sticky',
        bottom: 12,
        zIndex: 5,
        mt: 2,
        px: 2,
        py: 1,
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1,
        alignItems: 'center',
      }}
    >
      <Box sx={{ flex: 1, minWidth: 140 }}>
        <Typography variant="body2" role="status">
          {words('comparing', { count: ids.length })}
          {ids.length === 1 ? ` · ${words('compareOne')}` : ids.length === most ? ` · ${words('compareMost')}` : ''}
        </Typography>
      </Box>
      <Button size="small" onClick={() => address.set({ vs: '' })}>
        {words('clear')}
      </Button>
      <Button
        variant="contained"
        startIcon={<CompareArrows />}
        disabled={ids.length < 2}
        component={Link}
        to={`/public/catalogue/compare?ids=${ids.join(',')}`}
      >
        {words('compareNow', { count: ids.length })}
      </Button>
    </Paper>
  );
}
