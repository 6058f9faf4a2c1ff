import { Box, Button, Paper, Typography } from '@mui/material';
import { useFormat, useLabel } from '../kit/hooks.ts';
import { Code } from '../kit/values.tsx';
import type { Receipt } from './asks.ts';
import { usePublicWords } from './words.ts';

/** What one keeps after objecting: number, secret, and by when one hears. */
export function ReceiptPaper({ receipt, onAnother }: { receipt: Receipt; onAnother: () => void }) {
  const words = usePublicWords();
  const label = useLabel();
  const { day, exact } = useFormat();
  return (
    <Paper variant="outlined" sx={{ p: 3, maxWidth: 640 }} role="status">
      <Typography variant="h6" component="h2">
        {words('receipt')}
      </Typography>
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 2, rowGap: 1, my: 2 }}>
        <dt>{label('receiptNumber', 'ObjectionReceipt')}</dt>
        <Box component="dd" sx={{ m: 0, fontSize: '1.2rem' }}>
          <Code value={receipt.receiptNumber} />
        </Box>
        <dt>{label('secret', 'ObjectionReceipt')}</dt>
        <Box component="dd" sx={{ m: 0, fontSize: '1.2rem' }}>
          <Code value={receipt.secret} />
        </Box>
        <dt>{label('filedAt', 'ObjectionReceipt')}</dt>
        <Box component="dd" sx={{ m: 0 }}>
          {exact(receipt.filedAt)}
        </Box>
      </Box>
      <Typography>{words('receiptAccept', { day: day(receipt.acceptDueDay) })}</Typography>
      <Typography>{words('receiptDue', { day: day(receipt.dueDay) })}</Typography>
      <Typography variant="body2" color="text.secondary">
        {words('receiptHint')}
      </Typography>
      <Box className="no-print" sx={{ mt: 2, display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button variant="contained" onClick={() => window.print()}>
          {words('print')}
        </Button>
        <Button onClick={onAnother}>{words('another')}</Button>
      </Box>
    </Paper>
  );
}
