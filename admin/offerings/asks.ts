import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const OfferingRow = graphql(`
  fragment OfferingRow on Offering {
    id name kind mainScenario freeDays seats seatsLeft startWithinDays priceAfter validTo state provider { id name } moves { action to via note }
  }
`);
export const OfferingFull = graphql(`
  fragment OfferingFull on Offering {
    id version name kind mainScenario scenarios divisions painPoint freeDays seats seatsTaken seatsUsed seatsTotal seatsLeft
    startWithinDays priceAfter included excluded { name price } exitTerms validTo expiresAt visibleFrom state
    providerName providerUscc submissionId solutionId createdAt
    provider { id name }
    list { id number title }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type OfferingRow = ResultOf<typeof OfferingRow>;
export type OfferingFull = ResultOf<typeof OfferingFull>;
