import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ReversalRow = graphql(`
  fragment ReversalRow on Reversal {
    id state outcome minutesNumber reason proposedBy createdAt confirmedAt call { id title } submission { id number name } provider { id name }
    moves { action to via note }
  }
`);
export const ReversalFull = graphql(`
  fragment ReversalFull on Reversal {
    id version state outcome minutesNumber reason proposedBy confirmedBy createdAt confirmedAt decisionId
    call { id title } submission { id number name } provider { id name }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ReversalRow = ResultOf<typeof ReversalRow>;
export type ReversalFull = ResultOf<typeof ReversalFull>;
