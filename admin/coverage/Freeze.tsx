import AcUnit from '@mui/icons-material/AcUnitOutlined';
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import { useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';
import { useSay } from '../i18n/index.ts';
import { useExplain, useMay, usePanel } from '../kit/hooks.ts';
import { FreezeAsk } from './asks.ts';
import { useCoverageWords } from './words.ts';

/** Keeps the figure of a month that is over, with all that it was made of. */
export function Freeze({ month: start = '' }: { month?: string }) {
  const may = useMay();
  const say = useSay();
  const words = useCoverageWords();
  const panel = usePanel();
  const notify = useNotify();
  const refresh = useRefresh();
  const explain = useExplain();
  const [open, setOpen] = useState(false);
  const [month, setMonth] = useState(start);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  if (!may('freezeSnapshot')) return null;
  const close = () => {
    setOpen(false);
    setRefused(undefined);
  };
  const freeze = async () => {
    setBusy(true);
    try {
      const { freezeSnapshot } = await panel.ask(FreezeAsk, { month, reason: reason.trim() || null });
      notify(words('frozen', { month: freezeSnapshot.month }), { type: 'success' });
      close();
      refresh();
    } catch (error) {
      setRefused(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button startIcon={<AcUnit />} variant="outlined" onClick={() => setOpen(true)}>
        {words('freeze')}
      </Button>
      <Dialog open={open} onClose={busy ? undefined : close} aria-labelledby="freeze-title" maxWidth="sm" fullWidth>
        <DialogTitle id="freeze-title">{words('freeze')}</DialogTitle>
        <DialogContent>
          <DialogContentText sx={{ mb: 1 }}>{words('freezeHint')}</DialogContentText>
          <TextField
            type="month"
            required
            fullWidth
            label={words('month')}
            value={month}
            onChange={event => setMonth(event.target.value)}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          <TextField
            fullWidth
            multiline
            minRows={2}
            label={words('reason')}
            value={reason}
            onChange={event => setReason(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
          {refused ? (
            <Alert severity="error" sx={{ mt: 1 }}>
              {refused}
            </Alert>
          ) : null}
        </DialogContent>
        <DialogActions>
          <Button onClick={close} disabled={busy}>
            {say('move.cancel')}
          </Button>
          <Button variant="contained" onClick={freeze} loading={busy} disabled={!month}>
            {words('freeze')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
