import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ConversionRow = graphql(`
  fragment ConversionRow on Conversion {
    id contractNumber offeringName enterpriseName providerName district amount signedOn state createdAt moves { action to via note }
  }
`);
export const ConversionFull = graphql(`
  fragment ConversionFull on Conversion {
    id version contractNumber offeringName enterpriseName providerName district amount signedOn paidOn goLiveOn
    recordedByRole verifiedAt state createdAt fileIds
    files { id name }
    enterprise { id name }
    trial { id offeringName enterpriseName }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ConversionRow = ResultOf<typeof ConversionRow>;
export type ConversionFull = ResultOf<typeof ConversionFull>;
