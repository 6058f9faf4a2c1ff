import Clear from '@mui/icons-material/Clear';
import Search from '@mui/icons-material/Search';
import { Box, Button, IconButton, InputAdornment, TextField, Typography } from '@mui/material';
import { useEffect, useId, useRef, useState } from 'react';
import { useLocale } from 'react-admin';
import { tries, useCatalogueWords } from '../catalogueWords.ts';

/** Asked after a pause, so that typing does not ask with every letter; words to begin with stand below. */
export function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const words = useCatalogueWords();
  const english = useLocale() === 'en';
  const hintId = useId();
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const ask = (asked: string) => {
    sent.current = asked;
    onChange(asked);
  };
  // what was asked from elsewhere, the way back or a link, is what stands here
  useEffect(() => {
    if (value !== sent.current) setText(value);
    sent.current = value;
  }, [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the pause
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => ask(text.trim()), 300);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Box component="search" sx={{ display: 'block' }}>
      <TextField
        type="search"
        fullWidth
        size="medium"
        margin="none"
        value={text}
        onChange={event => setText(event.target.value)}
        placeholder={words('search')}
        sx={{
          '& .MuiOutlinedInput-root': { bgcolor: 'background.paper', fontSize: '1.05rem' },
          '& input::-webkit-search-cancel-button': { display: 'none' },
        }}
        slotProps={{
          htmlInput: { maxLength: 100, 'aria-label': words('search'), 'aria-describedby': hintId },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <Search />
              </InputAdornment>
            ),
            endAdornment: text ? (
              <InputAdornment position="end">
                <IconButton
                  edge="end"
                  aria-label={words('clear')}
                  onClick={() => {
                    setText('');
                    ask('');
                  }}
                >
                  <Clear fontSize="small" />
                </IconButton>
              </InputAdornment>
            ) : null,
          },
        }}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 0.5, mt: 0.75 }}>
        <Typography id={hintId} variant="caption" color="text.secondary" sx={{ mr: 1 }}>
          {words('searchHint')}
        </Typography>
        {tries.map(pair => {
          const one = pair[english ? 1 : 0];
          return (
            <Button
              key={one}
              size="small"
              sx={{ minWidth: 0, px: 1, py: 0.25 }}
              onClick={() => {
                setText(one);
                ask(one);
              }}
            >
              {one}
            </Button>
          );
        })}
      </Box>
    </Box>
  );
}
