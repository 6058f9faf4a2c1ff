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
    edition
    editions(first: 50) {
      id number createdAt name mainScenario scenarios divisions painPoint freeDays seats seatsTotal included excluded { name price }
      startWithinDays priceAfter exitTerms validTo
    }
    proposedChanges(first: 50) { id offeringName proposedBy createdAt state reason }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type OfferingRow = ResultOf<typeof OfferingRow>;
export type OfferingFull = ResultOf<typeof OfferingFull>;

export type Edition = OfferingFull['editions'][number];

export const EffectsAsk = graphql(`
  query EffectsOnOffering($id: ID!, $action: OfferingAction!) { effectsOnOffering(id: $id, action: $action) { state count ends } }
`);
export const RevertAsk = graphql(`
  mutation RevertOffering($id: ID!, $edition: Int!, $note: String!) { revertOffering(id: $id, edition: $edition, note: $note) { id } }
`);
export const RenewAsk = graphql(`
  mutation RenewOffering($id: ID!, $validTo: Date!, $note: String) { renewOffering(id: $id, validTo: $validTo, note: $note) { id } }
`);
