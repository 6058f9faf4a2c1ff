import { Box, Typography } from '@mui/material';
import { Coded } from '../kit/codes.tsx';
import { useLabel } from '../kit/hooks.ts';
import { Choice, Paragraphs } from '../kit/values.tsx';

interface Part {
  code: string;
  text: string;
}

/** Parts whose text is codes, a line each. */
const coded = { scenarios: 'Scenario', divisions: 'Division' } as const;
const chosen: Record<string, string> = { kind: 'SolutionKind', deployments: 'Deployment' };

function PartText({ code, text }: Part) {
  const values = text.split('\n');
  const table = coded[code as keyof typeof coded];
  if (table) return <Coded value={values} table={table} />;
  if (chosen[code]) return <Choice value={values} of={chosen[code]} />;
  return <Paragraphs value={text} />;
}

/** What the expert reads of a submission; of whom it is it tells nothing. */
export function PaperParts({ parts }: { parts: readonly Part[] }) {
  const label = useLabel();
  const nameOf = (code: string) => label(code, code === 'certificates' ? 'Provider' : 'Solution');
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', rowGap: 1.5 }}>
      {parts.map(({ code, text }) => (
        <Box key={code}>
          <Typography component="dt" variant="caption" color="text.secondary">
            {nameOf(code)}
          </Typography>
          <Box component="dd" sx={{ m: 0 }}>
            <PartText code={code} text={text} />
          </Box>
        </Box>
      ))}
    </Box>
  );
}

/** Where an expert looks for what: the promise, the proof, what could go wrong, and what it is at all. */
const chapters = {
  promise: ['freeDays', 'seats', 'startWithinDays', 'included', 'excluded', 'priceAfter', 'measures'],
  cases: ['cases', 'certificates'],
  risks: ['prerequisites', 'interfaces', 'deployments', 'exitTerms'],
  product: ['kind', 'painPoint', 'functions', 'scenarios', 'divisions', 'listPrice'],
} as const;
export type Chapter = keyof typeof chapters;

export const partsOf = (parts: readonly Part[], chapter: Chapter): readonly Part[] =>
  chapters[chapter].flatMap(wanted => parts.filter(({ code }) => code === wanted));

/** What the applicant says nothing about, though an expert would ask. */
export const silentIn = (parts: readonly Part[]): readonly string[] =>
  ['cases', 'certificates', 'included', 'prerequisites', 'interfaces', 'exitTerms', 'measures'].filter(
    wanted => !parts.some(({ code }) => code === wanted),
  );
