import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const TargetRow = graphql(`fragment TargetRow on Target { id year scope scopeCode kind value createdAt }`);
export const TargetFull = graphql(`
  fragment TargetFull on Target {
    id version year scope scopeCode kind value createdAt
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type TargetRow = ResultOf<typeof TargetRow>;
export type TargetFull = ResultOf<typeof TargetFull>;
