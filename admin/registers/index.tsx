import ListAlt from '@mui/icons-material/ListAltOutlined';
import { Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { useCoverageWords } from '../coverage/words.ts';
import { useMay } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { RegisterFull, RegisterRow } from './asks.ts';
import { columns as entryColumns } from './entries.tsx';

const row = fieldsOf<RegisterRow>();
const it = fieldsOf<RegisterFull>();
const by = filtersOf<Input<'RegisterFilter'>>();

/** The way to the import, for those who may. */
export function ImportButton({ kind }: { kind: string }) {
  const may = useMay();
  const words = useCoverageWords();
  return may('createImport') ? (
    <Button variant="contained" component={Link} to={`/import?kind=${kind}`}>
      {words(kind === 'REGISTER' ? 'toImport' : 'toImportEvidence')}
    </Button>
  ) : null;
}

const RegisterList = () => (
  <RecordList
    sort={{ field: 'month', order: 'DESC' }}
    filters={[by.days('inForceFrom')]}
    actions={<ImportButton kind="REGISTER" />}
    columns={[
      row.text('month', { sort: true }),
      row.count('version', { sort: true }),
      row.day('inForceFrom'),
      row.count('entries'),
      row.count('added'),
      row.count('gone'),
      row.count('changed'),
      row.moment('replacedAt'),
      row.moment('createdAt', { sort: true }),
    ]}
  />
);

const RegisterShow = () => (
  <RecordShow
    sections={[
      {
        title: 'record.main',
        fields: [
          it.text('month'),
          it.count('version'),
          it.day('inForceFrom'),
          it.count('entries'),
          it.count('added'),
          it.count('gone'),
          it.count('changed'),
          it.moment('replacedAt'),
          it.moment('undoneAt'),
          it.code('fileSha256'),
        ],
      },
    ]}
    related={[{ type: 'RegisterEntry', target: 'registerId', columns: entryColumns }]}
  />
);

export const registers = noun({
  type: 'Register',
  group: 'coverage',
  icon: ListAlt,
  asks: { row: RegisterRow, full: RegisterFull },
  title: ({ month, version }) => (month ? `${month} (${version})` : ''),
  named: 'month',
  list: RegisterList,
  show: RegisterShow,
});
