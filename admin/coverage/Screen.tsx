import { Box, Paper, TextField, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Route, Routes, useSearchParams } from 'react-router-dom';
import { useAbout } from '../kit/about.ts';
import { usePanel } from '../kit/hooks.ts';
import { Page } from '../kit/Page.tsx';
import { Refusal } from '../kit/send.ts';
import { Loading, Trouble } from '../kit/states.tsx';
import { CoverageAsk } from './asks.ts';
import { BridgeTable } from './Bridge.tsx';
import { FigureCard } from './FigureCard.tsx';
import { Freeze } from './Freeze.tsx';
import { Gap } from './Gap.tsx';
import { Groups, GroupsChart } from './Groups.tsx';
import { Kinds } from './Kinds.tsx';
import { type By, columnOf } from './links.ts';
import { NoRegister } from './NoRegister.tsx';
import { Why } from './Why.tsx';
import { useCoverageWords } from './words.ts';

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper component="section" variant="outlined" sx={{ p: 2, mt: 2, minWidth: 0 }} aria-label={title}>
      <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {children}
    </Paper>
  );
}

/** What is asked stands in the address, so that a figure can be sent to a colleague. */
function useAsked(today: string) {
  const [params, setParams] = useSearchParams();
  const by = params.get('by');
  return {
    at: params.get('at') || today,
    by: (by && by in columnOf ? by : 'DISTRICT') as By,
    from: params.get('from') || undefined,
    set: (key: 'at' | 'by' | 'from', value: string) =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          next.delete('offset');
          if (value) next.set(key, value);
          else next.delete(key);
          return next;
        },
        { replace: true },
      ),
  };
}
type Asked = ReturnType<typeof useAsked>;

function Controls({ at, by, from, set }: Asked) {
  const words = useCoverageWords();
  const translate = useTranslate();
  const day = (key: 'at' | 'from', value: string) => (
    <TextField
      type="date"
      label={words(key)}
      value={value}
      onChange={event => set(key, event.target.value)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
  return (
    <Paper variant="outlined" sx={{ p: 1.5, mb: 2, display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
      {day('at', at)}
      {day('from', from ?? '')}
      <ToggleButtonGroup size="small" exclusive value={by} onChange={(_, value) => value && set('by', value)} aria-label={words('by')}>
        {(Object.keys(columnOf) as By[]).map(value => (
          <ToggleButton key={value} value={value}>
            {translate(`enums.CoverageBy.${value}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Box sx={{ flex: 1 }} />
      <Freeze month={at.slice(0, 7)} />
    </Paper>
  );
}

function Answer({ at, by, from }: Asked) {
  const words = useCoverageWords();
  const panel = usePanel();
  const { data, error, refetch } = useQuery({
    queryKey: ['coverage', at, by, from],
    queryFn: () => panel.ask(CoverageAsk, { at, by, from }),
    placeholderData: keepPreviousData,
  });
  if (error instanceof Refusal && error.reason === 'NO_REGISTER_THEN' && error.details.at === at) return <NoRegister />;
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const { coverage, evidenceByKind } = data;
  const target = coverage.target && coverage.targetKind !== 'COUNT' ? Number(coverage.target) : undefined;
  return (
    <>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
          alignItems: 'start',
        }}
      >
        <FigureCard figure={coverage} />
        <Paper component="section" variant="outlined" sx={{ p: 2 }} aria-label={words('bridge')}>
          <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
            {words('bridge')}
          </Typography>
          <BridgeTable bridge={coverage.bridge} at={coverage.at} d={coverage.d} />
        </Paper>
      </Box>
      <Section title={words(({ DISTRICT: 'byDistrict', DIVISION: 'byDivision', SIZE: 'bySize' } as const)[by])}>
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1.3fr) minmax(0, 1fr)' }, gap: 2 }}>
          <Groups id="parts" at={coverage.at} by={by} groups={coverage.groups} />
          <GroupsChart by={by} groups={coverage.groups} target={target} table="parts" />
        </Box>
      </Section>
      <Section title={words('gapList')}>
        <Gap at={coverage.at} />
      </Section>
      <Section title={words('kinds')}>
        <Kinds at={coverage.at} kinds={evidenceByKind} />
      </Section>
    </>
  );
}

function Figures({ today }: { today: string }) {
  const words = useCoverageWords();
  const asked = useAsked(today);
  return (
    <Page title={words('title')}>
      <Controls {...asked} />
      <Answer {...asked} />
    </Page>
  );
}

/** Coverage on any day: the figure, why it moved, its parts, who is lacking, and what it stands on. */
export function CoverageScreen() {
  const about = useAbout();
  return (
    <Routes>
      <Route path="why/:enterpriseId" element={<Why />} />
      <Route path="*" element={about ? <Figures today={about.now.slice(0, 10)} /> : <Loading />} />
    </Routes>
  );
}
