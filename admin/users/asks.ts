import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const UserRow = graphql(`
  fragment UserRow on User { id login name role state district personNumber proposedBy lastSignInAt moves { action to via note } }
`);
export const UserFull = graphql(`
  fragment UserFull on User {
    id version login name role state district personNumber proposedBy idleAt manager mustChangePassword lockedAt recoveryAskedAt lastSignInAt createdAt providerId enterpriseId expertId
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type UserRow = ResultOf<typeof UserRow>;
export type UserFull = ResultOf<typeof UserFull>;
