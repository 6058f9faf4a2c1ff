import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ExpertRow = graphql(`
  fragment ExpertRow on Expert { id name number state employerUscc scenarios divisions mostReviews moves { action to via note } }
`);
export const ExpertFull = graphql(`
  fragment ExpertFull on Expert {
    id version name number state employerUscc scenarios divisions mostReviews phone email createdAt
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ExpertRow = ResultOf<typeof ExpertRow>;
export type ExpertFull = ResultOf<typeof ExpertFull>;
