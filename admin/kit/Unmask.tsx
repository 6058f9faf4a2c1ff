import LockOpen from '@mui/icons-material/LockOpenOutlined';
import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useRecordContext, useRefresh, useResourceContext } from 'react-admin';
import { useSay } from '../i18n/index.ts';
import { useExplain, useLabel, useMay, usePanel } from './hooks.ts';
import { upperSnake } from './names.ts';
import type { Row } from './nouns.ts';

interface Clear {
  field: string;
  value: string;
}

const ask = `mutation Unmask($type: Unmaskable!, $id: ID!, $reason: String!) { unmask(type: $type, id: $id, reason: $reason) { field value } }`;

/** Shows what is masked on this record once, for a reason that stays in its history. Only for those who may. */
export function Unmask() {
  const say = useSay();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('unmask')) return null;
  return (
    <>
      <Button startIcon={<LockOpen />} onClick={() => setOpen(true)}>
        {say('unmask.name')}
      </Button>
      {open ? <UnmaskDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function UnmaskDialog({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const label = useLabel();
  const explain = useExplain();
  const panel = usePanel();
  const refresh = useRefresh();
  const record = useRecordContext<Row>()!;
  const type = useResourceContext()!;
  const [reason, setReason] = useState('');
  const [clear, setClear] = useState<Clear[]>();
  const [fault, setFault] = useState<string>();
  async function submit(event: FormEvent) {
    event.preventDefault();
    try {
      const { unmask } = await panel.ask<{ unmask: Clear[] }>(ask, { type: upperSnake(type), id: record.id, reason: reason.trim() });
      setClear(unmask);
      setFault(undefined);
      refresh();
    } catch (error) {
      setFault(explain(error));
    }
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="unmask-title" maxWidth="xs" fullWidth>
      <form onSubmit={submit}>
        <DialogTitle id="unmask-title">{say('unmask.name')}</DialogTitle>
        <DialogContent>
          {clear ? (
            <Box component="dl" role="status" sx={{ m: 0 }}>
              {clear.length === 0 ? say('unmask.nothing') : null}
              {clear.map(({ field, value }) => (
                <Box key={field} sx={{ mb: 1 }}>
                  <Box component="dt" sx={{ typography: 'caption', color: 'text.secondary' }}>
                    {label(field)}
                  </Box>
                  <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
                    {value}
                  </Box>
                </Box>
              ))}
            </Box>
          ) : (
            <>
              <DialogContentText sx={{ mb: 1 }}>{say('unmask.effect')}</DialogContentText>
              <TextField
                autoFocus
                fullWidth
                required
                multiline
                minRows={2}
                label={say('move.noteRequired')}
                value={reason}
                onChange={event => setReason(event.target.value)}
                slotProps={{ htmlInput: { maxLength: 500 } }}
              />
            </>
          )}
          {fault ? <Alert severity="error">{fault}</Alert> : null}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{say(clear ? 'move.close' : 'move.cancel')}</Button>
          {clear ? null : (
            <Button type="submit" variant="contained" disabled={!reason.trim()}>
              {say('unmask.show')}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}
