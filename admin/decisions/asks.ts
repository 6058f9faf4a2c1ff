import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const DecisionRow = graphql(`
  fragment DecisionRow on Decision { id state outcome minutesNumber reason releasedAt createdAt callId call { id title } provider { id name } submission { id number name } moves { action to via note } }
`);
export const DecisionFull = graphql(`
  fragment DecisionFull on Decision {
    id version state outcome minutesNumber reason releasedAt createdAt callId
    call { id title }
    provider { id name }
    submission { id number name }
    score { total rank ranked }
    release { id firstSigner secondSigner call { id title } }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type DecisionRow = ResultOf<typeof DecisionRow>;
export type DecisionFull = ResultOf<typeof DecisionFull>;
