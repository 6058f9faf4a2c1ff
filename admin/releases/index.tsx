import Draw from '@mui/icons-material/DrawOutlined';
import { Route } from 'react-router-dom';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { ReleaseFull, ReleaseRow } from './asks.ts';
import { Sign } from './Sign.tsx';

const row = fieldsOf<ReleaseRow>();
const it = fieldsOf<ReleaseFull>();
const by = filtersOf<Input<'ReleaseFilter'>>();

const ReleaseList = () => (
  <RecordList
    sort={{ field: 'firstSignedAt', order: 'DESC' }}
    states
    filters={[by.reference('callId', 'Call')]}
    columns={[
      row.link('call', 'Call'),
      row.count('decisions'),
      row.count('selected'),
      row.text('firstSigner'),
      row.moment('firstSignedAt', { sort: true }),
      row.text('secondSigner'),
      row.moment('secondSignedAt'),
      row.state(),
    ]}
  />
);

const ReleaseShow = () => (
  <RecordShow
    sections={[
      {
        title: 'signatures',
        fields: [
          it.link('call', 'Call'),
          it.count('decisions'),
          it.count('selected'),
          it.text('firstSigner'),
          it.moment('firstSignedAt'),
          it.text('secondSigner'),
          it.moment('secondSignedAt'),
        ],
      },
    ]}
  />
);

export const releases = noun({
  type: 'Release',
  group: 'programme',
  icon: Draw,
  asks: { row: ReleaseRow, full: ReleaseFull },
  title: record => record.call?.title ?? record.firstSigner,
  list: ReleaseList,
  show: ReleaseShow,
  routes: <Route path="sign/:callId" element={<Sign />} />,
  forms: { RELEASE: ({ callId, call }) => `/Release/sign/${callId ?? call?.id}` },
  words: {
    signatures: ['签发', 'Signatures'],
    sign: ['签发审定结果', 'Sign the decisions'],
    first: ['第一人签发', 'Sign first'],
    second: ['第二人签发并发布', 'Sign second and release'],
    firstEffect: [
      '%{count} 项审定结果随即冻结，等待另一人签发后发布。',
      '%{count} decisions stand still from now on, until another person signs and they go out.',
    ],
    firstDone: ['已签发，等待第二人', 'Signed; a second person is needed'],
    signedBy: ['%{who} 已于 %{when} 签发，须由另一人签发后发布。', '%{who} signed on %{when}; another person must sign.'],
    unsigned: ['尚无人签发。须由两人签发，经办人先签。', 'Nobody has signed. It takes two people, an officer first.'],
    nothing: ['没有待发布的审定结果。', 'There is nothing to sign.'],
    clear: ['全部撤回', 'Clear all'],
    clearEffect: ['%{count} 项申报回到未审定状态。', '%{count} submissions are undecided again.'],
    cleared: ['已撤回', 'Cleared'],
  },
});
