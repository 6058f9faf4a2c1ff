import { useMemo, useState } from 'react';
import { useGetIdentity, useRefresh, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { usePanel, useTypeName } from '../kit/hooks.ts';
import { ActForm, type Input, inputsOf, type Row } from '../kit/resource.tsx';
import { ShownOnce } from '../kit/ShownOnce.tsx';
import { fitting, RoleInput, ScopeInputs } from '../users/scope.tsx';
import { InviteAsk, type Invited } from './asks.ts';

const i = inputsOf<Input<'InvitationInput'>>();

/** Whom each role may invite; the server decides. An organisation invites for itself, so there is nothing to choose. */
const invitable: Record<string, readonly string[]> = {
  SYSTEM_ADMIN: ['EXPERT', 'PROVIDER', 'ENTERPRISE'],
  OFFICER: ['EXPERT', 'PROVIDER'],
  PROVIDER: ['PROVIDER'],
  ENTERPRISE: ['ENTERPRISE'],
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
                : [<RoleInput key="role" roles={roles} />, <ScopeInputs key="scope" managerHelp="screens.Invitation.managerHelp" />]),
            ],
          },
        ]}
        act={async ({ name, ...values }) => {
          const { role: as, expertId, providerId, enterpriseId, manager } = fitting({ ...values, ...(own && { role }) } as Row);
          const input = { name, role: as, expertId, providerId, enterpriseId, manager } as Input<'InvitationInput'>;
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
