import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ExtensionRow = graphql(`
  fragment ExtensionRow on Extension { id until reason grantedBy createdAt call { id title } provider { id name } }
`);
export const ExtensionFull = graphql(`
  fragment ExtensionFull on Extension {
    id until reason grantedBy createdAt call { id title } provider { id name }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ExtensionRow = ResultOf<typeof ExtensionRow>;
export type ExtensionFull = ResultOf<typeof ExtensionFull>;
