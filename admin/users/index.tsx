import ManageAccounts from '@mui/icons-material/ManageAccountsOutlined';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { UserFull, UserRow } from './asks.ts';

const row = fieldsOf<UserRow>();
const it = fieldsOf<UserFull>();
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

export const users = noun({
  type: 'User',
  group: 'system',
  icon: ManageAccounts,
  asks: { row: UserRow, full: UserFull },
  title: record => record.name,
  list: UserList,
  show: UserShow,
  words: { account: ['账号', 'Account'] },
});
