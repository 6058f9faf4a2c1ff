import { Alert, Button, Paper, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { graphql, type ResultOf } from '../../schema/graphql.ts';
import { useSay } from '../i18n/index.ts';
import { useExplain, useFormat, usePanel } from '../kit/hooks.ts';
import { Head } from './Head.tsx';
import { usePublicWords } from './words.ts';

const CheckAsk = graphql(`
  query CheckReceipt($receipt: String!, $hash: String!) { checkReceipt(receipt: $receipt, contentHash: $hash) { genuine call number filing filedAt stands } }
`);
type Verdict = ResultOf<typeof CheckAsk>['checkReceipt'];

const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** Anybody who holds a receipt checks it here; what was filed is hashed in the browser and goes nowhere. */
export function ReceiptCheck() {
  const say = useSay();
  const words = usePublicWords();
  const panel = usePanel();
  const explain = useExplain();
  const { exact } = useFormat();
  const [search] = useSearchParams();
  const [receipt, setReceipt] = useState(search.get('receipt') ?? '');
  const [hash, setHash] = useState(search.get('hash') ?? '');
  const [verdict, setVerdict] = useState<Verdict>();
  const [fault, setFault] = useState<string>();
  const check = async () => {
    setVerdict(undefined);
    setFault(undefined);
    try {
      setVerdict((await panel.ask(CheckAsk, { receipt: receipt.trim(), hash: hash.trim() })).checkReceipt);
    } catch (error) {
      setFault(explain(error));
    }
  };
  const read = async (file: File | undefined) => {
    if (!file) return;
    setHash(hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())));
    if (!receipt) setReceipt(file.name.replace(/\.json$/, ''));
  };
  return (
    <>
      <Head title={say('public.receipt')} />
      <Paper
        component="form"
        variant="outlined"
        sx={{ p: 2, maxWidth: 720, display: 'grid', gap: 2 }}
        onSubmit={event => {
          event.preventDefault();
          check();
        }}
      >
        <Typography variant="body2">{words('receiptHow')}</Typography>
        <TextField label={words('receiptNumber')} value={receipt} onChange={event => setReceipt(event.target.value)} required fullWidth />
        <TextField label={words('receiptHash')} value={hash} onChange={event => setHash(event.target.value)} required fullWidth multiline />
        <Button component="label" variant="outlined" sx={{ justifySelf: 'start' }}>
          {words('receiptFile')}
          <input type="file" hidden accept=".json,application/json" onChange={event => read(event.target.files?.[0])} />
        </Button>
        <Button type="submit" variant="contained" sx={{ justifySelf: 'start' }}>
          {words('receiptCheck')}
        </Button>
        {fault ? <Alert severity="error">{fault}</Alert> : null}
        {verdict ? (
          <Alert role="status" severity={verdict.genuine ? (verdict.stands ? 'success' : 'info') : 'warning'}>
            {verdict.genuine
              ? `${words('receiptGenuine', { call: verdict.call ?? '', number: verdict.number ?? '', filing: verdict.filing ?? '', at: exact(verdict.filedAt!) })} ${words(verdict.stands ? 'receiptStands' : 'receiptReplaced')}`
              : words('receiptUnknown')}
          </Alert>
        ) : null}
      </Paper>
    </>
  );
}
