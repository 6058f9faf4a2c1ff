import { graphql, type ResultOf } from '../../../schema/graphql.ts';

export const FilingAsk = graphql(`
  query Filing($id: ID!) {
    submission(id: $id) {
      id state number callId solutionId providerId flaggedFields correctionDueAt reason author
      call {
        id title closesAt deadline
        form {
          fields { key label labelEn help helpEn kind unit min max options { code label labelEn } kinds required requiredKinds }
          files { key label labelEn help helpEn kinds required formats maxMb maxCount }
          eligibility { key label labelEn check }
        }
      }
      provider { id name }
      corrections { reason createdAt }
      draft { id version content prefilled savedAt savedBy }
      snapshot { answers { key values } papers { key fileId validUntil } }
      solution {
        name release kind mainScenario scenarios divisions painPoint functions deployments interfaces prerequisites
        measures { name unit expected how }
        cases { enterpriseName uscc since result }
        caseContacts { enterpriseName person phone consents }
        listPrice priceAfter freeDays seats startWithinDays included
        excluded { name price }
        exitTerms fileIds
      }
    }
  }
`);
export const DraftAsk = graphql(`query Draft($id: ID!) { submission(id: $id) { id draft { version content savedAt savedBy } } }`);
export const SaveDraftAsk = graphql(`
  mutation SaveDraft($id: ID!, $version: Int!, $content: String!) { saveDraft(submissionId: $id, version: $version, content: $content) { id version savedAt savedBy } }
`);
export const FaultsAsk = graphql(`query Faults($id: ID!) { submissionFaults(id: $id) { field reason limit blocks subject subjectId } }`);
export const FileAsk = graphql(
  `mutation File($id: ID!, $action: SubmissionAction!) { advanceSubmission(id: $id, action: $action) { id state } }`,
);
export const BeginAsk = graphql(`mutation Begin($input: BeginSubmissionInput!) { beginSubmission(input: $input) { id } }`);

export type Filing = NonNullable<ResultOf<typeof FilingAsk>['submission']>;
export type CallForm = NonNullable<Filing['call']>['form'];
export type FormField = CallForm['fields'][number];
export type WantedFile = CallForm['files'][number];
export type Fault = ResultOf<typeof FaultsAsk>['submissionFaults'][number];
