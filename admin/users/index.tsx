import ManageAccounts from '@mui/icons-material/ManageAccountsOutlined';
import { Button } from '@mui/material';
import { useGetIdentity, useGetOne, useRecordContext, useTranslate } from 'react-admin';
import { Link, useParams } from 'react-router-dom';
import { useMay } from '../kit/hooks.ts';
import { whole } from '../kit/nouns.ts';
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
import { Loading } from '../kit/states.tsx';
import { EraseOf } from '../retention/Erase.tsx';
import { UserFull, UserRow } from './asks.ts';
import { Leave, TransferManagement } from './Membership.tsx';
import { ResetFactor } from './ResetFactor.tsx';
import { SetUpLink } from './SetUpLink.tsx';
import { fitting, RoleInput, ScopeInputs } from './scope.tsx';
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
        <TransferManagement />
        <Leave />
        <EraseOf />
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

const groups = [
  {
    title: 'account',
    inputs: [
      i.text('login', { required: true, max: 64 }),
      i.text('name', { required: true, max: 60 }),
      i.text('personNumber', { max: 32, help: 'screens.User.personHelp' }),
      <RoleInput key="role" />,
      <ScopeInputs key="scope" managerHelp="screens.User.managerHelp" />,
    ],
  },
];
const frozen = ['PROPOSED', 'ACTIVE'];
/** Of an account in use and of one that waits only the name can be changed here; the server decides. */
const names = [{ title: 'account', inputs: [i.text('name', { required: true, max: 60 })] }];

const UserCreate = () => <RecordCreate groups={groups} transform={fitting} />;

function EditForm() {
  const { id } = useParams();
  const { data } = useGetOne<Row>('User', { id: String(id), meta: whole });
  if (!data) return <Loading />;
  return frozen.includes(String(data.state)) ? <RecordEdit groups={names} /> : <RecordEdit groups={groups} transform={fitting} />;
}
const UserEdit = () => <EditForm />;

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
      '例如工号。主管部门和区市的账号必填；管理员不得兼任其他账号。',
      'Such as the staff number. Needed for the bureau and the districts; an administrator holds no other account.',
    ],
    managerHelp: ['可邀请、停用本单位的其他账号', 'May invite and disable the other accounts of the organisation'],
    transfer: ['移交管理', 'Hand the management over'],
    transferEffect: [
      '%{name} 将成为本单位账号的管理员，您从此是普通成员。',
      '%{name} will manage the accounts of your organisation, and you will be an ordinary member.',
    ],
    transferred: ['管理已移交。', 'The management has been handed over.'],
    leave: ['退出本单位', 'Leave the organisation'],
    leaveEffect: [
      '您的账号将停用，会话立即结束。唯一的管理员须先移交管理。',
      'Your account is disabled and you are signed out. The last manager hands over first.',
    ],
    leaveWhy: ['原因', 'Why'],
    changeRole: ['提出角色变更', 'Propose a change of role'],
  },
});
