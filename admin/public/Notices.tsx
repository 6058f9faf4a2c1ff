import Campaign from '@mui/icons-material/CampaignOutlined';
import { Box, Button, Chip, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { Link, Route, Routes, useParams } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { fieldsOf } from '../kit/fields.tsx';
import { useFormat, usePanel } from '../kit/hooks.ts';
import { Rows } from '../kit/Rows.tsx';
import { Loading, NotFound, Trouble } from '../kit/states.tsx';
import { Paragraphs } from '../kit/values.tsx';
import { NoticeAsk, NoticesAsk, type StandingNotice } from './asks.ts';
import { Head } from './Head.tsx';
import { Shelf } from './Shelf.tsx';
import { usePublicWords } from './words.ts';

type Days = Pick<StandingNotice, 'firstDay' | 'lastDay' | 'workingDays'>;

function useDays() {
  const words = usePublicWords();
  const { day } = useFormat();
  return ({ firstDay, lastDay, workingDays }: Days) => words('noticeDays', { from: day(firstDay), to: day(lastDay), count: workingDays });
}

const StateChip = ({ state }: { state: string }) => {
  const translate = useTranslate();
  return (
    <Chip
      size="small"
      variant="outlined"
      color={state === 'PUBLISHED' ? 'primary' : 'default'}
      label={translate(`enums.NoticeState.${state}`)}
    />
  );
};

function Index() {
  const say = useSay();
  const words = usePublicWords();
  const days = useDays();
  const panel = usePanel();
  return (
    <Shelf
      title={say('public.notices')}
      of="notices"
      ask={async offset => (await panel.ask(NoticesAsk, { offset })).notices}
      none={{ icon: <Campaign />, title: words('noNotices') }}
      name={({ title, state }) => (
        <>
          {title} <StateChip state={state} />
        </>
      )}
      about={notice => `${notice.number} · ${days(notice)}`}
    />
  );
}

type Entry = StandingNotice['entries'][number];
const f = fieldsOf<Entry>();
const entryColumns = [
  f.count('place'),
  f.text('product'),
  f.text('provider'),
  f.choice('kind', 'ProviderKind'),
  f.coded('scenario', 'Scenario'),
  f.choice('standing', 'NoticeStanding'),
];

const said = (field: string) => ({ label: `resources.NoticeTerms.fields.${field}` });
const termColumns = [
  f.count('place'),
  f.text('product'),
  f.code('terms.uscc', said('uscc')),
  f.coded('terms.divisions', 'Division', said('divisions')),
  f.count('terms.freeDays', said('freeDays')),
  f.count('terms.seats', said('seats')),
  f.count('terms.startWithinDays', said('startWithinDays')),
  f.money('terms.priceAfter', said('priceAfter')),
  f.count('terms.cases', said('cases')),
];

function ObjectButton({ entry }: { entry: Entry }) {
  const words = usePublicWords();
  return (
    <Button
      size="small"
      component={Link}
      to={`/public/objection?entry=${entry.id}`}
      aria-label={words('objectTo', { product: entry.product })}
      sx={{ whiteSpace: 'nowrap' }}
    >
      {words('object')}
    </Button>
  );
}
const objecting = f.own('id', entry => <ObjectButton entry={entry as Entry} />, { label: 'screens.public.object' });

function One() {
  const { id = '' } = useParams();
  const words = usePublicWords();
  const translate = useTranslate();
  const days = useDays();
  const panel = usePanel();
  const { day, exact } = useFormat();
  const { data, error, refetch } = useQuery({ queryKey: ['public', 'notice', id], queryFn: () => panel.ask(NoticeAsk, { id }) });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const { notice, objections } = data;
  if (!notice) return <NotFound />;
  const stands = notice.state === 'PUBLISHED';
  const answered = objections.nodes.filter(({ answer }) => answer);
  return (
    <>
      <Head title={notice.title} back="/public/notices" />
      <Typography component="div" color="text.secondary" sx={{ mb: 2 }}>
        <StateChip state={notice.state} /> {notice.number} · {days(notice)} ·{' '}
        {words(stands ? 'endsAt' : 'ended', { end: exact(notice.endsAt) })}
      </Typography>
      <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
        <Typography variant="subtitle2" component="h2" color="text.secondary">
          {words('basis')}
        </Typography>
        <Paragraphs value={notice.basis} />
        <Typography variant="subtitle2" component="h2" color="text.secondary" sx={{ mt: 1.5 }}>
          {words('howTo')}
        </Typography>
        <Paragraphs value={notice.howToObject} />
        {notice.file ? (
          <Box sx={{ mt: 1.5 }}>
            <Button href={`/files/${notice.file.id}`} download={notice.file.name} variant="outlined" size="small">
              {words('document')}
            </Button>
            <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>
              {words('hash')} {notice.file.sha256}
            </Typography>
          </Box>
        ) : null}
      </Paper>
      <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
        <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
          {words('noticed', { count: notice.entries.length })}
        </Typography>
        <Rows
          type="NoticeEntry"
          rows={notice.entries}
          columns={stands ? [...entryColumns, objecting] : entryColumns}
          name={words('noticed', { count: notice.entries.length })}
        />
      </Paper>
      {notice.entries.some(({ terms }) => terms) ? (
        <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
          <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
            {words('promised')}
          </Typography>
          <Rows type="NoticeEntry" rows={notice.entries} columns={termColumns} name={words('promised')} />
        </Paper>
      ) : null}
      {answered.length ? (
        <Paper variant="outlined" sx={{ p: 2 }}>
          <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
            {words('answered')}
          </Typography>
          {answered.map(({ id, state, answer, answeredAt, entry }) => (
            <Box key={id} sx={{ mb: 1.5 }}>
              <Typography variant="subtitle2" component="h3">
                {entry?.product} · {translate(`enums.ObjectionState.${state}`)}
                {answeredAt ? ` · ${day(answeredAt)}` : ''}
              </Typography>
              <Paragraphs value={answer} />
            </Box>
          ))}
        </Paper>
      ) : null}
    </>
  );
}

/** Results standing in public notice, and those that stood. */
export function Notices() {
  return (
    <Routes>
      <Route index element={<Index />} />
      <Route path=":id" element={<One />} />
    </Routes>
  );
}
