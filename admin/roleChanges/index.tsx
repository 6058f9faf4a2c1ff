import SwapHoriz from '@mui/icons-material/SwapHoriz';
import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow } from '../kit/resource.tsx';
import { fitting, RoleInput, ScopeInputs } from '../users/scope.tsx';
import { RoleChangeFull, RoleChangeRow } from './asks.ts';

const row = fieldsOf<RoleChangeRow>();
const it = fieldsOf<RoleChangeFull>();
const i = inputsOf<Input<'RoleChangeInput'>>();
const by = filtersOf<Input<'RoleChangeFilter'>>();

/** A role that is the new one beside the one so far. */
function BeforeAfter({ before, after }: { before?: string | null; after: string }) {
  const translate = useTranslate();
  const word = (role: string) => translate(`enums.Role.${role}`);
  return <>{before && before !== after ? `${word(before)} → ${word(after)}` : word(after)}</>;
}

const RoleChangeList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    states
    filters={[by.choice('role', 'Role'), by.reference('userId', 'User')]}
    columns={[
      row.link('user', 'User'),
      row.choice('role', 'Role'),
      row.coded('district', 'District'),
      row.text('reason'),
      row.text('proposedBy'),
      row.moment('createdAt', { sort: true }),
      row.state(),
    ]}
  />
);

const RoleChangeShow = () => (
  <RecordShow
    whose={it.link('user', 'User')}
    next={it.text('proposedBy')}
    sections={[
      {
        title: 'record.main',
        fields: [
          it.own('role', ({ role, user, state }) => <BeforeAfter before={state === 'PROPOSED' ? user?.role : null} after={role} />),
          it.coded('district', 'District'),
          it.flag('manager'),
          it.code('personNumber'),
          it.choice('proposerRole', 'Role'),
          it.moment('createdAt'),
          it.lines('reason'),
        ],
      },
    ]}
  />
);

/** What the account is to act as, filled in with what it acts as now. */
function RoleChangeCreate() {
  const [search] = useSearchParams();
  const start = useMemo(() => JSON.parse(search.get('source') ?? '{}'), [search]);
  return (
    <RecordCreate
      start={start}
      transform={fitting}
      groups={[
        {
          inputs: [
            i.reference('userId', 'User', { required: true, filter: { state: ['ACTIVE'] } }),
            <RoleInput key="role" />,
            <ScopeInputs key="scope" managerHelp="screens.User.managerHelp" />,
            i.text('personNumber', { max: 32, help: 'screens.RoleChange.personHelp' }),
            i.lines('reason', { required: true, max: 500 }),
          ],
        },
      ]}
    />
  );
}

export const roleChanges = noun({
  type: 'RoleChange',
  group: 'system',
  icon: SwapHoriz,
  asks: { row: RoleChangeRow, full: RoleChangeFull },
  title: record => record.user?.name ?? record.reason,
  list: RoleChangeList,
  show: RoleChangeShow,
  create: RoleChangeCreate,
  words: { personHelp: ['不填则不变', 'Stays as it is when left out'] },
});
