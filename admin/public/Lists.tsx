import Inbox from '@mui/icons-material/InboxOutlined';
import { Alert, Link as MuiLink, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link, Route, Routes, useParams } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { fieldsOf } from '../kit/fields.tsx';
import { useFormat, usePanel } from '../kit/hooks.ts';
import { Rows } from '../kit/Rows.tsx';
import { Loading, NotFound, Trouble } from '../kit/states.tsx';
import { Code } from '../kit/values.tsx';
import { ListAsk, ListsAsk, type PublishedList } from './asks.ts';
import { Head } from './Head.tsx';
import { Shelf } from './Shelf.tsx';
import { usePublicWords } from './words.ts';

function Index() {
  const say = useSay();
  const words = usePublicWords();
  const panel = usePanel();
  const { day } = useFormat();
  return (
    <Shelf
      title={say('public.lists')}
      of="lists"
      ask={async offset => (await panel.ask(ListsAsk, { offset })).serviceLists}
      none={{ icon: <Inbox />, title: words('noLists') }}
      name={({ number, title }) => `${words('listNumber', { number })} · ${title}`}
      about={({ publishedAt, validFrom, validTo }) =>
        `${words('published', { day: day(publishedAt) })} · ${words('validity', { from: day(validFrom), to: day(validTo) })}`
      }
    />
  );
}

const f = fieldsOf<PublishedList['entries'][number]>();
const columns = [
  f.count('no'),
  f.own('product', ({ offeringId, product }) => (
    <MuiLink component={Link} to={`/public/catalogue/${offeringId}`}>
      {product}
    </MuiLink>
  )),
  f.text('provider'),
  f.choice('kind', 'SolutionKind'),
  f.coded('mainScenario', 'Scenario'),
  f.count('freeDays'),
  f.count('seats'),
  f.count('startWithinDays'),
  f.money('priceAfter'),
  f.day('validTo'),
];

function One() {
  const { id = '' } = useParams();
  const words = usePublicWords();
  const panel = usePanel();
  const { day } = useFormat();
  const { data, error, refetch } = useQuery({ queryKey: ['public', 'list', id], queryFn: () => panel.ask(ListAsk, { id }) });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const list = data.serviceList;
  if (!list) return <NotFound />;
  const { number, title, publishedAt, validFrom, validTo, hash, entries } = list;
  return (
    <>
      <Head title={`${words('listNumber', { number })} · ${title}`} back="/public/lists" />
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {words('published', { day: day(publishedAt) })} · {words('validity', { from: day(validFrom), to: day(validTo) })}
      </Typography>
      <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
        <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
          {words('entries', { count: entries.length })}
        </Typography>
        <Rows type="ListEntry" rows={entries} columns={columns} name={title} />
      </Paper>
      <Alert severity="info" variant="outlined">
        <strong>{words('hash')}</strong>
        <br />
        <Code value={hash} />
        <br />
        {words('hashHint')}
      </Alert>
    </>
  );
}

/** The service lists published so far; each stands as it was published, with its hash. */
export function Lists() {
  return (
    <Routes>
      <Route index element={<Index />} />
      <Route path=":id" element={<One />} />
    </Routes>
  );
}
