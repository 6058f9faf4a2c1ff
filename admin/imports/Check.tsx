import { Alert, Box, Button, LinearProgress, Typography } from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'react-admin';
import { useExplain, useFormat, usePanel } from '../kit/hooks.ts';
import { Trouble } from '../kit/states.tsx';
import { CreateImportAsk, type Imported, PreviewAsk } from './asks.ts';
import type { Chosen } from './Choose.tsx';
import { Differences } from './Differences.tsx';
import { Faults } from './Faults.tsx';
import { useImportWords } from './words.ts';

function Busy({ name }: { name: string }) {
  return (
    <Box role="status" sx={{ maxWidth: 720 }}>
      <Typography sx={{ mb: 1 }}>{name}</Typography>
      <LinearProgress aria-label={name} />
    </Box>
  );
}

interface CheckProps {
  chosen: Chosen;
  onBack: () => void;
  onImported: (imported: Imported) => void;
}

/** Second step: the faults, or what would change; only its last button writes. */
export function Check({ chosen: { file, ...what }, onBack, onImported }: CheckProps) {
  const words = useImportWords();
  const panel = usePanel();
  const explain = useExplain();
  const client = useQueryClient();
  const lang = useLocale();
  const { number } = useFormat();
  const input = { ...what, fileId: file.id, lang };
  const { data, error, refetch } = useQuery({
    queryKey: ['import', input],
    queryFn: () => panel.ask(PreviewAsk, { input }),
    refetchOnWindowFocus: false,
    retry: false,
  });
  const {
    mutate,
    isPending,
    error: refused,
  } = useMutation({
    mutationFn: () => panel.ask(CreateImportAsk, { input }),
    onSuccess: ({ createImport }) => {
      client.invalidateQueries();
      onImported(createImport);
    },
  });
  const other = (
    <Button onClick={onBack} disabled={isPending}>
      {words('otherFile')}
    </Button>
  );
  if (error)
    return (
      <>
        <Trouble error={error} again={refetch} />
        <Box sx={{ textAlign: 'center' }}>{other}</Box>
      </>
    );
  if (!data) return <Busy name={words('checking')} />;
  if (isPending) return <Busy name={words('importing')} />;
  const preview = data.importPreview;
  const news = preview.added.count + preview.gone.count + preview.changed.count;
  if (preview.faults.length)
    return (
      <>
        <Faults faults={preview.faults} fileName={file.name} />
        <Box sx={{ mt: 2 }}>{other}</Box>
      </>
    );
  return (
    <>
      <Alert severity={news ? 'success' : 'info'} sx={{ mb: 2 }}>
        {file.name} · {news ? words('good', { rows: number(preview.rows) }) : words('same')}
      </Alert>
      <Differences preview={preview} />
      {refused ? (
        <Alert severity="error" sx={{ mb: 2 }}>
          {explain(refused)}
        </Alert>
      ) : null}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {news ? (
          <Button variant="contained" onClick={() => mutate()}>
            {words('confirm', { rows: number(preview.rows) })}
          </Button>
        ) : null}
        {other}
      </Box>
    </>
  );
}
