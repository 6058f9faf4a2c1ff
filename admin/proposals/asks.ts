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

export const PublishAsk = graphql(`mutation PublishServiceList($callId: ID!) { publishServiceList(callId: $callId) { id } }`);
