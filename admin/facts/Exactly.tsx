import { Box, MenuItem, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useListContext } from 'react-admin';
import { useLabel } from '../kit/hooks.ts';
import { useFactWords } from './words.ts';

/** What is looked for letter by letter. */
export const exact = ['actorId', 'subjectId', 'keyId', 'requestId', 'ip', 'onBehalfOf', 'reason'] as const;

/** Narrows the list to one value of one field, as it stands in a record or a log. */
export function Exactly() {
  const words = useFactWords();
  const label = useLabel();
  const { filterValues, setFilters } = useListContext();
  const [field, setField] = useState<(typeof exact)[number]>('actorId');
  const [value, setValue] = useState('');
  const look = (event: FormEvent) => {
    event.preventDefault();
    if (!value.trim()) return;
    setFilters({ ...filterValues, [field]: [value.trim()] });
    setValue('');
  };
  return (
    <Box component="form" onSubmit={look} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      <TextField
        select
        size="small"
        label={words('exactly')}
        value={field}
        onChange={event => setField(event.target.value as typeof field)}
        sx={{ minWidth: 140 }}
      >
        {exact.map(each => (
          <MenuItem key={each} value={each}>
            {label(each, 'Fact')}
          </MenuItem>
        ))}
      </TextField>
      <TextField size="small" label={words('value')} value={value} onChange={event => setValue(event.target.value)} sx={{ width: 200 }} />
    </Box>
  );
}
