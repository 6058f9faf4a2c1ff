import Close from '@mui/icons-material/Close';
import { Box, Button, Chip } from '@mui/material';
import { useCatalogueWords } from '../catalogueWords.ts';
import { type Address, chosenOf, type FacetName, facetKeys, noChoice } from './choice.ts';
import { useChoiceName } from './useFacets.ts';

/** What is chosen, in words; each can be taken back by itself, or all at once. */
export function Chosen({ address }: { address: Address }) {
  const words = useCatalogueWords();
  const nameOf = useChoiceName();
  const chosen = (Object.keys(facetKeys) as FacetName[]).flatMap(facet => chosenOf(address, facet).map(value => ({ facet, value })));
  if (chosen.length === 0) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 1.5 }}>
      {chosen.map(({ facet, value }) => {
        const name = nameOf(facet, value);
        const drop = () =>
          address.set({
            [facetKeys[facet]]: chosenOf(address, facet)
              .filter(other => other !== value)
              .join(','),
          });
        return (
          // a chip with a button inside would be two controls in one
          <Chip
            key={`${facet}.${value}`}
            label={name}
            icon={<Close fontSize="small" />}
            onClick={drop}
            aria-label={words('remove', { name })}
            sx={{ flexDirection: 'row-reverse', '& .MuiChip-icon': { ml: 0, mr: 1 }, maxWidth: '100%' }}
          />
        );
      })}
      <Button size="small" onClick={() => address.set(noChoice)}>
        {words('clear')}
      </Button>
    </Box>
  );
}
