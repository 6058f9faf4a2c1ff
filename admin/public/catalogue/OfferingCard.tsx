import { Box, Card, Checkbox, Chip, FormControlLabel, Link as MuiLink, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useCodes } from '../../kit/codes.tsx';
import type { Card as Offered } from '../asks.ts';
import { useCatalogueWords } from '../catalogueWords.ts';
import { usePublicWords } from '../words.ts';
import { useWholeMoney } from './useFacets.ts';

/** What the trial does not include, in as many words as fit on a card. */
export function useExcluded(): (excluded: Offered['excluded']) => string {
  const words = usePublicWords();
  const own = useCatalogueWords();
  const { whole } = useWholeMoney();
  return excluded => {
    const [first] = excluded;
    if (!first) return words('allFree');
    const named = own('excludedOne', { name: first.name, price: whole(first.price) });
    return excluded.length === 1 ? named : own('excludedMore', { first: named, count: excluded.length });
  };
}

interface OfferingCardProps {
  offering: Offered;
  compared: boolean;
  /** No more can be compared. */
  full: boolean;
  onCompare: () => void;
}

/** A plain card: free how long, what is not free, how soon it starts, what it costs after. */
export function OfferingCard({ offering, compared, full, onCompare }: OfferingCardProps) {
  const words = usePublicWords();
  const own = useCatalogueWords();
  const translate = useTranslate();
  const excludedOf = useExcluded();
  const { nameOf } = useCodes('Scenario');
  const { whole } = useWholeMoney();
  const { id, name, kind, mainScenario, painPoint, providerName, freeDays, excluded, startWithinDays, priceAfter, seats, seatsLeft } =
    offering;
  const lines = [
    [words('notFree'), excludedOf(excluded)],
    [words('start'), words('workingDays', { count: startWithinDays })],
    [words('priceAfter'), words('perYear', { price: whole(priceAfter) })],
  ] as const;
  return (
    <Card
      variant="outlined"
      component="li"
      sx={{
        position: 'relative',
        display: 'flex',
        flexDirection: 'column',
        p: 2,
        transition: 'border-color .15s, box-shadow .15s',
        '&:hover, &:focus-within': { borderColor: 'primary.main', boxShadow: 1 },
        ...(compared && { borderColor: 'primary.main', boxShadow: theme => `inset 0 0 0 1px ${theme.palette.primary.main}` }),
      }}
    >
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start' }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography variant="h6" component="h2" sx={{ overflowWrap: 'anywhere', lineHeight: 1.35 }}>
            {/* the whole card is the link, and still one link with one name */}
            <MuiLink
              component={Link}
              to={`/public/catalogue/${id}`}
              color="inherit"
              underline="hover"
              sx={{ '&::after': { content: '""', position: 'absolute', inset: 0 } }}
            >
              {name}
            </MuiLink>
          </Typography>
          <Typography variant="body2" color="text.secondary" sx={{ mt: 0.25 }}>
            {providerName}
          </Typography>
        </Box>
        <Box sx={{ textAlign: 'right', whiteSpace: 'nowrap', color: 'success.main' }}>
          <Typography variant="caption" component="div">
            {words('free')}
          </Typography>
          <Typography component="div" sx={{ fontSize: '1.3rem', fontWeight: 700, lineHeight: 1.15, fontVariantNumeric: 'tabular-nums' }}>
            {words('days', { count: freeDays })}
          </Typography>
        </Box>
      </Box>
      {painPoint ? (
        <Typography
          variant="body2"
          sx={{ mt: 1, display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}
        >
          {painPoint}
        </Typography>
      ) : null}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mt: 1, mb: 1.5 }}>
        <Chip size="small" variant="outlined" label={nameOf(mainScenario)} />
        <Chip size="small" variant="outlined" label={translate(`enums.SolutionKind.${kind}`)} />
      </Box>
      <Box
        component="dl"
        sx={{
          m: 0,
          mt: 'auto',
          pt: 1.25,
          borderTop: 1,
          borderColor: 'divider',
          display: 'grid',
          gridTemplateColumns: 'auto minmax(0, 1fr)',
          columnGap: 1.5,
          rowGap: 0.5,
          typography: 'body2',
        }}
      >
        {lines.map(([label, text]) => [
          <Box component="dt" key={`${label}-label`} sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
            {label}
          </Box>,
          <Box component="dd" key={label} sx={{ m: 0, overflowWrap: 'anywhere' }}>
            {text}
          </Box>,
        ])}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', mt: 1, minHeight: 36 }}>
        <Typography variant="body2" sx={{ color: seatsLeft > 0 ? 'success.main' : 'warning.main', fontWeight: 600 }}>
          {seatsLeft > 0 ? words('seats', { left: seatsLeft, all: seats }) : words('full')}
        </Typography>
        <FormControlLabel
          sx={{ position: 'relative', mr: 0, zIndex: 1 }}
          control={
            <Checkbox
              size="small"
              checked={compared}
              disabled={full && !compared}
              onChange={onCompare}
              slotProps={{ input: { 'aria-label': own('compareThis', { name }) } }}
            />
          }
          label={<Typography variant="body2">{own('compare')}</Typography>}
        />
      </Box>
    </Card>
  );
}
