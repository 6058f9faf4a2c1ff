import Search from '@mui/icons-material/Search';
import { Alert, Box, Button, Chip, Paper, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useExplain, useFormat, useLabel, usePanel } from '../kit/hooks.ts';
import { Paragraphs } from '../kit/values.tsx';
import { type Progress as Found, ProgressAsk } from './asks.ts';
import { usePublicWords } from './words.ts';

function Standing({ found }: { found: Found }) {
  const words = usePublicWords();
  const translate = useTranslate();
  const label = useLabel();
  const { day, exact } = useFormat();
  const lines = [
    ['filedAt', exact(found.filedAt)],
    ['acceptDueDay', found.state === 'FILED' && found.acceptDueDay ? day(found.acceptDueDay) : null],
    ['dueDay', found.answer ? null : day(found.dueDay)],
    ['answeredAt', found.answeredAt ? exact(found.answeredAt) : null],
  ].flatMap(([key, text]) => (text ? [[key!, text] as const] : []));
  return (
    <Box role="status" sx={{ mt: 2 }}>
      <Typography variant="subtitle1" component="h3">
        {found.notice} <Chip size="small" color="primary" variant="outlined" label={translate(`enums.ObjectionState.${found.state}`)} />
      </Typography>
      <Typography color="text.secondary">{words('against', { place: found.place, product: found.product })}</Typography>
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 2, rowGap: 0.5, my: 1 }}>
        {lines.map(([key, text]) => (
          <Box key={key} sx={{ display: 'contents' }}>
            <dt>{label(key, 'ObjectionProgress')}</dt>
            <Box component="dd" sx={{ m: 0 }}>
              {text}
            </Box>
          </Box>
        ))}
      </Box>
      {found.answer ? <Paragraphs value={found.answer} /> : null}
    </Box>
  );
}

/** How one's objection stands, by the number and the secret of the receipt. */
export function Progress() {
  const words = usePublicWords();
  const panel = usePanel();
  const explain = useExplain();
  const label = useLabel();
  const [found, setFound] = useState<Found>();
  const [refused, setRefused] = useState<string>();
  const look = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setFound(undefined);
    setRefused(undefined);
    try {
      const asked = { receiptNumber: String(given.get('receiptNumber')), secret: String(given.get('secret')) };
      const { objectionProgress } = await panel.ask(ProgressAsk, asked);
      if (objectionProgress) setFound(objectionProgress);
      else setRefused(words('objectionUnknown'));
    } catch (error) {
      setRefused(explain(error));
    }
  };
  return (
    <Paper variant="outlined" sx={{ p: 2, mt: 3, maxWidth: 720 }} className="no-print">
      <Typography variant="h6" component="h2">
        {words('progress')}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {words('progressHint')}
      </Typography>
      <Box component="form" onSubmit={look} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mt: 1.5, alignItems: 'center' }}>
        {(['receiptNumber', 'secret'] as const).map(name => (
          <TextField
            key={name}
            name={name}
            label={label(name, 'ObjectionReceipt')}
            size="small"
            required
            slotProps={{ htmlInput: { maxLength: 40, autoComplete: 'off' } }}
          />
        ))}
        <Button type="submit" variant="outlined" startIcon={<Search />}>
          {words('look')}
        </Button>
      </Box>
      {refused ? (
        <Alert severity="error" sx={{ mt: 1.5 }}>
          {refused}
        </Alert>
      ) : null}
      {found ? <Standing found={found} /> : null}
    </Paper>
  );
}
