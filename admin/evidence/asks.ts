import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const EvidenceRow = graphql(`
  fragment EvidenceRow on Evidence {
    id number uscc district kind state datedOn document verifiedOn expiresAt
    enterprise { id name } moves { action to via note }
  }
`);
export const EvidenceFull = graphql(`
  fragment EvidenceFull on Evidence {
    id version number uscc district kind state datedOn document fileIds verifiedByUnit verifiedOn revokedOn revokedReason expiresAt
    createdAt undoneAt enterpriseId
    enterprise { id name } conversion { id contractNumber }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type EvidenceRow = ResultOf<typeof EvidenceRow>;
export type EvidenceFull = ResultOf<typeof EvidenceFull>;
