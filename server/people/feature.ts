import { advance } from '../kernel/advance.ts';
import { Advancing, HavingHistory } from '../kernel/advancing.ts';
import { Creating, Updating } from '../kernel/editing.ts';
import type { Feature } from '../kernel/feature.ts';
import { Listing } from '../kernel/listing.ts';
import { UnmaskResolver } from './contact/unmask.ts';
import { Enterprise } from './enterprise/entity.ts';
import { createEnterprise, EnterpriseInput, EnterprisePatch, updateEnterprise } from './enterprise/service.ts';
import { Expert } from './expert/entity.ts';
import { expertLifecycle } from './expert/lifecycle.ts';
import { createExpert, ExpertInput, ExpertPatch, updateExpert } from './expert/service.ts';
import { Factor, RecoveryCode } from './factor/entity.ts';
import { FactorResolver } from './factor/resolver.ts';
import { Invitation } from './invitation/entity.ts';
import { invitationLifecycle } from './invitation/lifecycle.ts';
import { invitationResolvers, settleInvitations } from './invitation/resolver.ts';
import { MembershipResolver } from './membership/resolver.ts';
import { peoplePolicy } from './policy.ts';
import { Provider } from './provider/entity.ts';
import { createProvider, ProviderInput, ProviderPatch, updateProvider } from './provider/service.ts';
import { RightsResolver } from './rights/resolver.ts';
import { RoleChange } from './roleChange/entity.ts';
import { roleChangeLifecycle } from './roleChange/lifecycle.ts';
import { roleChangeResolvers } from './roleChange/resolver.ts';
import { FormerPassword, Session, SetUpToken, SignInAttempt } from './session/entity.ts';
import { SignInResolver } from './session/resolver.ts';
import { SessionsResolver } from './session/sessionsResolver.ts';
import { sweep } from './session/sweep.ts';
import { LinkedIdentity, SignOnAttempt } from './sso/entity.ts';
import { linkedIdentityLifecycle } from './sso/lifecycle.ts';
import { signOnResolvers } from './sso/resolver.ts';
import { User } from './user/entity.ts';
import { userLifecycle } from './user/lifecycle.ts';
import { userResolvers } from './user/resolver.ts';
import { settleUsers } from './user/service.ts';
import { Viewing } from './viewing/entity.ts';
import { enterpriseAccounts, ViewingResolver } from './viewing/resolver.ts';
import { settleViewings } from './viewing/service.ts';

export const people: Feature = {
  name: 'people',
  entities: [
    ...[User, Session, SetUpToken, SignInAttempt, FormerPassword, Factor, RecoveryCode, LinkedIdentity, SignOnAttempt],
    ...[Provider, Enterprise, Expert, RoleChange, Invitation, Viewing],
  ],
  lifecycles: [userLifecycle, linkedIdentityLifecycle, expertLifecycle, roleChangeLifecycle, invitationLifecycle],
  erasable: [Session, SetUpToken, SignInAttempt, FormerPassword, Factor, RecoveryCode, SignOnAttempt, Viewing],
  policy: peoplePolicy,
  resolvers: [
    SignInResolver,
    SessionsResolver,
    FactorResolver,
    ...userResolvers,
    ...signOnResolvers,
    Listing(Provider, { filter: ['kind', 'district', 'uscc'], search: ['name', 'uscc'], sort: ['name', 'createdAt'] }),
    HavingHistory(Provider),
    Creating(Provider, ProviderInput, createProvider),
    Updating(Provider, ProviderPatch, updateProvider),
    Listing(Enterprise, {
      filter: ['district', 'division', 'size', 'uscc'],
      search: ['name', 'uscc'],
      sort: ['name', 'createdAt', 'employees'],
      grows: ['name', 'createdAt'],
      within: { district: ['id', 'name'] },
    }),
    HavingHistory(Enterprise),
    Creating(Enterprise, EnterpriseInput, createEnterprise),
    Updating(Enterprise, EnterprisePatch, updateEnterprise),
    Listing(Expert, { filter: ['state', 'scenarios', 'number'], search: ['number'], sort: ['number', 'createdAt'] }),
    Creating(Expert, ExpertInput, createExpert),
    Updating(Expert, ExpertPatch, updateExpert),
    UnmaskResolver,
    ...invitationResolvers,
    MembershipResolver,
    ViewingResolver,
    enterpriseAccounts,
    RightsResolver,
    ...roleChangeResolvers,
    ...Advancing(Expert, expertLifecycle, (ctx, id, action, note) => advance(ctx, Expert, expertLifecycle, id, action, { note })),
  ],
  secret: ['signIn', 'setPassword', 'changePassword', 'acceptInvitation', 'stepUp', 'confirmFactor'],
  free: ['signIn', 'stepUp', 'changePassword', 'confirmFactor', 'askRecovery'],
  tick: async ctx => {
    await settleUsers(ctx);
    await settleInvitations(ctx);
    await sweep(ctx);
    await settleViewings(ctx);
  },
};
