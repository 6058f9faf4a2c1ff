import Campaign from '@mui/icons-material/CampaignOutlined';
import Print from '@mui/icons-material/PrintOutlined';
import { Box, Button, Chip, Paper } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslate } from 'react-admin';
import { Link, Route, Routes, useParams } from 'react-router-dom';
import { Announcement } from '../calls/Announcement.tsx';
import { PublicCallAsk, PublicCallsAsk } from '../calls/asks.ts';
import { useSay } from '../i18n/index.ts';
import { useFormat, usePanel } from '../kit/hooks.ts';
import { Loading, NotFound, Trouble } from '../kit/states.tsx';
import { CallNews } from './CallNews.tsx';
import { Head } from './Head.tsx';
import { Shelf } from './Shelf.tsx';
import { usePublicWords } from './words.ts';

const StateChip = ({ state }: { state: string }) => (
  <Chip
    size="small"
    variant="outlined"
    color={state === 'OPEN' ? 'primary' : 'default'}
    label={useTranslate()(`enums.CallState.${state}`)}
  />
);

const useTitle = () => {
  const english = useLocale() === 'en';
  return ({ title, titleEn }: { title: string; titleEn?: string | null }) => (english && titleEn) || title;
};

function Index() {
  const say = useSay();
  const words = usePublicWords();
  const titleOf = useTitle();
  const panel = usePanel();
  const { moment } = useFormat();
  return (
    <Shelf
      title={say('public.calls')}
      of="calls"
      ask={async offset => (await panel.ask(PublicCallsAsk, { offset })).calls}
      none={{ icon: <Campaign />, title: words('noCalls') }}
      name={call => (
        <>
          {titleOf(call)} <StateChip state={call.state} />
        </>
      )}
      about={({ number, opensAt, closesAt }) =>
        [number, words('callWindow', { from: moment(opensAt), to: moment(closesAt) })].filter(Boolean).join(' · ')
      }
    />
  );
}

function One() {
  const { id = '' } = useParams();
  const words = usePublicWords();
  const titleOf = useTitle();
  const panel = usePanel();
  const { data, error, refetch } = useQuery({ queryKey: ['public', 'call', id], queryFn: () => panel.ask(PublicCallAsk, { id }) });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const { call } = data;
  if (!call) return <NotFound />;
  return (
    <>
      <Head title={titleOf(call)} back="/public/calls" />
      <Box className="no-print" sx={{ mb: 2, display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <StateChip state={call.state} />
        {call.state === 'OPEN' ? (
          <Button variant="contained" size="small" component={Link} to={`/Call/${call.id}/show`}>
            {words('fileHere')}
          </Button>
        ) : null}
        <Button size="small" startIcon={<Print />} onClick={() => window.print()}>
          {words('printCall')}
        </Button>
      </Box>
      <Paper variant="outlined" sx={{ p: { xs: 2, sm: 4 } }}>
        <Announcement call={call} heading={false} />
      </Paper>
      <CallNews id={call.id} />
    </>
  );
}

/** Calls as they were announced: those one may file in, and those of before. */
export function Calls() {
  return (
    <Routes>
      <Route index element={<Index />} />
      <Route path=":id" element={<One />} />
    </Routes>
  );
}
