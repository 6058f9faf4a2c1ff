import { Box, Button, Link as MuiLink, Paper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useCreatePath, useGetIdentity } from 'react-admin';
import { Link } from 'react-router-dom';
import { FigureCard } from '../coverage/FigureCard.tsx';
import { Groups, GroupsChart } from '../coverage/Groups.tsx';
import type { By } from '../coverage/links.ts';
import { Months } from '../coverage/Months.tsx';
import { NoRegister } from '../coverage/NoRegister.tsx';
import { useCoverageWords } from '../coverage/words.ts';
import { useSay } from '../i18n/index.ts';
import { useAbout } from '../kit/about.ts';
import { useMay, usePanel, useTypeName } from '../kit/hooks.ts';
import { many } from '../kit/names.ts';
import { useNouns } from '../kit/nouns.ts';
import { Page } from '../kit/Page.tsx';
import { Refusal } from '../kit/send.ts';
import { Loading, Trouble } from '../kit/states.tsx';
import { HomeFigureAsk, HomeMonthsAsk, HomeWorkAsk } from './asks.ts';
import { Queues } from './Queues.tsx';
import { Steps } from './Steps.tsx';
import { useHomeWords } from './words.ts';

/** The year whose months are told: this one, in January still the last. */
const yearOf = (now: string) => Number(now.slice(0, 4)) - (now.slice(5, 7) === '01' ? 1 : 0);

/** A day before the first register has no figure, which is no failure. */
const noRegister = (error: unknown) => error instanceof Refusal && error.reason === 'NO_REGISTER_THEN';

/** The figure of today; asked once, whoever shows it. */
function useFigure(by: By, enabled: boolean) {
  const panel = usePanel();
  return useQuery({ queryKey: ['home', 'figure', by], queryFn: () => panel.ask(HomeFigureAsk, { by }), enabled });
}

function MonthsPaper({ year, target }: { year: number; target?: number }) {
  const panel = usePanel();
  const words = useCoverageWords();
  const { data, error, refetch } = useQuery({ queryKey: ['home', 'months', year], queryFn: () => panel.ask(HomeMonthsAsk, { year }) });
  return (
    <Paper component="section" variant="outlined" sx={{ p: 2, mt: 2, minWidth: 0, minHeight: 320 }} aria-label={words('months')}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', flexWrap: 'wrap', mb: 1 }}>
        <Typography variant="h6" component="h2">
          {words('months')}
        </Typography>
        <MuiLink component={Link} to="/coverage" variant="body2">
          {words('more')}
        </MuiLink>
      </Box>
      {error ? <Trouble error={error} again={refetch} /> : null}
      {data ? <Months months={data.monthlyBridge} year={year} target={target} /> : error ? null : <Loading />}
    </Paper>
  );
}

/** The figure, its parts and its months. An officer of a district has one district, so divisions part it. */
function Coverage({ by, year }: { by: By; year: number }) {
  const words = useCoverageWords();
  const { data, error, refetch } = useFigure(by, true);
  if (noRegister(error)) return <NoRegister />;
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const { coverage } = data;
  const target = coverage.target && coverage.targetKind !== 'COUNT' ? Number(coverage.target) : undefined;
  const title = words(by === 'DISTRICT' ? 'byDistrict' : 'mostOpen');
  // many divisions: on the first page those where most is left to do
  const groups = by === 'DISTRICT' ? coverage.groups : [...coverage.groups].sort((a, b) => b.n - b.d - (a.n - a.d)).slice(0, 10);
  return (
    <>
      <FigureCard figure={coverage} />
      <Paper component="section" variant="outlined" sx={{ p: 2, mt: 2, minWidth: 0 }} aria-label={title}>
        <Typography variant="h6" component="h2">
          {title}
        </Typography>
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', xl: 'minmax(0, 1.2fr) minmax(0, 1fr)' }, gap: 2, mt: 1 }}>
          <Groups id="parts" at={coverage.at} by={by} groups={groups} />
          <GroupsChart by={by} groups={groups} target={target} table="parts" />
        </Box>
      </Paper>
      <MonthsPaper year={year} target={target} />
    </>
  );
}

/** For those who have no figure: what they may see, as the way on. */
function WaysOn() {
  const words = useHomeWords();
  const may = useMay();
  const name = useTypeName();
  const createPath = useCreatePath();
  const listed = Object.values(useNouns()).filter(({ type, list, group }) => list && group && may(many(type)));
  return (
    <Paper component="section" variant="outlined" sx={{ p: 2 }} aria-labelledby="ways">
      <Typography variant="h6" component="h2" id="ways" sx={{ mb: 1 }}>
        {words('yours')}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {listed.map(({ type, icon: Icon }) => (
          <Button
            key={type}
            variant="outlined"
            component={Link}
            to={createPath({ resource: type, type: 'list' })}
            startIcon={Icon ? <Icon /> : undefined}
          >
            {name(type, 2)}
          </Button>
        ))}
        <Button variant="outlined" component={Link} to="/public/catalogue">
          {words('catalogue')}
        </Button>
      </Box>
    </Paper>
  );
}

/** The first page: the work that waits for me and, for those who answer for it, the figure. */
export function Home() {
  const say = useSay();
  const may = useMay();
  const panel = usePanel();
  const about = useAbout();
  const { data: me } = useGetIdentity();
  const steps = may('createCall') && may('createImport');
  const work = useQuery({ queryKey: ['home', 'work', steps], queryFn: () => panel.ask(HomeWorkAsk, { steps }), enabled: may('queues') });
  const figure = may('coverage');
  const by: By = me?.district ? 'DIVISION' : 'DISTRICT';
  const known = useFigure(by, figure && Boolean(me));
  return (
    <Page title={say('home.title')} home>
      <Typography variant="h5" component="p" sx={{ my: 1.5 }}>
        {say('home.hello', { name: me?.fullName ?? '' })}
      </Typography>
      {steps && work.data && (known.data || noRegister(known.error)) ? <Steps work={work.data} figure={known.data?.coverage} /> : null}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: figure ? 'minmax(0, 1fr) 320px' : 'minmax(0, 420px) minmax(0, 1fr)' },
        }}
      >
        {/* on a narrow screen the work comes first, and for those without a figure it always does */}
        <Box sx={{ order: { xs: 0, lg: figure ? 1 : 0 }, minWidth: 0 }}>
          {work.error ? <Trouble error={work.error} again={work.refetch} /> : null}
          {work.data ? <Queues queues={work.data.queues} /> : null}
        </Box>
        <Box sx={{ minWidth: 0 }}>
          {figure && me && about ? <Coverage by={by} year={yearOf(about.now)} /> : figure ? <Loading /> : <WaysOn />}
        </Box>
      </Box>
    </Page>
  );
}
