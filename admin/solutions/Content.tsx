import { ResourceContextProvider } from 'react-admin';
import { type Field, fieldsOf } from '../kit/fields.tsx';
import { useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { FieldLines } from '../kit/RecordShow.tsx';
import { Rows } from '../kit/Rows.tsx';
import { None } from '../kit/values.tsx';
import type { SolutionFull } from './asks.ts';

const it = fieldsOf<SolutionFull>();
const measure = fieldsOf<SolutionFull['measures'][number]>();
const example = fieldsOf<SolutionFull['cases'][number]>();
const excluded = fieldsOf<SolutionFull['excluded'][number]>();

function List({ type, rows, columns }: { type: string; rows?: readonly object[] | null; columns: readonly Field[] }) {
  const name = useTypeName();
  return rows?.length ? <Rows type={type} rows={rows} columns={columns} name={name(type, 2)} /> : <None />;
}

/** What a solution is for, and what it is. */
export const useFields: readonly Field[] = [
  it.choice('kind', 'SolutionKind'),
  it.text('release'),
  it.coded('mainScenario', 'Scenario'),
  it.coded('scenarios', 'Scenario'),
  it.coded('divisions', 'Division'),
  it.choice('deployments', 'Deployment'),
  it.texts('interfaces'),
  it.lines('painPoint'),
  it.lines('functions'),
  it.lines('prerequisites'),
];

/** What the trial promises, and what it costs afterwards. */
export const promiseFields: readonly Field[] = [
  it.count('freeDays'),
  it.count('seats'),
  it.count('startWithinDays'),
  it.texts('included'),
  it.money('priceAfter'),
  it.money('listPrice'),
  it.lines('exitTerms'),
  {
    ...it.own('excluded', record => (
      <List type="Excluded" rows={record.excluded} columns={[excluded.text('name'), excluded.money('price')]} />
    )),
    wide: true,
  },
];

/** How success is measured, and where it has been reached. */
export const proofFields: readonly Field[] = [
  {
    ...it.own('measures', record => (
      <List
        type="SuccessMeasure"
        rows={record.measures}
        columns={[measure.text('name'), measure.text('unit'), measure.text('expected'), measure.text('how')]}
      />
    )),
    wide: true,
  },
  {
    ...it.own('cases', record => (
      <List
        type="SolutionCase"
        rows={record.cases}
        columns={[example.text('enterpriseName'), example.code('uscc'), example.day('since'), example.text('result')]}
      />
    )),
    wide: true,
  },
];

/** A solution as it was filed, under the same labels as the living one. */
export function SolutionLines({ solution, fields }: { solution: Row; fields: readonly Field[] }) {
  return (
    <ResourceContextProvider value="Solution">
      <FieldLines record={solution} fields={fields} />
    </ResourceContextProvider>
  );
}
