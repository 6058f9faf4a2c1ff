import PersonAdd from '@mui/icons-material/PersonAddOutlined';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { InvitationFull, InvitationRow } from './asks.ts';
import { InvitationCreate } from './Create.tsx';

const row = fieldsOf<InvitationRow>();
const it = fieldsOf<InvitationFull>();
const by = filtersOf<Input<'InvitationFilter'>>();

const InvitationList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    states
    filters={[by.choice('role', 'Role'), by.moments('expiresAt')]}
    columns={[
      row.text('name'),
      row.choice('role', 'Role'),
      row.link('provider', 'Provider'),
      row.link('enterprise', 'Enterprise'),
      row.text('invitedBy'),
      row.moment('expiresAt', { sort: true }),
      row.state(),
    ]}
  />
);

const InvitationShow = () => (
  <RecordShow
    whose={it.text('name')}
    next={it.moment('expiresAt')}
    sections={[
      {
        title: 'record.main',
        fields: [
          it.choice('role', 'Role'),
          it.link('provider', 'Provider'),
          it.link('enterprise', 'Enterprise'),
          it.flag('manager'),
          it.text('invitedBy'),
          it.moment('createdAt'),
        ],
      },
    ]}
  />
);

export const invitations = noun({
  type: 'Invitation',
  group: 'system',
  icon: PersonAdd,
  asks: { row: InvitationRow, full: InvitationFull },
  title: record => record.name,
  list: InvitationList,
  show: InvitationShow,
  create: InvitationCreate,
  words: {
    invite: ['邀请', 'Invite'],
    managerHelp: ['可邀请、停用本单位的其他账号', 'May invite and disable the other accounts of the organisation'],
    once: [
      '请把链接交给本人,七天内有效,只能使用一次。链接只显示这一次。',
      'Give the link to the person. It is good for seven days, works once, and is shown this once.',
    ],
  },
});
