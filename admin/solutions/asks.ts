import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const SolutionRow = graphql(`
  fragment SolutionRow on Solution { id name release kind mainScenario freeDays seats priceAfter retired createdAt provider { id name } }
`);
export const SolutionFull = graphql(`
  fragment SolutionFull on Solution {
    id version name release kind mainScenario scenarios divisions painPoint functions deployments interfaces prerequisites
    measures { name unit expected how }
    cases { enterpriseName uscc since result }
    caseContacts { enterpriseName person phone consents }
    listPrice priceAfter freeDays seats startWithinDays included
    excluded { name price }
    exitTerms fileIds
    files { id name }
    retired unsealsAt createdAt providerId
    provider { id name }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type SolutionRow = ResultOf<typeof SolutionRow>;
export type SolutionFull = ResultOf<typeof SolutionFull>;
