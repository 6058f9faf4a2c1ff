import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ExpertTieRow = graphql(`
  fragment ExpertTieRow on ExpertTie { id kind organisation uscc since until expert { id name } }
`);
export const ExpertTieFull = graphql(`
  fragment ExpertTieFull on ExpertTie {
    id version kind organisation uscc since until note createdAt expertId expert { id name }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ExpertTieRow = ResultOf<typeof ExpertTieRow>;
export type ExpertTieFull = ResultOf<typeof ExpertTieFull>;
