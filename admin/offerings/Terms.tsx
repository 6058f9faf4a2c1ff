import { ResourceContextProvider } from 'react-admin';
import { visibleIn } from '../kit/fields.tsx';
import { useLabel } from '../kit/hooks.ts';
import { FieldLines } from '../kit/RecordShow.tsx';
import { Rows } from '../kit/Rows.tsx';
import { fieldsOf, type Row } from '../kit/resource.tsx';
import { None } from '../kit/values.tsx';
import type { OfferingFull } from './asks.ts';

const it = fieldsOf<OfferingFull>();
const excluded = fieldsOf<OfferingFull['excluded'][number]>();

function Excluded({ rows }: { rows: readonly object[] }) {
  const label = useLabel();
  return rows.length ? (
    <Rows type="Excluded" name={label('excluded', 'Offering')} rows={rows} columns={[excluded.text('name'), excluded.money('price')]} />
  ) : (
    <None />
  );
}

/** What one who tries it agrees to. */
export const termFields = [
  it.count('freeDays'),
  it.count('startWithinDays'),
  it.count('seats'),
  it.count('seatsLeft'),
  it.money('priceAfter'),
  it.day('validTo'),
  it.texts('included'),
  it.own('excluded', ({ excluded: rows }) => <Excluded rows={rows} />),
  it.lines('exitTerms'),
];

/** The terms, as far as they were asked for, on the page of another record. */
export const OfferingTerms = ({ offering }: { offering: Row }) => (
  <ResourceContextProvider value="Offering">
    <FieldLines record={offering} fields={visibleIn(offering, termFields)} />
  </ResourceContextProvider>
);
