import AttachFile from '@mui/icons-material/AttachFile';
import { Alert, Box, Button, LinearProgress, MenuItem, Paper, TextField, Typography } from '@mui/material';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useSay, valuesOf } from '../i18n/index.ts';
import { type Uploaded, upload } from '../kit/FileInput.tsx';
import { useExplain } from '../kit/hooks.ts';
import type { Input } from '../kit/source.ts';
import { useImportWords } from './words.ts';

type Kind = Input<'ImportInput'>['kind'];

/** What is to be imported, complete enough to be looked at. */
export interface Chosen {
  kind: Kind;
  month?: string;
  call?: string;
  file: Uploaded;
}

const ofMonth = (kind: string) => kind === 'REGISTER';
const ofCall = (kind: string) => kind === 'SUBMISSIONS' || kind === 'SCORES';

/** First step: what it is, and the file. The file is only kept; nothing is read into the records. */
export function Choose({ start, onChosen }: { start: Partial<Chosen>; onChosen: (chosen: Chosen) => void }) {
  const say = useSay();
  const words = useImportWords();
  const translate = useTranslate();
  const explain = useExplain();
  const picker = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<Kind>(start.kind ?? 'REGISTER');
  const [month, setMonth] = useState(start.month ?? '');
  const [call, setCall] = useState(start.call ?? '');
  const [file, setFile] = useState<File>();
  const [percent, setPercent] = useState<number>();
  const [fault, setFault] = useState<string>();
  const [touched, touch] = useState(false);
  const busy = percent !== undefined;
  const lacking = { month: ofMonth(kind) && !month, call: ofCall(kind) && !call.trim(), file: !file };

  const take = (files: FileList | null) => {
    const chosen = files?.[0];
    if (!chosen) return;
    setFault(undefined);
    setFile(chosen);
    const named = chosen.name.match(/\d{4}-(0[1-9]|1[0-2])/)?.[0];
    if (named && !month) setMonth(named);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  };
  const next = async () => {
    touch(true);
    if (lacking.month || lacking.call || !file) return;
    setFault(undefined);
    setPercent(0);
    try {
      const uploaded = await upload(file, setPercent);
      onChosen({ kind, file: uploaded, ...(ofMonth(kind) && { month }), ...(ofCall(kind) && { call: call.trim() }) });
    } catch (error) {
      setFault(explain(error));
      setPercent(undefined);
    }
  };

  return (
    <Paper variant="outlined" sx={{ p: 2, maxWidth: 720 }}>
      <Alert severity="info" variant="outlined" sx={{ mb: 1 }}>
        {words('promise')}
      </Alert>
      <TextField select fullWidth label={words('kind')} value={kind} onChange={event => setKind(event.target.value as Kind)}>
        {valuesOf('ImportKind').map(value => (
          <MenuItem key={value} value={value}>
            {translate(`enums.ImportKind.${value}`)}
          </MenuItem>
        ))}
      </TextField>
      {ofMonth(kind) ? (
        <TextField
          type="month"
          fullWidth
          required
          label={words('month')}
          value={month}
          onChange={event => setMonth(event.target.value)}
          error={touched && lacking.month}
          helperText={touched && lacking.month ? words('needMonth') : undefined}
        />
      ) : null}
      {ofCall(kind) ? (
        <TextField
          fullWidth
          required
          label={words('call')}
          value={call}
          onChange={event => setCall(event.target.value)}
          error={touched && lacking.call}
          helperText={touched && lacking.call ? words('needCall') : words('callHelp')}
          slotProps={{ htmlInput: { maxLength: 20 } }}
        />
      ) : null}
      <Box
        onDragOver={event => event.preventDefault()}
        onDrop={drop}
        sx={{
          border: 1,
          borderStyle: 'dashed',
          borderColor: touched && lacking.file ? 'error.main' : 'divider',
          borderRadius: 1,
          p: 2,
          mt: 1,
        }}
      >
        <input
          ref={picker}
          type="file"
          hidden
          aria-label={words('file')}
          accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={event => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
        <Typography variant="body2" component="span" color="text.secondary">
          {say('file.drop')}{' '}
        </Typography>
        <Button size="small" variant="outlined" startIcon={<AttachFile />} onClick={() => picker.current?.click()} disabled={busy}>
          {say('file.choose')}
        </Button>
        {file ? (
          <Typography sx={{ mt: 1, fontWeight: 600, overflowWrap: 'anywhere' }} role="status">
            {file.name}
          </Typography>
        ) : null}
        {busy ? <LinearProgress variant="determinate" value={percent} aria-label={file?.name} sx={{ mt: 1 }} /> : null}
      </Box>
      <Typography variant="caption" component="p" color={touched && lacking.file ? 'error' : 'text.secondary'} sx={{ mt: 0.5 }}>
        {touched && lacking.file ? words('needFile') : words('fileHelp')}
      </Typography>
      {fault ? (
        <Alert severity="error" sx={{ mt: 1 }}>
          {fault}
        </Alert>
      ) : null}
      <Button variant="contained" onClick={next} loading={busy} sx={{ mt: 2 }}>
        {words('check')}
      </Button>
    </Paper>
  );
}
