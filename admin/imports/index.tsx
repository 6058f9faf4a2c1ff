import UploadFile from '@mui/icons-material/UploadFileOutlined';
import { Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { FileLinks } from '../kit/FileLinks.tsx';
import { useMay } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { ImportFull, ImportRow } from './asks.ts';
import { useImportWords } from './words.ts';

const row = fieldsOf<ImportRow>();
const it = fieldsOf<ImportFull>();
const by = filtersOf<Input<'ImportFilter'>>();

function WizardButton() {
  const words = useImportWords();
  return useMay()('createImport') ? (
    <Button variant="contained" component={Link} to="/import">
      {words('open')}
    </Button>
  ) : null;
}

const ImportList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    states
    filters={[by.choice('kind', 'ImportKind'), by.moments('createdAt')]}
    actions={<WizardButton />}
    columns={[
      row.text('fileName'),
      row.choice('kind', 'ImportKind'),
      row.text('month', { sort: true }),
      row.count('rows'),
      row.count('added'),
      row.count('changed'),
      row.count('gone'),
      row.count('unchanged'),
      row.moment('createdAt', { sort: true }),
      row.state(),
    ]}
  />
);

const ImportShow = () => (
  <RecordShow
    sections={[
      {
        title: 'record.main',
        fields: [
          it.choice('kind', 'ImportKind'),
          it.text('month'),
          it.link('call', 'Call'),
          it.own('fileId', ({ fileId }) => <FileLinks ids={[fileId]} />),
          it.moment('createdAt'),
          it.text('undoAskedBy'),
          it.moment('undoneAt'),
          it.lines('undoneNote'),
          it.code('fileSha256'),
        ],
      },
      {
        title: 'screens.import.figures',
        fields: [it.count('rows'), it.count('added'), it.count('changed'), it.count('gone'), it.count('unchanged')],
      },
    ]}
  />
);

export const imports = noun({
  type: 'Import',
  group: 'coverage',
  icon: UploadFile,
  asks: { row: ImportRow, full: ImportFull },
  title: record => record.fileName,
  named: 'fileName',
  list: ImportList,
  show: ImportShow,
});
