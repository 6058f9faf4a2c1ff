import { Box } from '@mui/material';
import { Coded } from '../kit/codes.tsx';
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
  entry.own('provider', ({ provider }) => <Box sx={{ minWidth: 150 }}>{provider}</Box>),
  entry.code('uscc'),
  entry.choice('kind', 'SolutionKind'),
  entry.coded('mainScenario', 'Scenario'),
  // many industries on one line each would make a row as high as the screen
  entry.own('industries', ({ industries }) => (
    <Box sx={{ minWidth: 320 }}>
      <Coded value={industries} table="Division" />
    </Box>
  )),
  entry.count('freeDays'),
  entry.count('seats'),
  entry.count('startWithinDays'),
  entry.money('priceAfter'),
  entry.day('validTo'),
];

export const Entries = ({ rows, name }: { rows: readonly object[]; name: string }) => (
  <Rows type="ListEntry" name={name} rows={rows} columns={entryColumns} />
);

/** The same before it is published: a new line leads nowhere yet. */
export const DraftEntries = ({ rows, name }: { rows: readonly object[]; name: string }) => (
  <Rows
    type="ListEntry"
    name={name}
    rows={rows}
    columns={entryColumns.map(column => (column.source === 'product' ? entry.text('product') : column))}
  />
);
