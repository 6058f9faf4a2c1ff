import FactCheck from '@mui/icons-material/FactCheckOutlined';
import { Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { useCoverageWords } from '../coverage/words.ts';
import { FileLinks } from '../kit/FileLinks.tsx';
import { useMay } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow } from '../kit/resource.tsx';
import { ImportButton } from '../registers/index.tsx';
import { EvidenceFull, EvidenceRow } from './asks.ts';

const row = fieldsOf<EvidenceRow>();
const it = fieldsOf<EvidenceFull>();
const i = inputsOf<Input<'EvidenceInput'>>();
const by = filtersOf<Input<'EvidenceFilter'>>();

const EvidenceList = () => (
  <RecordList
    sort={{ field: 'datedOn', order: 'DESC' }}
    search
    states
    bulk
    filters={[
      by.choice('kind', 'EvidenceKind'),
      by.coded('district', 'District'),
      by.reference('enterpriseId', 'Enterprise'),
      by.days('datedOn'),
      by.days('verifiedOn'),
      by.days('revokedOn'),
    ]}
    actions={<ImportButton kind="EVIDENCE" />}
    columns={[
      row.link('enterprise', 'Enterprise'),
      row.choice('kind', 'EvidenceKind'),
      row.state(),
      row.code('number', { sort: true }),
      row.text('document'),
      row.coded('district', 'District'),
      row.day('datedOn', { sort: true }),
      row.day('verifiedOn', { sort: true }),
    ]}
  />
);

function WhyButton({ enterpriseId }: { enterpriseId: string }) {
  const words = useCoverageWords();
  return useMay()('whyCounted') ? (
    <Button component={Link} to={`/coverage/why/${enterpriseId}`}>
      {words('why')}
    </Button>
  ) : null;
}

const EvidenceShow = () => (
  <RecordShow
    whose={it.link('enterprise', 'Enterprise')}
    next={it.moment('expiresAt')}
    actions={({ enterpriseId }) => <WhyButton enterpriseId={enterpriseId} />}
    sections={[
      {
        title: 'record.main',
        fields: [
          it.choice('kind', 'EvidenceKind'),
          it.code('number'),
          it.text('document'),
          it.day('datedOn'),
          it.coded('district', 'District'),
          it.code('uscc'),
          it.link('conversion', 'Conversion'),
          it.own('fileIds', ({ fileIds }) => <FileLinks ids={fileIds} />),
        ],
      },
      {
        title: 'verification',
        fields: [it.text('verifiedByUnit'), it.day('verifiedOn'), it.day('revokedOn'), it.lines('revokedReason')],
      },
    ]}
  />
);

const EvidenceCreate = () => (
  <RecordCreate
    groups={[
      {
        inputs: [
          i.reference('enterpriseId', 'Enterprise', { required: true }),
          i.choice('kind', 'EvidenceKind', { required: true }),
          i.day('datedOn', { required: true }),
          i.text('document', { required: true, max: 200 }),
          i.files('fileIds'),
        ],
      },
    ]}
  />
);

export const evidence = noun({
  type: 'Evidence',
  group: 'coverage',
  icon: FactCheck,
  asks: { row: EvidenceRow, full: EvidenceFull },
  title: record => record.number,
  list: EvidenceList,
  show: EvidenceShow,
  create: EvidenceCreate,
  words: { verification: ['核验', 'Verification'] },
});
