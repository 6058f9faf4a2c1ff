import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const OfferingChangeRow = graphql(`
  fragment OfferingChangeRow on OfferingChange {
    id offeringName reason proposedBy createdAt state provider { id name } moves { action to via note }
  }
`);
export const OfferingChangeFull = graphql(`
  fragment OfferingChangeFull on OfferingChange {
    id version offeringId offeringName reason proposedBy decidedAt createdAt state
    changes { field before after }
    provider { id name }
    offering { id name }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type OfferingChangeRow = ResultOf<typeof OfferingChangeRow>;
export type OfferingChangeFull = ResultOf<typeof OfferingChangeFull>;

export const ProposeAsk = graphql(`
  mutation ProposeOfferingChange($input: OfferingChangeInput!) { createOfferingChange(input: $input) { id } }
`);

export const KeyFieldRow = graphql(`fragment KeyFieldRow on KeyField { id field key }`);
export const KeyFieldFull = graphql(`
  fragment KeyFieldFull on KeyField {
    id version field key
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type KeyFieldRow = ResultOf<typeof KeyFieldRow>;
export type KeyFieldFull = ResultOf<typeof KeyFieldFull>;
