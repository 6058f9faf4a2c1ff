import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const IdentityRow = graphql(`
  fragment IdentityRow on LinkedIdentity { id provider subject state lastUsedAt user { id name } moves { action to via note } }
`);
export const IdentityFull = graphql(`
  fragment IdentityFull on LinkedIdentity {
    id version provider subject state lastUsedAt createdAt userId user { id name }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type IdentityRow = ResultOf<typeof IdentityRow>;
export type IdentityFull = ResultOf<typeof IdentityFull>;

export const WaysAsk = graphql(`query SignInWays { signInWays { id name englishName path } }`);
