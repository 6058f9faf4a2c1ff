import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ServiceListRow = graphql(`
  fragment ServiceListRow on ServiceList { id number title publishedAt validFrom validTo hash }
`);
export const ServiceListFull = graphql(`
  fragment ServiceListFull on ServiceList {
    id number title publishedAt validFrom validTo hash callId proposedBy publishedBy
    entries { no offeringId product provider uscc kind mainScenario industries freeDays seats startWithinDays priceAfter validTo }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ServiceListRow = ResultOf<typeof ServiceListRow>;
export type ServiceListFull = ResultOf<typeof ServiceListFull>;

export const DiffAsk = graphql(`
  query ListDiff($from: Int!, $to: Int!) {
    serviceListDiff(from: $from, to: $to) {
      from to
      added { no offeringId product provider uscc kind mainScenario industries freeDays seats startWithinDays priceAfter validTo }
      removed { no offeringId product provider uscc kind mainScenario industries freeDays seats startWithinDays priceAfter validTo }
      changed { entry { offeringId product provider } changes { field before after } }
    }
  }
`);
