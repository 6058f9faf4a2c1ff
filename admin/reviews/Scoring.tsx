import { Alert, Box, Button, LinearProgress, Paper, TextField, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import { RecordContextProvider, ResourceContextProvider, useGetList, useTranslate } from 'react-admin';
import { Link, useNavigate } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { ActButton } from '../kit/ActButton.tsx';
import { Coded } from '../kit/codes.tsx';
import { MoveButtons } from '../kit/MoveButtons.tsx';
import { type Row } from '../kit/nouns.ts';
import { RecordPage } from '../kit/RecordPage.tsx';
import { StateField } from '../kit/StateField.tsx';
import { Choice, Day, Files } from '../kit/values.tsx';
import type { ReviewFull } from './asks.ts';
import { Correct } from './Correct.tsx';
import { MarksTable, VetoNames } from './Marks.tsx';
import { PaperParts, partsOf, silentIn } from './Paper.tsx';
import { Peers } from './Peers.tsx';
import { ScoreSheet } from './ScoreSheet.tsx';
import { useDraft } from './useDraft.ts';

const waiting = ['ASSIGNED', 'ACCEPTED'];

/** What of the same call is mine to mark: how far I am, and what comes next. */
function useQueue(record?: Row) {
  const { data = [] } = useGetList<Row>(
    'Review',
    { filter: { callId: [record?.callId] }, pagination: { page: 1, perPage: 100 }, sort: { field: 'number', order: 'ASC' } },
    { enabled: Boolean(record) },
  );
  const replaced = new Set(data.map(({ replacesId }) => replacesId));
  const mine = data.filter(({ id, state }) => [...waiting, 'SUBMITTED'].includes(state!) && !replaced.has(id));
  const at = mine.findIndex(({ id }) => id === record?.id);
  const open = [...mine.slice(at + 1), ...mine.slice(0, Math.max(at, 0))].find(({ state }) => waiting.includes(state!));
  return { mine, at, next: open, done: mine.filter(({ state }) => state === 'SUBMITTED').length };
}

/** The expert's screen: one paper at a time, the score sheet beside it, and the way to the next. */
export function Scoring() {
  const translate = useTranslate();
  const title = (record?: Row) =>
    record ? [record.number, record.paper?.title].filter(Boolean).join(' ') : translate('screens.Review.scoring');
  return (
    <RecordPage type="Review" title={title}>
      {record => <Desk key={record.id} record={record} />}
    </RecordPage>
  );
}

function Desk({ record }: { record: Row }) {
  const translate = useTranslate();
  const { mine, at, next, done } = useQueue(record);
  useSteps(mine[at - 1], mine[at + 1]);
  return (
    <ResourceContextProvider value="Review">
      <RecordContextProvider value={record}>
        <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
            <Typography variant="h5" component="h2" sx={{ flex: '1 1 260px', overflowWrap: 'anywhere' }}>
              {[record.number, record.paper?.title].filter(Boolean).join(' ')}
            </Typography>
            <Due record={record} />
            <StateField />
            <Step to={mine[at - 1]} label={translate('screens.Review.previous')} />
            <Step to={mine[at + 1]} label={translate('screens.Review.next')} />
          </Box>
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', mt: 1.5 }}>
            <LinearProgress
              variant="determinate"
              value={mine.length ? (100 * done) / mine.length : 0}
              aria-label={translate('screens.Review.progress', { done, total: mine.length })}
              sx={{ flex: 1, height: 8, borderRadius: 4 }}
            />
            <Typography variant="body2">{translate('screens.Review.progress', { done, total: mine.length })}</Typography>
          </Box>
        </Paper>
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(380px, 480px)' },
            alignItems: 'start',
          }}
        >
          <PaperColumn record={record} />
          <SheetColumn record={record} next={next} />
        </Box>
      </RecordContextProvider>
    </ResourceContextProvider>
  );
}

/** Until when, and how near that is. */
function Due({ record }: { record: Row }) {
  if (!record.dueOn) return null;
  const tone = record.reminder === 'OVERDUE' ? 'error.main' : record.reminder ? 'warning.main' : 'text.secondary';
  return (
    <Typography variant="body2" color={tone} component="span">
      <Day value={record.dueOn} /> {record.reminder ? <Choice value={record.reminder} of="ReviewReminder" /> : null}
    </Typography>
  );
}

/** Alt and an arrow go to the paper before and after; Alt and a number to that criterion. */
function useSteps(before?: Row, after?: Row) {
  const navigate = useNavigate();
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      const to = event.key === 'ArrowLeft' ? before : event.key === 'ArrowRight' ? after : undefined;
      const nth = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
      const input = nth ? document.querySelectorAll<HTMLInputElement>('input[id^="mark-"]')[Number(nth) - 1] : undefined;
      if (to) navigate(`/Review/mark/${to.id}`);
      input?.focus();
      input?.select();
      if (to || input || event.key.startsWith('Arrow')) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [before, after, navigate]);
}

function Step({ to, label }: { to?: Row; label: string }) {
  return (
    <Button size="small" variant="outlined" disabled={!to} component={Link} to={to ? `/Review/mark/${to.id}` : '#'}>
      {label}
    </Button>
  );
}

function PaperColumn({ record }: { record: Row }) {
  const translate = useTranslate();
  const parts = (record.paper?.parts ?? []) as { code: string; text: string }[];
  const silent = silentIn(parts);
  return (
    <Box sx={{ minWidth: 0 }}>
      {record.original ? (
        <Alert severity="info" sx={{ mb: 2 }}>
          {translate('screens.Review.original', { name: record.original.providerName, product: record.original.name })}
        </Alert>
      ) : null}
      {record.paper?.files?.length ? (
        <Paper component="section" variant="outlined" sx={{ p: 2, mb: 2 }}>
          <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
            {translate('screens.Review.files')}
          </Typography>
          <Files value={record.paper.files} />
        </Paper>
      ) : null}
      {(['promise', 'cases', 'risks', 'product'] as const).map(chapter => (
        <Paper key={chapter} component="section" variant="outlined" sx={{ p: 2, mb: 2 }}>
          <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
            {translate(`screens.Review.${chapter}`)}
          </Typography>
          {chapter === 'product' && record.paper ? (
            <Typography variant="body2" sx={{ mb: 1 }}>
              {translate('resources.ReviewPaper.fields.scenario')}: <Coded value={record.paper.scenario} table="Scenario" />
            </Typography>
          ) : null}
          {chapter === 'risks' && silent.length ? <Silent codes={silent} /> : null}
          {partsOf(parts, chapter).length || (chapter === 'risks' && silent.length) ? (
            <PaperParts parts={partsOf(parts, chapter)} />
          ) : (
            <Typography variant="body2" color="text.secondary">
              {translate('screens.Review.nothing')}
            </Typography>
          )}
        </Paper>
      ))}
    </Box>
  );
}

function Silent({ codes }: { codes: readonly string[] }) {
  const translate = useTranslate();
  const names = codes.map(code => translate(`resources.Solution.fields.${code}`, { _: translate(`resources.Provider.fields.${code}`) }));
  return (
    <Typography variant="body2" color="warning.main" sx={{ mb: 1 }}>
      {translate('screens.Review.silent', { names: names.join('、') })}
    </Typography>
  );
}

function SheetColumn({ record, next }: { record: Row; next?: Row }) {
  const translate = useTranslate();
  const { moves = [], call } = record;
  const open = moves.some(({ action }) => action === 'SUBMIT');
  const others = { ...record, moves: moves.filter(({ action }) => action !== 'SUBMIT') };
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-label={translate('screens.Review.sheet')}
      sx={{ p: 2, position: { md: 'sticky' }, top: { md: 56 }, maxHeight: { md: 'calc(100vh - 72px)' }, overflowY: { md: 'auto' } }}
    >
      <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
        {translate('screens.Review.sheet')}
      </Typography>
      {open && call ? (
        <Marking record={record} next={next} />
      ) : record.state === 'SUBMITTED' ? (
        <Frozen record={record} next={next} />
      ) : null}
      {record.state === 'ASSIGNED' ? (
        <Typography variant="body2" sx={{ mb: 1.5 }}>
          {translate('screens.Review.declareFirst')}
        </Typography>
      ) : null}
      {others.moves.length ? (
        <Box sx={{ mt: open ? 2 : 0 }}>
          <RecordContextProvider value={others}>
            <MoveButtons size={open ? 'small' : 'medium'} />
          </RecordContextProvider>
        </Box>
      ) : null}
    </Paper>
  );
}

function Marking({ record, next }: { record: Row; next?: Row }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const { call } = record as unknown as ReviewFull;
  const rubric = call!.rubric;
  const onward = () => navigate(next ? `/Review/mark/${next.id}` : '/Review');
  const { sheet, change, judged, judge, submit, save, status } = useDraft(record, rubric, onward);
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      if (event.key === 's') save();
      else if (event.key !== 'Enter') return;
      else document.getElementById('submit-review')?.querySelector('button')?.click();
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [save]);
  const ready = judge(sheet);
  return (
    <>
      <ScoreSheet rubric={rubric} sheet={sheet} onChange={change} judged={judged} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center', mt: 1 }} id="submit-review">
        <ActButton
          variant="contained"
          name={translate('moves.Review.SUBMIT.name')}
          effect={translate('moves.Review.SUBMIT.effect')}
          done={translate('moves.Review.SUBMIT.done')}
          before={ready}
          act={submit}
        />
        <Typography variant="body2" role="status" color={status.bad ? 'error' : 'text.secondary'}>
          {status.text}
        </Typography>
      </Box>
      <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 1, mb: 0 }}>
        {translate('screens.Review.keys')}
      </Typography>
    </>
  );
}

function Frozen({ record, next }: { record: Row; next?: Row }) {
  const say = useSay();
  const translate = useTranslate();
  const [correcting, correct] = useState(false);
  if (correcting) return <Correct record={record} onClose={() => correct(false)} />;
  return (
    <>
      <MarksTable review={record} />
      <Typography sx={{ mt: 1, textAlign: 'right', fontWeight: 600 }}>
        {translate('resources.Review.fields.total')}: {record.total ?? say('field.none')}
      </Typography>
      {record.vetoes?.length ? (
        <Typography variant="body2" color="error">
          {translate('screens.Review.vetoes')}: <VetoNames review={record} />
        </Typography>
      ) : null}
      {record.comment ? (
        <TextField
          fullWidth
          multiline
          margin="dense"
          label={translate('resources.Review.fields.comment')}
          value={record.comment}
          slotProps={{ htmlInput: { readOnly: true } }}
        />
      ) : null}
      <Typography variant="body2" color="text.secondary" sx={{ my: 1 }}>
        {translate('screens.Review.frozen')}
      </Typography>
      <Button variant="contained" component={Link} to={next ? `/Review/mark/${next.id}` : '/Review'}>
        {translate(next ? 'screens.Review.goOn' : 'screens.Review.allDone')}
      </Button>
      <Button sx={{ ml: 1 }} onClick={() => correct(true)}>
        {translate('screens.Review.correct')}
      </Button>
      {record.call?.peerMarks === 'ALWAYS' || (record.call?.peerMarks === 'AFTER_OWN' && record.state === 'SUBMITTED') ? (
        <Peers reviewId={record.id} rubric={record.call.rubric} />
      ) : null}
    </>
  );
}
