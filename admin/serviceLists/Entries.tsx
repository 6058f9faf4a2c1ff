import { Rows } from '../kit/Rows.tsx';
import { fieldsOf } from '../kit/resource.tsx';
import { LinkTo } from '../kit/values.tsx';
import type { ServiceListFull } from './asks.ts';

const entry = fieldsOf<ServiceListFull['entries'][number]>();

/** A line of a list, as it was published. */
export const entryColumns = [
  entry.count('no'),
  entry.own('product', row => (
    <LinkTo value={{ id: row.offeringId }} type="Offering">
      {row.product}
    </LinkTo>
  )),
  entry.text('provider'),
  entry.code('uscc'),
  entry.choice('kind', 'SolutionKind'),
  entry.coded('mainScenario', 'Scenario'),
  entry.coded('industries', 'Division'),
  entry.count('freeDays'),
  entry.count('seats'),
  entry.count('startWithinDays'),
  entry.money('priceAfter'),
  entry.day('validTo'),
];

export const Entries = ({ rows, name }: { rows: readonly object[]; name: string }) => (
  <Rows type="ListEntry" name={name} rows={rows} columns={entryColumns} />
);
