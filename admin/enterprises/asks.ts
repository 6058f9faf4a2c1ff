import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const EnterpriseRow = graphql(`
  fragment EnterpriseRow on Enterprise { id name uscc district division size employees createdAt }
`);
export const EnterpriseFull = graphql(`
  fragment EnterpriseFull on Enterprise {
    accounts { id name }
    id version name uscc district division size employees revenue contactName contactPhone licenceId createdAt
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type EnterpriseRow = ResultOf<typeof EnterpriseRow>;
export type EnterpriseFull = ResultOf<typeof EnterpriseFull>;
