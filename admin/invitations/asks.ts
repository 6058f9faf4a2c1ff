import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const InvitationRow = graphql(`
  fragment InvitationRow on Invitation {
    id name role manager state expiresAt createdAt invitedBy provider { id name } enterprise { id name } moves { action to via note }
  }
`);
export const InvitationFull = graphql(`
  fragment InvitationFull on Invitation {
    id version name role manager state expiresAt createdAt invitedBy expertId provider { id name } enterprise { id name }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type InvitationRow = ResultOf<typeof InvitationRow>;
export type InvitationFull = ResultOf<typeof InvitationFull>;

export const InviteAsk = graphql(`
  mutation Invite($input: InvitationInput!) { createInvitation(input: $input) { path invitation { id name expiresAt } } }
`);
export type Invited = ResultOf<typeof InviteAsk>['createInvitation'];

export const OfferAsk = graphql(`
  query InvitationOffer($token: String!) { invitationOffer(token: $token) { name role organisationName invitedBy needsPersonNumber expiresAt } }
`);
export const AcceptAsk = graphql(`
  mutation AcceptInvitation($token: String!, $input: AcceptanceInput!) { acceptInvitation(token: $token, input: $input) { login state } }
`);
