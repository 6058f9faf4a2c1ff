import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const CallRow = graphql(`
  fragment CallRow on Call { id code title kinds state opensAt closesAt moves { action to via note } }
`);
export const CallFull = graphql(`
  fragment CallFull on Call {
    id version code number title text state opensAt closesAt announcedFor unsealsAt deadline kinds
    correctionDays noticeDays objectionDays disclosure peerMarks historical rubricVersion rubricFrozenAt createdAt
    rubric {
      criteria { code name nameEn max weight minPercent anchors { mark text } }
      pass dropFrom ties spreadAbove noteAtExtremes
      vetoes { code name nameEn }
    }
    seats { kind division min max }
    trialMinimums { kind days }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type CallRow = ResultOf<typeof CallRow>;
export type CallFull = ResultOf<typeof CallFull>;
