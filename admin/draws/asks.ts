import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ExpertDrawRow = graphql(`
  fragment ExpertDrawRow on ExpertDraw { id state seed perItem panel dueOn assigned digest createdAt call { id title } moves { action to via note } }
`);
export const ExpertDrawFull = graphql(`
  fragment ExpertDrawFull on ExpertDraw {
    id version state seed perItem panel dueOn assigned digest protocolText createdAt callId call { id title }
    loads { place reviews most expert { id name } }
    reviews { fit submission { id number name } expert { id name } }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ExpertDrawRow = ResultOf<typeof ExpertDrawRow>;
export type ExpertDrawFull = ResultOf<typeof ExpertDrawFull>;
