import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ConsensusRow = graphql(`
  fragment ConsensusRow on ConsensusSheet { id number state total settledAt call { id title } chair { id name } submission { id number name } }
`);
export const ConsensusFull = graphql(`
  fragment ConsensusFull on ConsensusSheet {
    id version number state total comment vetoes settledAt callId chairId
    marks { criterion mark note }
    call { id title rubric { criteria { code name nameEn max weight minPercent anchors { mark upTo text textEn } } vetoes { code name nameEn } noteAtExtremes pass } }
    chair { id name }
    submission { id number name }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ConsensusRow = ResultOf<typeof ConsensusRow>;
export type ConsensusFull = ResultOf<typeof ConsensusFull>;
