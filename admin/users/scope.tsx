import { required, SelectInput, useRecordContext } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { roles as everyRole } from '../../schema/roles.ts';
import { useLabel, useMay } from '../kit/hooks.ts';
import { many } from '../kit/names.ts';
import { type Input, inputsOf, type Row } from '../kit/resource.tsx';

const i = inputsOf<Pick<Input<'UserInput'>, 'district' | 'providerId' | 'enterpriseId' | 'expertId' | 'manager'>>();

/** What an account of a role works for, and the type it is chosen from. */
const worksFor: Record<string, { field: string; type?: string }> = {
  DISTRICT: { field: 'district' },
  PROVIDER: { field: 'providerId', type: 'Provider' },
  ENTERPRISE: { field: 'enterpriseId', type: 'Enterprise' },
  EXPERT: { field: 'expertId', type: 'Expert' },
};
const inputs: Record<string, ReturnType<typeof i.coded>> = {
  DISTRICT: i.coded('district', 'District', { required: true }),
  PROVIDER: i.reference('providerId', 'Provider', { required: true }),
  ENTERPRISE: i.reference('enterpriseId', 'Enterprise', { required: true }),
  EXPERT: i.reference('expertId', 'Expert', { required: true }),
};
const managed = ['PROVIDER', 'ENTERPRISE'];
const withAccount = everyRole.filter(role => role !== 'PUBLIC' && role !== 'PARTNER');

/** Whether one can choose what a role works for. */
function useChoosable(): (role: string) => boolean {
  const may = useMay();
  return role => {
    const type = worksFor[role]?.type;
    return !type || may(many(type));
  };
}

/** The roles that can be given here: those whose organisation or expert one can choose, and the one that is. */
export function RoleInput({ roles = withAccount }: { roles?: readonly string[] }) {
  const label = useLabel();
  const choosable = useChoosable();
  const is = useRecordContext<Row>()?.['role'];
  return (
    <SelectInput
      source="role"
      label={label('role')}
      validate={required()}
      helperText={false}
      choices={roles.filter(role => role === is || choosable(role)).map(id => ({ id, name: `enums.Role.${id}` }))}
      fullWidth
    />
  );
}

/** What the chosen role works for: one input, or none. `managerHelp` says what managing means. */
export function ScopeInputs({ managerHelp }: { managerHelp?: string }) {
  const role = String(useWatch({ name: 'role' }) ?? '');
  const choosable = useChoosable();
  return (
    <>
      {choosable(role) ? inputs[role] : null}
      {managed.includes(role) ? i.flag('manager', { help: managerHelp }) : null}
    </>
  );
}

/** Leaves out what another role works for, which was perhaps filled in before the role was changed. */
export const fitting = (values: Row): Row => ({
  ...values,
  ...Object.fromEntries(
    Object.entries(worksFor).map(([role, { field }]) => [field, role === values['role'] ? (values[field] ?? null) : null]),
  ),
  manager: managed.includes(values['role']) && Boolean(values['manager']),
});
