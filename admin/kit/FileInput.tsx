import AttachFile from '@mui/icons-material/AttachFile';
import Close from '@mui/icons-material/Close';
import {
  Box,
  Button,
  FormControl,
  FormHelperText,
  FormLabel,
  IconButton,
  LinearProgress,
  Link as MuiLink,
  Typography,
} from '@mui/material';
import { type DragEvent, useId, useRef, useState } from 'react';
import { useInput, useTranslate, type Validator } from 'react-admin';
import { useSay } from '../i18n/index.ts';
import { useExplain } from './hooks.ts';
import { Refusal } from './send.ts';

const limit = 25 * 1024 * 1024;

export interface Uploaded {
  id: string;
  name: string;
}

/** Sends one file as it is and tells how far it is; the answer is what the server keeps of it. */
export function upload(file: File, onProgress: (percent: number) => void, signal?: AbortSignal): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/files?name=${encodeURIComponent(file.name)}`);
    request.responseType = 'json';
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.upload.onprogress = event => event.lengthComputable && onProgress(Math.round((100 * event.loaded) / event.total));
    request.onload = () => {
      const body = request.response as (Partial<Uploaded> & { errors?: { extensions?: object }[]; code?: string }) | null;
      if (request.status < 300 && body?.id) resolve({ name: file.name, ...body, id: body.id });
      else
        reject(
          new Refusal(
            body?.errors?.[0]?.extensions ?? {
              code: request.status === 413 ? 'PAYLOAD_TOO_LARGE' : 'FILE_REJECTED',
              ...(body?.code ? body : {}),
            },
          ),
        );
    };
    request.onerror = () => reject(new Refusal({ code: 'SERVICE_UNAVAILABLE' }));
    signal?.addEventListener('abort', () => {
      request.abort();
      reject(new DOMException('aborted', 'AbortError'));
    });
    request.send(file);
  });
}

interface FileInputProps {
  source: string;
  label: string;
  several?: boolean;
  accept?: string;
  help?: string;
  validate?: Validator[];
}

/** Uploads at once, with progress; the form keeps only the ids. */
export function FileInput({ source, label, several, accept, help, validate }: FileInputProps) {
  const say = useSay();
  const explain = useExplain();
  const translate = useTranslate();
  const { field, fieldState, isRequired } = useInput({ source, validate });
  const inputId = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [names, setNames] = useState<Record<string, string>>({});
  const [progress, setProgress] = useState<{ name: string; percent: number }>();
  const [fault, setFault] = useState<string>();
  const [over, setOver] = useState(false);
  const stop = useRef<AbortController>(undefined);
  const ids: string[] = [field.value].flat().filter(Boolean);
  const set = (next: string[]) => field.onChange(several ? next : (next[0] ?? null));

  async function take(files: File[]) {
    setFault(undefined);
    let kept = ids;
    for (const file of several ? files : files.slice(0, 1)) {
      if (file.size > limit) {
        setFault(say('file.tooLarge', { name: file.name }));
        continue;
      }
      stop.current = new AbortController();
      setProgress({ name: file.name, percent: 0 });
      try {
        const { id, name } = await upload(file, percent => setProgress({ name: file.name, percent }), stop.current.signal);
        setNames(all => ({ ...all, [id]: name }));
        kept = several ? [...kept, id] : [id];
        set(kept);
      } catch (error) {
        if (!(error instanceof DOMException)) setFault(`${file.name}: ${explain(error)}`);
      }
    }
    setProgress(undefined);
  }
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };

  return (
    <FormControl fullWidth margin="dense" error={fieldState.invalid || Boolean(fault)}>
      <FormLabel htmlFor={inputId} required={isRequired} sx={{ typography: 'body2', mb: 0.5 }}>
        {label}
      </FormLabel>
      <Box
        onDragOver={event => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        sx={{
          border: 1,
          borderStyle: 'dashed',
          borderColor: over ? 'primary.main' : 'divider',
          borderRadius: 1,
          p: 1.5,
          bgcolor: over ? 'action.hover' : undefined,
        }}
      >
        <input
          ref={picker}
          id={inputId}
          name={field.name}
          type="file"
          hidden
          multiple={several}
          accept={accept}
          onChange={event => {
            take([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <Typography variant="body2" component="span" color="text.secondary">
          {say('file.drop')}{' '}
        </Typography>
        <Button size="small" variant="outlined" startIcon={<AttachFile />} onBlur={field.onBlur} onClick={() => picker.current?.click()}>
          {say('file.choose')}
        </Button>
        {progress ? (
          <Box role="status" sx={{ mt: 1 }}>
            <Typography variant="body2">
              {say('file.uploading', progress)}{' '}
              <Button size="small" onClick={() => stop.current?.abort()}>
                {say('file.cancel')}
              </Button>
            </Typography>
            <LinearProgress variant="determinate" value={progress.percent} aria-label={progress.name} />
          </Box>
        ) : null}
        {ids.map(id => (
          <Typography key={id} variant="body2" component="div" sx={{ mt: 0.5 }}>
            <MuiLink href={`/files/${id}`} target="_blank" rel="noreferrer">
              {names[id] ?? id}
            </MuiLink>
            <IconButton
              size="small"
              aria-label={say('file.remove', { name: names[id] ?? id })}
              onClick={() => set(ids.filter(it => it !== id))}
            >
              <Close fontSize="inherit" />
            </IconButton>
          </Typography>
        ))}
      </Box>
      <FormHelperText>
        {fault ?? (fieldState.invalid ? say('form.required') : help ? translate(help, { _: help }) : say('file.limit'))}
      </FormHelperText>
    </FormControl>
  );
}
