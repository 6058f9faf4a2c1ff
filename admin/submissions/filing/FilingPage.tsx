import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, Paper, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { cloneElement, type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { Form, ResourceContextProvider, useNotify, useTranslate } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { useExplain, useFormat, useMay, usePanel, useTypeName } from '../../kit/hooks.ts';
import type { InputOptions } from '../../kit/inputs.tsx';
import { Page } from '../../kit/Page.tsx';
import { Refusal } from '../../kit/send.ts';
import { Loading, NotFound, Trouble } from '../../kit/states.tsx';
import { solutionGroups } from '../../solutions/form.tsx';
import { Answer, asked, Declaration, needed, Papers, useSaid } from './Answers.tsx';
import { type Fault, FaultsAsk, FileAsk, type Filing, FilingAsk } from './asks.ts';
import { readContent, type Values, valuesOf } from './content.ts';
import { merge } from './merge.ts';
import { ClashDialog, Faults, inputOf, Progress, SavedAt, useSentence } from './Status.tsx';
import { type Clash, unsaved, useAutosave } from './useAutosave.ts';

/** The form of a call, for the one who files: it saves by itself, says what is missing, and files. */
export function FilingPage() {
  const { id = '' } = useParams();
  const panel = usePanel();
  const { data, error, refetch } = useQuery({
    queryKey: ['Submission', 'filing', id],
    queryFn: () => panel.ask(FilingAsk, { id }),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  if (!data.submission?.call || !data.submission.solution) return <NotFound />;
  return <Opened key={data.submission.id} filing={data.submission} />;
}

/** What the form begins with, together with what this browser had not yet brought to the server. */
function startOf(filing: Filing): { values: Values; restored: boolean; clash?: Clash } {
  const kept = readContent(filing.draft?.content);
  const here = unsaved(filing.id);
  if (!here) return { values: valuesOf(filing, kept), restored: false };
  const version = filing.draft?.version ?? 0;
  if (here.version === version) return { values: valuesOf(filing, here.content), restored: true };
  const { content, collisions } = merge(JSON.parse(here.base), here.content, kept);
  const clash = { content, collisions, version, savedBy: filing.draft?.savedBy, savedAt: filing.draft?.savedAt };
  return { values: valuesOf(filing, content), restored: true, ...(collisions.length && { clash }) };
}

function Opened({ filing }: { filing: Filing }) {
  const translate = useTranslate();
  const name = useTypeName();
  const start = useMemo(() => startOf(filing), [filing]);
  const call = filing.call!;
  const returned = filing.state === 'RETURNED';
  const title = translate(returned ? 'screens.Submission.correct' : 'screens.Submission.fill');
  const path = [
    { name: name('Submission', 2), to: '/Submission' },
    { name: filing.number ?? filing.solution!.name, to: `/Submission/${filing.id}/show` },
  ];
  return (
    <ResourceContextProvider value="Solution">
      <Page title={title} path={path}>
        {['DRAFT', 'RETURNED'].includes(filing.state) ? (
          <Form record={start.values as never} mode="onSubmit" noValidate disableInvalidFormNotification>
            <Body filing={filing} call={call} restored={start.restored} clash={start.clash} />
          </Form>
        ) : (
          <Alert severity="info">
            {translate('screens.Submission.filedAlready')}{' '}
            <Button component={Link} to={`/Submission/${filing.id}/show`}>
              {filing.number}
            </Button>
          </Alert>
        )}
      </Page>
    </ResourceContextProvider>
  );
}

interface Part {
  title: string;
  inputs: readonly ReactElement[];
}

/** The parts of the form: the solution, what only this call asks, its files, and what is declared. */
function usePartsOf(filing: Filing, kind: string): Part[] {
  const said = useSaid();
  const { form } = filing.call!;
  const open = (place: string) => filing.state !== 'RETURNED' || filing.flaggedFields.includes(place);
  const ofSolution = new Map(form.fields.filter(({ kind: sort }) => sort === 'SOLUTION').map(field => [field.key, field]));
  const input = (element: ReactElement) => {
    const key = String(element.key);
    const field = ofSolution.get(key);
    if (!open(`solution.${key}`) || key === 'retired') return [];
    if (!field) return [element];
    const { options } = element.props as { options: InputOptions };
    return [
      cloneElement(element as ReactElement<{ options: InputOptions }>, {
        options: { ...options, required: needed(field, kind), help: said(field).help ?? options.help },
      }),
    ];
  };
  const own = form.fields.filter(field => field.kind !== 'SOLUTION' && asked(field, kind));
  const questions = own.filter(field => field.kind !== 'FILE' && open(`answers.${field.key}`));
  const wanted = [...form.files.filter(each => asked(each, kind)), ...own.filter(({ kind: sort }) => sort === 'FILE')].filter(({ key }) =>
    open(`papers.${key}`),
  );
  const declared = form.eligibility.filter(({ check, key }) => ['CREDIT_STANDING', 'STATEMENT'].includes(check) && open(`answers.${key}`));
  return [
    ...solutionGroups.map(({ title, inputs }) => ({ title: title === 'fileIds' ? 'files' : title, inputs: inputs.flatMap(input) })),
    { title: 'questions', inputs: questions.map(field => <Answer key={field.key} field={field} must={needed(field, kind)} />) },
    {
      title: 'papers',
      inputs: wanted.map(each => (
        <Papers key={each.key} wanted={each} must={'requiredKinds' in each ? needed(each, kind) : each.required} />
      )),
    },
    { title: 'declarations', inputs: declared.map(rule => <Declaration key={rule.key} rule={rule} />) },
  ].filter(({ inputs }) => inputs.length > 0);
}

const said = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0);

/** Of all that must be said, how much is. */
function countOf(filing: Filing, values: Values, kind: string): { done: number; of: number } {
  const { fields, files, eligibility } = filing.call!.form;
  const must = [
    ...fields
      .filter(field => needed(field, kind))
      .map(({ key, kind: sort }) =>
        sort === 'SOLUTION' ? values[key] : sort === 'FILE' ? values.papers?.[key]?.files : values.answers?.[key],
      ),
    ...files.filter(each => each.required && asked(each, kind)).map(({ key }) => values.papers?.[key]?.files),
    ...eligibility.filter(({ check }) => ['CREDIT_STANDING', 'STATEMENT'].includes(check)).map(({ key }) => values.answers?.[key]),
  ];
  return { done: must.filter(said).length, of: must.length };
}

function Body({ filing, call, restored, clash }: { filing: Filing; call: NonNullable<Filing['call']>; restored: boolean; clash?: Clash }) {
  const translate = useTranslate();
  const { moment, relative } = useFormat();
  const saving = useAutosave(filing, clash);
  const values = useWatch() as Values;
  const kind = String(values['kind'] ?? filing.solution!.kind);
  const parts = usePartsOf(filing, kind);
  const returned = filing.state === 'RETURNED';
  const due = returned ? filing.correctionDueAt : call.deadline;
  return (
    <Box sx={{ maxWidth: 880 }}>
      <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
        <Typography variant="h6" component="h2">
          {call.title}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {filing.provider?.name}
          {due
            ? ` · ${translate(returned ? 'screens.Submission.correctBefore' : 'screens.Submission.before', { at: moment(due), left: relative(due) })}`
            : ''}
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, mt: 1.5 }}>
          {returned ? null : <Progress {...countOf(filing, values, kind)} />}
          <SavedAt saving={saving} />
        </Box>
      </Paper>
      {returned ? <Reason filing={filing} /> : null}
      <Told filing={filing} restored={restored} merged={saving.merged} />
      <Acts filing={filing} save={saving.save}>
        {parts.map(({ title, inputs }) => (
          <Paper key={title} component="fieldset" variant="outlined" sx={{ p: 2, mb: 2, mx: 0, minWidth: 0 }}>
            <Typography variant="h6" component="legend" sx={{ float: 'left', width: '100%', mb: 1 }}>
              {translate(returned ? 'screens.Submission.flagged' : `screens.Submission.part.${title}`)}
            </Typography>
            <Box sx={{ clear: 'both' }}>{inputs}</Box>
          </Paper>
        ))}
      </Acts>
      {saving.clash ? <ClashDialog clash={saving.clash} form={call.form} onSettle={saving.settle} /> : null}
    </Box>
  );
}

/** What was asked to be corrected, and the way to the organisation where that is part of it. */
function Reason({ filing }: { filing: Filing }) {
  const translate = useTranslate();
  const may = useMay();
  const latest = [...filing.corrections].sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
  const ofProvider = filing.flaggedFields.some(field => field.startsWith('provider.'));
  return (
    <Alert
      severity="warning"
      sx={{ mb: 2, whiteSpace: 'pre-wrap' }}
      action={
        ofProvider && may('updateProvider') ? (
          <Button color="inherit" size="small" component={Link} to={`/Provider/${filing.providerId}`}>
            {translate('screens.Submission.correctProvider')}
          </Button>
        ) : null
      }
    >
      {latest?.reason ?? filing.reason}
    </Alert>
  );
}

/** What the form has done by itself: filled in what is known, brought back what was not saved, put in another tab's fields. */
function Told({ filing, restored, merged }: { filing: Filing; restored: boolean; merged: number }) {
  const translate = useTranslate();
  const [seen, setSeen] = useState(false);
  const prefilled = filing.state === 'DRAFT' && filing.draft?.version === 1 ? filing.draft.prefilled : 0;
  const notes = [
    prefilled > 0 && translate('screens.Submission.prefilled', { count: prefilled }),
    restored && translate('screens.Submission.restored'),
    merged > 0 && translate('screens.Submission.merged'),
  ].filter(note => note !== false);
  return notes.length && !seen ? (
    <Alert severity="info" sx={{ mb: 2 }} onClose={() => setSeen(true)}>
      {notes.join(' ')}
    </Alert>
  ) : null;
}

/** The self-check and the filing, below the form and always at hand. */
function Acts({ filing, save, children }: { filing: Filing; save: () => Promise<boolean>; children: ReactNode }) {
  const translate = useTranslate();
  const panel = usePanel();
  const notify = useNotify();
  const explain = useExplain();
  const navigate = useNavigate();
  const client = useQueryClient();
  const sentence = useSentence();
  const { setError, clearErrors } = useFormContext();
  const [faults, setFaults] = useState<readonly Fault[]>();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const action = filing.state === 'RETURNED' ? 'RESUBMIT' : 'SUBMIT';
  const show = (found: readonly Fault[]) => {
    clearErrors();
    for (const fault of found) if (fault.blocks) setError(inputOf(fault.field), { type: 'server', message: sentence(fault) });
    setFaults(found);
    window.scrollTo({ top: 0, behavior: 'smooth' });
  };
  const working = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      const found = error instanceof Refusal ? (error.details['faults'] as Fault[] | undefined) : undefined;
      if (found) show(found);
      else notify(explain(error), { type: 'error' });
    } finally {
      setBusy(false);
    }
  };
  const check = () =>
    working(async () => {
      if (!(await save())) return;
      const { submissionFaults } = await panel.ask(FaultsAsk, { id: filing.id });
      show(submissionFaults);
    });
  const begin = () =>
    working(async () => {
      if (!(await save())) return;
      const { submissionFaults } = await panel.ask(FaultsAsk, { id: filing.id });
      if (submissionFaults.some(({ blocks }) => blocks)) show(submissionFaults);
      else {
        setFaults(submissionFaults.length ? submissionFaults : undefined);
        setAsking(true);
      }
    });
  const file = () =>
    working(async () => {
      setAsking(false);
      await panel.ask(FileAsk, { id: filing.id, action });
      await client.invalidateQueries();
      navigate(`/Submission/receipt/${filing.id}`);
    });
  return (
    <>
      {faults ? <Faults faults={faults} form={filing.call!.form} /> : null}
      {children}
      <Box
        sx={{ position: 'sticky', bottom: 0, bgcolor: 'background.default', py: 1.5, display: 'flex', flexWrap: 'wrap', gap: 1, zIndex: 1 }}
      >
        <Button variant="contained" disabled={busy} onMouseDown={event => event.preventDefault()} onClick={begin}>
          {translate(`moves.Submission.${action}.name`)}
        </Button>
        <Button variant="outlined" disabled={busy} onClick={check}>
          {translate('screens.Submission.check')}
        </Button>
        <Button component={Link} to={`/Submission/${filing.id}/show`} onClick={() => void save()}>
          {translate('screens.Submission.later')}
        </Button>
      </Box>
      <Dialog open={asking} onClose={() => setAsking(false)} aria-labelledby="file-title">
        <DialogTitle id="file-title">{translate(`moves.Submission.${action}.name`)}</DialogTitle>
        <DialogContent>
          <DialogContentText>{translate(`moves.Submission.${action}.effect`)}</DialogContentText>
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setAsking(false)}>{translate('ra.action.cancel')}</Button>
          <Button variant="contained" onClick={file}>
            {translate(`moves.Submission.${action}.name`)}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
