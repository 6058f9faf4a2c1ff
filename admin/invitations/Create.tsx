import { useMemo, useState } from 'react';
import { FormDataConsumer, required, SelectInput, useGetIdentity, useRefresh, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { useLabel, usePanel, useTypeName } from '../kit/hooks.ts';
import { ActForm, type Input, inputsOf } from '../kit/resource.tsx';
import { ShownOnce } from '../kit/ShownOnce.tsx';
import { InviteAsk, type Invited } from './asks.ts';

const i = inputsOf<Input<'InvitationInput'>>();

/** Whom each role may invite; the server decides. An organisation invites for itself, so there is nothing to choose. */
const invitable: Record<string, readonly string[]> = {
  SYSTEM_ADMIN: ['EXPERT', 'PROVIDER', 'ENTERPRISE'],
  OFFICER: ['EXPERT', 'PROVIDER'],
  PROVIDER: ['PROVIDER'],
  ENTERPRISE: ['ENTERPRISE'],
};

function RoleInput({ roles }: { roles: readonly string[] }) {
  const label = useLabel();
  return (
    <SelectInput
      source="role"
      label={label('role', 'Invitation')}
      validate={required()}
      helperText={false}
      choices={roles.map(id => ({ id, name: `enums.Role.${id}` }))}
      fullWidth
    />
  );
}

const worksFor = {
  EXPERT: i.reference('expertId', 'Expert', { required: true }),
  PROVIDER: i.reference('providerId', 'Provider', { required: true }),
  ENTERPRISE: i.reference('enterpriseId', 'Enterprise', { required: true }),
};

/** Invites somebody, and shows the link once. */
export function InvitationCreate() {
  const panel = usePanel();
  const translate = useTranslate();
  const name = useTypeName();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { data: me } = useGetIdentity();
  const [made, setMade] = useState<Invited>();
  const role = String(me?.role ?? '');
  const roles = invitable[role] ?? [];
  const own = roles.length === 1;
  const start = useMemo(() => (own ? { id: '', role } : undefined), [own, role]);
  if (!me) return null;
  return (
    <>
      <ActForm
        title={translate('screens.Invitation.invite')}
        name={translate('screens.Invitation.invite')}
        path={[{ name: name('Invitation', 2), to: '/Invitation' }]}
        start={start}
        groups={[
          {
            inputs: [
              i.text('name', { required: true, max: 60 }),
              ...(own
                ? [i.flag('manager', { help: 'screens.Invitation.managerHelp' })]
                : [
                    <RoleInput key="role" roles={roles} />,
                    <FormDataConsumer key="for">
                      {({ formData }) => worksFor[formData.role as keyof typeof worksFor] ?? null}
                    </FormDataConsumer>,
                    i.flag('manager', { help: 'screens.Invitation.managerHelp' }),
                  ]),
            ],
          },
        ]}
        act={async ({ name, role: as, expertId, providerId, enterpriseId, manager }) => {
          const input = { name, role: own ? role : as, expertId, providerId, enterpriseId, manager } as Input<'InvitationInput'>;
          const { createInvitation } = await panel.ask(InviteAsk, { input });
          setMade(createInvitation);
          refresh();
        }}
      />
      {made ? (
        <ShownOnce
          title={made.invitation.name}
          label={translate('resources.NewInvitation.fields.path')}
          value={`${window.location.origin}${made.path}`}
          hint={translate('screens.Invitation.once')}
          until={made.invitation.expiresAt}
          onClose={() => navigate(`/Invitation/${made.invitation.id}/show`)}
        />
      ) : null}
    </>
  );
}
