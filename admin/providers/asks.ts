import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ProviderRow = graphql(`
  fragment ProviderRow on Provider { id name uscc kind district staff createdAt }
`);
export const ProviderFull = graphql(`
  fragment ProviderFull on Provider {
    id version name uscc kind district foundedOn staff certificates profile contactName contactPhone contactEmail licenceId createdAt
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ProviderRow = ResultOf<typeof ProviderRow>;
export type ProviderFull = ResultOf<typeof ProviderFull>;
