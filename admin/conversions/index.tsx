import Handshake from '@mui/icons-material/HandshakeOutlined';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordEdit, RecordList, RecordShow } from '../kit/resource.tsx';
import { ConversionFull, ConversionRow } from './asks.ts';

const row = fieldsOf<ConversionRow>();
const it = fieldsOf<ConversionFull>();
const i = inputsOf<Input<'ConversionInput'>>();
const by = filtersOf<Input<'ConversionFilter'>>();

const ConversionList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    search
    states
    bulk
    filters={[
      by.coded('district', 'District'),
      by.reference('enterpriseId', 'Enterprise'),
      by.reference('providerId', 'Provider'),
      by.reference('offeringId', 'Offering'),
      by.days('signedOn'),
      by.moments('createdAt'),
    ]}
    columns={[
      row.text('enterpriseName'),
      row.text('offeringName'),
      row.code('contractNumber'),
      row.money('amount', { sort: true }),
      row.day('signedOn', { sort: true }),
      row.coded('district', 'District'),
      row.moment('createdAt', { sort: true }),
      row.state({ sort: true }),
    ]}
  />
);

const ConversionShow = () => (
  <RecordShow
    whose={it.link('enterprise', 'Enterprise')}
    next={it.moment('verifiedAt')}
    sections={[
      {
        title: 'contract',
        fields: [
          it.code('contractNumber'),
          it.money('amount'),
          it.day('signedOn'),
          it.day('paidOn'),
          it.day('goLiveOn'),
          it.files('files', { label: 'resources.Conversion.fields.fileIds' }),
        ],
      },
      {
        title: 'trial',
        fields: [
          it.link('trial', 'Trial'),
          it.text('offeringName'),
          it.text('providerName'),
          it.coded('district', 'District'),
          it.choice('recordedByRole', 'Role'),
          it.moment('createdAt'),
        ],
      },
    ]}
  />
);

const inputs = [
  i.text('contractNumber', { required: true, max: 100 }),
  i.money('amount', { required: true }),
  i.day('signedOn', { required: true, help: 'screens.Conversion.dayHelp' }),
  i.day('paidOn'),
  i.day('goLiveOn'),
  i.files('fileIds', { required: true, help: 'screens.Conversion.fileHelp' }),
];
const trial = i.reference('trialId', 'Trial', { required: true, filter: { state: ['RUNNING', 'ENDED'] } });

const ConversionCreate = () => (
  <RecordCreate
    groups={[
      { title: 'trial', inputs: [trial] },
      { title: 'contract', inputs },
    ]}
  />
);
const ConversionEdit = () => <RecordEdit groups={[{ title: 'contract', inputs }]} />;

export const conversions = noun({
  type: 'Conversion',
  group: 'trials',
  icon: Handshake,
  asks: { row: ConversionRow, full: ConversionFull },
  title: record => [record.offeringName, record.enterpriseName].filter(Boolean).join(' · ') || record.contractNumber,
  named: 'contractNumber',
  list: ConversionList,
  show: ConversionShow,
  create: ConversionCreate,
  edit: ConversionEdit,
  words: {
    contract: ['合同与证明', 'Contract and proof'],
    trial: ['所属试用', 'The trial it came from'],
    dayHelp: ['已经发生的日期，不能晚于今天', 'What has happened: no day may lie ahead'],
    fileHelp: ['合同、付款凭证或验收材料，至少一份', 'Contract, receipt or acceptance: at least one file'],
  },
});
