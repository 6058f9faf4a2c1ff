import { Alert, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, MenuItem, TextField } from '@mui/material';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';
import { useSay } from '../i18n/index.ts';
import { useExplain } from './hooks.ts';

interface Ask {
  key: string;
  label: string;
  required?: boolean;
  max?: number;
  help?: string;
  /** Chosen among these instead of written. */
  choices?: readonly { id: string; name: string }[];
}

interface ActButtonProps {
  name: string;
  /** What will follow. */
  effect: ReactNode;
  /** What has happened. */
  done?: string;
  asks?: readonly Ask[];
  icon?: ReactNode;
  variant?: 'contained' | 'outlined' | 'text';
  disabled?: boolean;
  /** Asked when it is pressed; false keeps the dialog closed. */
  before?: () => boolean;
  act: (values: Record<string, string>) => Promise<unknown>;
}

/** A button for an act that is no move of a record: says what will follow, takes what must be said, and explains a refusal in place. */
export function ActButton({ name, effect, done, asks = [], icon, variant = 'outlined', disabled, before, act }: ActButtonProps) {
  const say = useSay();
  const explain = useExplain();
  const notify = useNotify();
  const refresh = useRefresh();
  const titleId = useId();
  const [open, setOpen] = useState(false);
  const [values, setValues] = useState<Record<string, string>>({});
  const [touched, touch] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const lacks = ({ key, required }: Ask) => Boolean(required) && !values[key]?.trim();
  const close = () => {
    setOpen(false);
    setRefused(undefined);
    touch(false);
  };
  async function press(event: FormEvent) {
    event.preventDefault();
    if (asks.some(lacks)) return touch(true);
    setBusy(true);
    try {
      await act(values);
      if (done) notify(done, { type: 'success' });
      close();
      setValues({});
    } catch (error) {
      setRefused(explain(error));
    } finally {
      setBusy(false);
      refresh();
    }
  }
  return (
    <>
      <Button variant={variant} startIcon={icon} disabled={disabled} onClick={() => setOpen(before?.() ?? true)}>
        {name}
      </Button>
      <Dialog open={open} onClose={busy ? undefined : close} aria-labelledby={titleId} maxWidth="sm" fullWidth>
        <form onSubmit={press} noValidate>
          <DialogTitle id={titleId}>{name}</DialogTitle>
          <DialogContent>
            <DialogContentText component="div">{effect}</DialogContentText>
            {asks.map((ask, at) => (
              <TextField
                key={ask.key}
                sx={{ mt: 2 }}
                fullWidth
                autoFocus={at === 0}
                required={ask.required}
                label={ask.label}
                value={values[ask.key] ?? ''}
                onChange={event => setValues({ ...values, [ask.key]: event.target.value })}
                error={touched && lacks(ask)}
                helperText={touched && lacks(ask) ? say('form.required') : ask.help}
                select={Boolean(ask.choices)}
                slotProps={{ htmlInput: { maxLength: ask.max ?? 500 } }}
              >
                {ask.choices?.map(({ id, name }) => (
                  <MenuItem key={id} value={id}>
                    {name}
                  </MenuItem>
                ))}
              </TextField>
            ))}
            {refused ? (
              <Alert severity="error" sx={{ mt: 2 }}>
                {refused}
              </Alert>
            ) : null}
          </DialogContent>
          <DialogActions>
            <Button onClick={close} disabled={busy}>
              {say(refused ? 'move.close' : 'move.cancel')}
            </Button>
            <Button type="submit" variant="contained" loading={busy}>
              {name}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
}
