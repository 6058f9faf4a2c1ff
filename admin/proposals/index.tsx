import PostAdd from '@mui/icons-material/PostAdd';
import { useGetOne } from 'react-admin';
import { Route } from 'react-router-dom';
import { useMay } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { LinkTo } from '../kit/values.tsx';
import { ListProposalFull, ListProposalRow } from './asks.ts';
import { Publish } from './Publish.tsx';

const row = fieldsOf<ListProposalRow>();
const it = fieldsOf<ListProposalFull>();
const i = inputsOf<Input<'ListProposalInput'>>();
const by = filtersOf<Input<'ListProposalFilter'>>();

const ListProposalList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    search
    states
    filters={[by.reference('callId', 'Call'), by.moments('createdAt')]}
    columns={[
      row.text('title'),
      row.day('validFrom'),
      row.day('validTo'),
      row.text('proposedBy'),
      row.moment('createdAt', { sort: true }),
      row.state({ sort: true }),
    ]}
  />
);

/** A proposal knows its call by id only. */
function CallLink({ id }: { id: string }) {
  const { data } = useGetOne<Row>('Call', { id }, { enabled: useMay()('call') });
  return <LinkTo value={data} type="Call" />;
}

const ListProposalShow = () => (
  <RecordShow
    whose={it.text('proposedBy')}
    sections={[
      {
        title: 'record.main',
        fields: [
          it.own('callId', ({ callId }) => <CallLink id={callId} />),
          it.day('validFrom'),
          it.day('validTo'),
          it.moment('createdAt'),
        ],
      },
    ]}
  />
);

const ListProposalCreate = () => (
  <RecordCreate
    groups={[
      {
        inputs: [
          i.reference('callId', 'Call', { required: true, filter: { state: ['NOTICE'] }, help: 'screens.ListProposal.callHelp' }),
          i.text('title', { required: true, max: 200 }),
          i.day('validFrom', { required: true }),
          i.day('validTo', { required: true }),
        ],
      },
    ]}
  />
);

export const proposals = noun({
  type: 'ListProposal',
  group: 'trials',
  icon: PostAdd,
  asks: { row: ListProposalRow, full: ListProposalFull },
  title: record => record.title,
  list: ListProposalList,
  show: ListProposalShow,
  create: ListProposalCreate,
  forms: { PUBLISH: ({ id }) => `/ListProposal/${id}/publish` },
  routes: <Route path=":id/publish" element={<Publish />} />,
  words: {
    callHelp: [
      '公示期满且无未决异议的项目列入清单；须由另一人签发',
      'What has stood its notice without an open objection is listed; a second person signs',
    ],
    wholeList: ['全部条目（%{count}）', 'All lines (%{count})'],
    sign: ['签发并发布', 'Sign and publish'],
    signHint: [
      '提请人：%{who}。发布须由另一人签发；清单编号、条目和校验值发布后不能更改。',
      'Proposed by %{who}. A second person signs; number, lines and hash of a published list never change.',
    ],
  },
});
