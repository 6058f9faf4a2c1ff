import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const SubmissionRow = graphql(`
  fragment SubmissionRow on Submission { id number name kind mainScenario district state filedAt correctionDueAt call { id title } provider { id name } moves { action to via note } }
`);
export const SubmissionFull = graphql(`
  fragment SubmissionFull on Submission {
    id version number name kind mainScenario divisions district state receipt filedAt filings contentHash unsealsAt
    flaggedFields correctionDueAt reason author typedById createdAt callId providerId solutionId
    call { id title }
    provider { id name }
    solution { id name }
    draft { id savedAt }
    filed { id ordinal receipt filedAt author typist changes { field before after } }
    corrections { id fields reason dueAt createdAt }
    snapshot {
      solution {
        name release kind mainScenario scenarios divisions painPoint functions deployments interfaces prerequisites
        measures { name unit expected how }
        cases { enterpriseName uscc since result }
        listPrice priceAfter freeDays seats startWithinDays included
        excluded { name price }
        exitTerms
      }
      provider { name uscc kind district foundedOn staff certificates profile }
      files { id name size sha256 }
      answers { key label values }
      papers { key label fileId validUntil }
    }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type SubmissionRow = ResultOf<typeof SubmissionRow>;
export type SubmissionFull = ResultOf<typeof SubmissionFull>;
