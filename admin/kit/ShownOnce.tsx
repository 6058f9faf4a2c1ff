import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import { useId } from 'react';
import { useNotify } from 'react-admin';
import { useSay } from '../i18n/index.ts';
import { useFormat } from './hooks.ts';

interface ShownOnceProps {
  title: string;
  label: string;
  /** The secret itself. */
  value: string;
  hint: string;
  until: string;
  onClose: () => void;
}

/** A link that is shown this once: after the dialog is closed nobody can read it again. */
export function ShownOnce({ title, label, value, hint, until, onClose }: ShownOnceProps) {
  const say = useSay();
  const notify = useNotify();
  const titleId = useId();
  const { moment } = useFormat();
  const copy = () => navigator.clipboard.writeText(value).then(() => notify(say('once.copied')));
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 1 }}>{hint}</DialogContentText>
        <TextField fullWidth multiline value={value} label={label} slotProps={{ htmlInput: { readOnly: true, spellCheck: false } }} />
        <Alert severity="info">
          {say('once.until')} {moment(until)}
        </Alert>
      </DialogContent>
      <DialogActions>
        {navigator.clipboard ? <Button onClick={copy}>{say('once.copy')}</Button> : null}
        <Button variant="contained" onClick={onClose}>
          {say('move.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
