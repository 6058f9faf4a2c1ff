import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const RoleChangeRow = graphql(`
  fragment RoleChangeRow on RoleChange {
    id role district reason proposedBy proposerRole state createdAt user { id name role } moves { action to via note }
  }
`);
export const RoleChangeFull = graphql(`
  fragment RoleChangeFull on RoleChange {
    id version role district manager personNumber reason proposedBy proposerRole state createdAt user { id name role district personNumber }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type RoleChangeRow = ResultOf<typeof RoleChangeRow>;
export type RoleChangeFull = ResultOf<typeof RoleChangeFull>;
