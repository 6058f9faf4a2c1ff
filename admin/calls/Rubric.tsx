import { Typography } from '@mui/material';
import { ResourceContextProvider, useLocale } from 'react-admin';
import { fieldsOf } from '../kit/fields.tsx';
import { useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { FieldLines } from '../kit/RecordShow.tsx';
import { Rows } from '../kit/Rows.tsx';
import { Code, Count, Text, Texts } from '../kit/values.tsx';
import type { CallFull } from './asks.ts';

type Rubric = CallFull['rubric'];
type Criterion = Rubric['criteria'][number];
type Seat = CallFull['seats'][number];
type Minimum = CallFull['trialMinimums'][number];

interface Named {
  name: string;
  nameEn: string;
}
/** What a criterion or a veto is called in the reader's language. */
export function useNameOf(): (it: Named) => string {
  const english = useLocale() === 'en';
  return ({ name, nameEn }) => (english ? nameEn : name);
}
const Name = ({ of }: { of: Named }) => <Text value={useNameOf()(of)} />;

const criterion = fieldsOf<Criterion>();
const rules = fieldsOf<Rubric>();
const seat = fieldsOf<Seat>();
const minimum = fieldsOf<Minimum>();

function Ties({ codes, criteria }: { codes: readonly string[]; criteria: readonly Criterion[] }) {
  const nameOf = useNameOf();
  return <Texts value={codes.map(code => nameOf(criteria.find(it => it.code === code) ?? { name: code, nameEn: code }))} />;
}
function Vetoes({ of }: { of: Rubric }) {
  const nameOf = useNameOf();
  return <Texts value={(of.vetoes ?? []).map(nameOf)} />;
}

/** How a call marks and what it selects: the score sheet, the rules of the result, seats and shortest trials. */
export function RubricTable({ call }: { call: Row }) {
  const { rubric, seats, trialMinimums } = call as unknown as CallFull;
  const name = useTypeName();
  return (
    <>
      <Rows
        type="Criterion"
        name={name('Criterion', 2)}
        rows={rubric.criteria}
        columns={[
          criterion.own('name', row => <Name of={row as unknown as Criterion} />),
          criterion.own('code', row => <Code value={row.code} />),
          criterion.count('max'),
          { ...criterion.own('weight', row => <Count value={row.weight ?? 1} />), end: true },
          criterion.count('minPercent'),
        ]}
      />
      <ResourceContextProvider value="Rubric">
        <FieldLines
          record={rubric as unknown as Row}
          fields={[
            rules.count('pass'),
            rules.count('spreadAbove'),
            rules.count('dropFrom'),
            rules.own('ties', () => <Ties codes={rubric.ties} criteria={rubric.criteria} />),
            rules.flag('noteAtExtremes'),
            rules.own('vetoes', () => <Vetoes of={rubric} />),
          ]}
        />
      </ResourceContextProvider>
      {seats.length ? (
        <>
          <Typography variant="subtitle2" component="h4" sx={{ mt: 2 }}>
            {name('SeatRule', 2)}
          </Typography>
          <Rows
            type="SeatRule"
            name={name('SeatRule', 2)}
            rows={seats}
            columns={[seat.choice('kind', 'ProviderKind'), seat.coded('division', 'Division'), seat.count('min'), seat.count('max')]}
          />
        </>
      ) : null}
      {trialMinimums.length ? (
        <>
          <Typography variant="subtitle2" component="h4" sx={{ mt: 2 }}>
            {name('TrialMinimum', 2)}
          </Typography>
          <Rows
            type="TrialMinimum"
            name={name('TrialMinimum', 2)}
            rows={trialMinimums}
            columns={[minimum.choice('kind', 'SolutionKind'), minimum.count('days')]}
          />
        </>
      ) : null}
    </>
  );
}
