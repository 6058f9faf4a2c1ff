import ManageAccounts from '@mui/icons-material/ManageAccountsOutlined';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordEdit, RecordList, RecordShow } from '../kit/resource.tsx';
import { UserFull, UserRow } from './asks.ts';
import { SetUpLink } from './SetUpLink.tsx';

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
      row.state(),
      row.since('lastSignInAt', { sort: true }),
    ]}
  />
);

const UserShow = () => (
  <RecordShow
    actions={() => <SetUpLink />}
    sections={[
      {
        title: 'account',
        fields: [
          it.code('login'),
          it.choice('role', 'Role'),
          it.coded('district', 'District'),
          it.flag('manager'),
          it.flag('mustChangePassword'),
          it.moment('lastSignInAt'),
        ],
      },
    ]}
  />
);

const account = [
  i.text('login', { required: true, max: 64 }),
  i.text('name', { required: true, max: 60 }),
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
    link: ['生成设置密码链接', 'Make a set-up link'],
    linkHint: ['请把链接交给本人。链接只显示一次，此前的链接失效。', 'Give the link to its owner. It is shown once; earlier ones end.'],
    linkUntil: ['有效期至', 'Works until'],
    copy: ['复制链接', 'Copy the link'],
    copied: ['已复制', 'Copied'],
  },
});
