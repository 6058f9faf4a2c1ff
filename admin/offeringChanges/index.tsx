import EditNote from '@mui/icons-material/EditNote';
import Key from '@mui/icons-material/KeyOutlined';
import { Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Route } from 'react-router-dom';
import { useLabel } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordEdit, RecordList, RecordShow } from '../kit/resource.tsx';
import { Said } from '../offerings/Editions.tsx';
import { KeyFieldFull, KeyFieldRow, OfferingChangeFull, OfferingChangeRow } from './asks.ts';
import { Propose } from './Propose.tsx';

const row = fieldsOf<OfferingChangeRow>();
const it = fieldsOf<OfferingChangeFull>();
const by = filtersOf<Input<'OfferingChangeFilter'>>();

const OfferingChangeList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    search
    states
    filters={[by.reference('offeringId', 'Offering'), by.reference('providerId', 'Provider'), by.moments('createdAt')]}
    columns={[
      row.text('offeringName'),
      row.link('provider', 'Provider'),
      row.text('reason'),
      row.text('proposedBy'),
      row.moment('createdAt', { sort: true }),
      row.state({ sort: true }),
    ]}
  />
);

/** What a change holds is text; lists are JSON. */
const readValue = (text: string | null): unknown => (text?.startsWith('[') ? JSON.parse(text) : text);

function Differences({ changes }: { changes: OfferingChangeFull['changes'] }) {
  const label = useLabel();
  const translate = useTranslate();
  return (
    <Table size="small" aria-label={translate('screens.OfferingChange.difference')}>
      <TableHead>
        <TableRow>
          {['field', 'before', 'after'].map(key => (
            <TableCell key={key}>{label(key, 'ProposedChange')}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {changes.map(({ field, before, after }) => (
          <TableRow key={field}>
            <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>
              {label(field, 'Offering')}
            </TableCell>
            <TableCell>
              <Said field={field} value={readValue(before)} />
            </TableCell>
            <TableCell sx={{ fontWeight: 600 }}>
              <Said field={field} value={readValue(after)} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const OfferingChangeShow = () => (
  <RecordShow
    whose={it.text('proposedBy')}
    sections={[
      { title: 'difference', children: record => <Differences changes={record.changes} /> },
      {
        title: 'record.main',
        fields: [
          it.link('offering', 'Offering'),
          it.link('provider', 'Provider'),
          it.lines('reason'),
          it.moment('createdAt'),
          it.moment('decidedAt'),
        ],
      },
    ]}
  />
);

/** The queue of what is to change in public. */
export const offeringChanges = noun({
  type: 'OfferingChange',
  group: 'trials',
  icon: EditNote,
  asks: { row: OfferingChangeRow, full: OfferingChangeFull },
  title: record => record.offeringName,
  named: 'offeringName',
  list: OfferingChangeList,
  show: OfferingChangeShow,
  routes: <Route path="propose/:offering" element={<Propose />} />,
  words: {
    difference: ['变更对照', 'What changes'],
    why: ['变更理由', 'Why'],
    proposed: ['已提交，批准前目录保持不变。', 'Proposed; the catalogue stays until it is approved.'],
  },
});

const keyRow = fieldsOf<KeyFieldRow>();
const key = fieldsOf<KeyFieldFull>();
const i = inputsOf<Input<'KeyFieldPatch'>>();

/** Which fields of offerings wait for a second person. */
export const keyFields = noun({
  type: 'KeyField',
  group: 'system',
  icon: Key,
  asks: { row: KeyFieldRow, full: KeyFieldFull },
  title: record => record.field,
  titled: 'OfferingField',
  named: 'field',
  list: () => (
    <RecordList sort={{ field: 'createdAt', order: 'ASC' }} columns={[keyRow.choice('field', 'OfferingField'), keyRow.flag('key')]} />
  ),
  show: () => <RecordShow sections={[{ title: 'record.main', fields: [key.choice('field', 'OfferingField'), key.flag('key')] }]} />,
  edit: () => <RecordEdit groups={[{ inputs: [i.flag('key')] }]} />,
});
