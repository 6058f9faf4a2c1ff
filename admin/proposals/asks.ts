import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ListProposalRow = graphql(`
  fragment ListProposalRow on ListProposal { id title callId validFrom validTo proposedBy createdAt state moves { action to via note } }
`);
export const ListProposalFull = graphql(`
  fragment ListProposalFull on ListProposal {
    id version title callId validFrom validTo proposedBy createdAt state
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ListProposalRow = ResultOf<typeof ListProposalRow>;
export type ListProposalFull = ResultOf<typeof ListProposalFull>;

export const PublishAsk = graphql(`
  mutation PublishServiceList($callId: ID!, $fingerprint: String) { publishServiceList(callId: $callId, fingerprint: $fingerprint) { id } }
`);

export const PreviewAsk = graphql(`
  query ServiceListPreview($callId: ID!) {
    serviceListPreview(callId: $callId) {
      number title validFrom validTo fingerprint
      entries { no offeringId product provider uscc kind mainScenario industries freeDays seats startWithinDays priceAfter validTo }
      incomplete { submissionId number product lacks }
      diff {
        from to
        added { no offeringId product provider uscc kind mainScenario industries freeDays seats startWithinDays priceAfter validTo }
        removed { no offeringId product provider uscc kind mainScenario industries freeDays seats startWithinDays priceAfter validTo }
        changed { entry { offeringId product provider } changes { field before after } }
      }
    }
  }
`);
export type Preview = NonNullable<ResultOf<typeof PreviewAsk>['serviceListPreview']>;
