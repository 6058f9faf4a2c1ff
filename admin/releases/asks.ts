import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ReleaseRow = graphql(`
  fragment ReleaseRow on Release { id state decisions selected firstSigner firstSignedAt secondSigner secondSignedAt call { id title } moves { action to via note } }
`);
export const ReleaseFull = graphql(`
  fragment ReleaseFull on Release {
    id version state decisions selected firstSigner firstSignedAt secondSigner secondSignedAt callId
    call { id title }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ReleaseRow = ResultOf<typeof ReleaseRow>;
export type ReleaseFull = ResultOf<typeof ReleaseFull>;
