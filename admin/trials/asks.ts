import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const TrialRow = graphql(`
  fragment TrialRow on Trial {
    id offeringName enterpriseName district state appliedAt replyDueAt startsOn endsOn outcomeDueAt
    offering { id name } enterprise { id name } provider { id name } moves { action to via note }
  }
`);
export const TrialFull = graphql(`
  fragment TrialFull on Trial {
    id version offeringName enterpriseName providerName district platformId goal freeDays state
    appliedAt replyDueAt heldUntil acceptedAt startsOn endsOn extendedDays endsAt outcomeDueAt notConvertedReason notConvertedNote
    enterpriseContactName enterpriseContactPhone providerContactName providerContactPhone
    offering { id name startWithinDays priceAfter included excluded { name price } exitTerms }
    enterprise { id name }
    provider { id name }
    conversion { id offeringName enterpriseName contractNumber }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type TrialRow = ResultOf<typeof TrialRow>;
export type TrialFull = ResultOf<typeof TrialFull>;

export const ExtendAsk = graphql(
  `mutation ExtendTrial($id: ID!, $days: Int!, $reason: String!) { extendTrial(id: $id, days: $days, reason: $reason) { id endsOn } }`,
);
export const NotConvertAsk = graphql(
  `mutation DeclineConversion($id: ID!, $reason: NotConvertedReason!, $note: String) { declineConversion(id: $id, reason: $reason, note: $note) { id state } }`,
);
