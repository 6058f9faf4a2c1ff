import Campaign from '@mui/icons-material/CampaignOutlined';
import { Alert, Box, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AutocompleteInput, Form, ResourceContextProvider, required, SaveButton } from 'react-admin';
import { useSay } from '../i18n/index.ts';
import { useExplain, useFormat, usePanel } from '../kit/hooks.ts';
import { inputsOf } from '../kit/inputs.tsx';
import type { Input } from '../kit/source.ts';
import { Loading, Picture, Trouble } from '../kit/states.tsx';
import { FileObjectionAsk, type Receipt, StandingAsk } from './asks.ts';
import { Head } from './Head.tsx';
import { Progress } from './Progress.tsx';
import { ReceiptPaper } from './ReceiptPaper.tsx';
import { useAddress } from './useAddress.ts';
import { usePublicWords } from './words.ts';

type ObjectionInput = Input<'ObjectionInput'>;
const i = inputsOf<ObjectionInput>();

function ObjectionForm({
  entryId,
  choices,
  onFiled,
}: {
  entryId: string;
  choices: { id: string; name: string }[];
  onFiled: (receipt: Receipt) => void;
}) {
  const words = usePublicWords();
  const panel = usePanel();
  const explain = useExplain();
  const [refused, setRefused] = useState<string>();
  const file = async (values: object) => {
    setRefused(undefined);
    try {
      onFiled((await panel.ask(FileObjectionAsk, { input: values as ObjectionInput })).fileObjection);
    } catch (error) {
      setRefused(explain(error));
    }
  };
  const known = choices.some(({ id }) => id === entryId);
  return (
    <ResourceContextProvider value="Objection">
      <Form onSubmit={file} defaultValues={{ entryId: known ? entryId : undefined }} disableInvalidFormNotification sanitizeEmptyValues>
        <Paper variant="outlined" sx={{ p: 2, maxWidth: 720 }}>
          {refused ? (
            <Alert severity="error" sx={{ mb: 1 }}>
              {refused}
            </Alert>
          ) : null}
          <AutocompleteInput
            source="entryId"
            label={words('entry')}
            choices={choices}
            translateChoice={false}
            validate={[required()]}
            helperText={false}
            fullWidth
          />
          {i.text('name', { required: true, max: 60 })}
          {i.text('organisation', { max: 120 })}
          {i.text('contact', { required: true, max: 200, help: 'screens.public.contactHelp' })}
          {i.lines('grounds', { required: true, max: 5000, help: 'screens.public.groundsHelp' })}
          {i.file('fileId')}
          <Box sx={{ mt: 2 }}>
            <SaveButton label={words('submit')} alwaysEnable icon={<Campaign />} />
          </Box>
        </Paper>
      </Form>
    </ResourceContextProvider>
  );
}

/** Until when objections are taken: one line for each end. */
function Ends({ notices }: { notices: readonly { endsAt: string }[] }) {
  const words = usePublicWords();
  const { exact } = useFormat();
  return [...new Set(notices.map(({ endsAt }) => endsAt))].map(end => (
    <Typography key={end} sx={{ mb: 2 }}>
      {words('objectionUntil', { end: exact(end) })}
    </Typography>
  ));
}

/** Objects, by name, to what stands in notice; the answer is a receipt. */
export function Objection() {
  const say = useSay();
  const words = usePublicWords();
  const panel = usePanel();
  const address = useAddress();
  const [receipt, setReceipt] = useState<Receipt>();
  const { data, error, refetch } = useQuery({ queryKey: ['public', 'standing'], queryFn: () => panel.ask(StandingAsk) });
  const choices = data?.notices.nodes.flatMap(({ entries }) =>
    entries
      .filter(({ standing }) => standing !== 'REMOVED')
      .map(({ id, place, product, provider }) => ({ id, name: `${place}. ${product} · ${provider}` })),
  );
  return (
    <>
      <Head title={say('public.objection')} />
      {receipt ? null : (
        <Typography sx={{ mb: 2, maxWidth: 720 }} color="text.secondary">
          {words('objectHint')}
        </Typography>
      )}
      {receipt ? null : <Ends notices={data?.notices.nodes ?? []} />}
      {error ? <Trouble error={error} again={refetch} /> : null}
      {!error && !choices ? <Loading /> : null}
      {choices?.length === 0 ? <Picture icon={<Campaign />} title={words('nothingStands')} hint={words('nothingStandsHint')} /> : null}
      {receipt ? (
        <ReceiptPaper receipt={receipt} onAnother={() => setReceipt(undefined)} />
      ) : choices?.length ? (
        <ObjectionForm entryId={address.get('entry')} choices={choices} onFiled={setReceipt} />
      ) : null}
      {receipt ? null : <Progress />}
    </>
  );
}
