import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ConflictRow = graphql(`
  fragment ConflictRow on Conflict { id state kind basis reason createdAt expert { id name } provider { id name } moves { action to via note } }
`);
export const ConflictFull = graphql(`
  fragment ConflictFull on Conflict {
    id version state kind basis reason createdAt expert { id name } provider { id name }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ConflictRow = ResultOf<typeof ConflictRow>;
export type ConflictFull = ResultOf<typeof ConflictFull>;
