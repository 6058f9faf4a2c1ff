import ManageAccounts from '@mui/icons-material/ManageAccountsOutlined';
import { Button } from '@mui/material';
import { useGetIdentity, useRecordContext, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useMay } from '../kit/hooks.ts';
import {
  fieldsOf,
  filtersOf,
  type Input,
  inputsOf,
  noun,
  RecordCreate,
  RecordEdit,
  RecordList,
  RecordShow,
  type Row,
} from '../kit/resource.tsx';
import { UserFull, UserRow } from './asks.ts';
import { ResetFactor } from './ResetFactor.tsx';
import { SetUpLink } from './SetUpLink.tsx';
import { Unlock } from './Unlock.tsx';

const row = fieldsOf<UserRow>();
const it = fieldsOf<UserFull>();
const i = inputsOf<Input<'UserInput'>>();
const by = filtersOf<Input<'UserFilter'>>();

const UserList = () => (
  <RecordList
    sort={{ field: 'login', order: 'ASC' }}
    search
    states
    bulk
    filters={[by.choice('role', 'Role'), by.coded('district', 'District')]}
    columns={[
      row.text('name', { sort: true }),
      row.code('login', { sort: true }),
      row.choice('role', 'Role'),
      row.code('personNumber'),
      row.text('proposedBy'),
      row.state(),
      row.since('lastSignInAt', { sort: true }),
    ]}
  />
);

/** Role, duty and person of an account in use change by a proposal that the other administrator approves. */
function ChangeRole() {
  const record = useRecordContext<Row>()!;
  const translate = useTranslate();
  const { data: me } = useGetIdentity();
  if (!useMay()('createRoleChange') || record.state !== 'ACTIVE' || record.id === me?.id) return null;
  const { id: userId, role, district, providerId, enterpriseId, expertId, manager } = record;
  const start = JSON.stringify({ userId, role, district, providerId, enterpriseId, expertId, manager });
  return (
    <Button component={Link} to={`/RoleChange/create?source=${encodeURIComponent(start)}`}>
      {translate('screens.User.changeRole')}
    </Button>
  );
}

const UserShow = () => (
  <RecordShow
    actions={() => (
      <>
        <ChangeRole />
        <SetUpLink />
        <Unlock />
        <ResetFactor />
      </>
    )}
    sections={[
      {
        title: 'account',
        fields: [
          it.code('login'),
          it.choice('role', 'Role'),
          it.coded('district', 'District'),
          it.flag('manager'),
          it.flag('mustChangePassword'),
          it.code('personNumber'),
          it.text('proposedBy'),
          it.moment('lastSignInAt'),
          it.moment('lockedAt'),
          it.moment('recoveryAskedAt'),
          it.moment('idleAt'),
        ],
      },
    ]}
  />
);

const account = [
  i.text('login', { required: true, max: 64 }),
  i.text('name', { required: true, max: 60 }),
  i.text('personNumber', { max: 32, help: 'screens.User.personHelp' }),
  i.choice('role', 'Role', { required: true }),
];
const groups = [
  { title: 'account', inputs: account },
  {
    title: 'worksFor',
    inputs: [
      i.coded('district', 'District'),
      i.reference('providerId', 'Provider'),
      i.reference('enterpriseId', 'Enterprise'),
      i.reference('expertId', 'Expert'),
      i.flag('manager'),
    ],
  },
];

const UserCreate = () => <RecordCreate groups={groups} />;
const UserEdit = () => <RecordEdit groups={groups} />;

export const users = noun({
  type: 'User',
  group: 'system',
  icon: ManageAccounts,
  asks: { row: UserRow, full: UserFull },
  title: record => record.name,
  list: UserList,
  show: UserShow,
  create: UserCreate,
  edit: UserEdit,
  words: {
    account: ['账号', 'Account'],
    worksFor: ['所属（只填与角色相符的一项）', 'Works for (only the one that fits the role)'],
    unlock: ['解锁', 'Unlock'],
    unlocked: ['账号已解锁', 'The account is unlocked'],
    resetFactor: ['重置动态验证', 'Take the second factor away'],
    resetFactorHint: [
      '手机丢失时使用：该账号的会话立即结束，本人下次登录时重新设置。请先核实本人身份。',
      'For a lost telephone: its sessions end, and its owner sets it up anew at the next sign-in. Make sure first that it is the owner who asks.',
    ],
    resetFactorWhy: ['理由', 'Why'],
    resetFactorDone: ['已重置', 'Done'],
    link: ['生成设置密码链接', 'Make a set-up link'],
    linkHint: ['请把链接交给本人。链接只显示一次，此前的链接失效。', 'Give the link to its owner. It is shown once; earlier ones end.'],
    personHelp: [
      '例如工号。主管部门和区市的账号必填;管理员不得兼任其他账号。',
      'Such as the staff number. Needed for the bureau and the districts; an administrator holds no other account.',
    ],
    changeRole: ['提出角色变更', 'Propose a change of role'],
  },
});
