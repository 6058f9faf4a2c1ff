import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const CallRow = graphql(`
  fragment CallRow on Call { id code title kinds state opensAt closesAt moves { action to via note } }
`);
export const CallFull = graphql(`
  fragment CallFull on Call {
    id code number title titleEn text textEn state opensAt closesAt announcedFor kinds
    contact { office telephone mail address complaints }
    correctionDays noticeDays objectionAcceptDays objectionDays disclosure peerMarks
    form {
      fields {
        key label labelEn help helpEn kind unit min max digits options { code label labelEn }
        kinds required requiredKinds reusable keyField
      }
      files { key label labelEn help helpEn kinds required formats maxMb maxCount }
      eligibility { key label labelEn check value values }
    }
    rubric {
      criteria { code name nameEn max weight minPercent anchors { mark upTo text textEn } }
      pass rule dropFrom ties spreadAbove noteAtExtremes
      vetoes { code name nameEn }
    }
    seats { kind division min max }
    trialMinimums { kind days }
    version unsealsAt deadline historical rubricVersion rubricFrozenAt createdAt
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type CallRow = ResultOf<typeof CallRow>;
export type CallFull = ResultOf<typeof CallFull>;
export type CallForm = CallSaid['form'];
export type FormField = CallForm['fields'][number];

export const AnnounceAsk = graphql(`mutation Announce($id: ID!, $version: Int!) { announceCall(id: $id, version: $version) { id } }`);
export const CopyAsk = graphql(`mutation CopyCall($id: ID!) { copyCall(id: $id) { id } }`);
export const ReviseAsk = graphql(`
  mutation ReviseRubric($id: ID!, $version: Int!, $rubric: RubricInput!, $reason: String!) {
    reviseRubric(id: $id, version: $version, rubric: $rubric, reason: $reason) { id }
  }
`);
export const FaultsAsk = graphql(`query CallFaults($id: ID!) { callFaults(id: $id) { part code item detail blocks } }`);
export type CallFault = ResultOf<typeof FaultsAsk>['callFaults'][number];

/** What one may file in now, first, and what was called for before. */
export const PublicCallsAsk = graphql(`
  query PublicCalls($offset: Int!) {
    calls(sort: [{ field: CLOSES_AT, direction: DESC }], first: 20, offset: $offset) {
      totalCount
      nodes { id code number title titleEn kinds state opensAt closesAt }
    }
  }
`);
/** All that a call says: what its announcement is made of. */
export const PublicCallAsk = graphql(`
  query PublicCall($id: ID!) {
    call(id: $id) {
      id code number title titleEn text textEn state opensAt closesAt announcedFor kinds
      contact { office telephone mail address complaints }
      correctionDays noticeDays objectionDays disclosure peerMarks
      form {
        fields {
          key label labelEn help helpEn kind unit min max digits options { code label labelEn }
          kinds required requiredKinds reusable keyField
        }
        files { key label labelEn help helpEn kinds required formats maxMb maxCount }
        eligibility { key label labelEn check value values }
      }
      rubric {
        criteria { code name nameEn max weight minPercent anchors { mark upTo text textEn } }
        pass rule dropFrom ties spreadAbove noteAtExtremes
        vetoes { code name nameEn }
      }
      seats { kind division min max }
      trialMinimums { kind days }
    }
  }
`);
export type CallSaid = NonNullable<ResultOf<typeof PublicCallAsk>['call']>;
