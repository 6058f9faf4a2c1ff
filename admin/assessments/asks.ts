import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const AssessmentRow = graphql(`
  fragment AssessmentRow on Assessment {
    id kind state asOf level points district phase enterpriseName
    enterprise { id name } moves { action to via note }
  }
`);
export const AssessmentFull = graphql(`
  fragment AssessmentFull on Assessment {
    id version kind state asOf level points basisPoints managementPoints effectPoints nextLevel missingPoints missingScenarios missingConstraints
    district phase assessor fileIds enterpriseId enterpriseName schemeId schemeCode trialId verifiedAt createdAt
    answers { item options first second } scenarioLevels { scenario level note }
    enterprise { id name } trial { id offeringName }
    scheme { id name code schemeVersion items { code name nameEn dimension kind firstFigure secondFigure options { code name nameEn points bound } } scenarios { scenario constraint } }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type AssessmentRow = ResultOf<typeof AssessmentRow>;
export type AssessmentFull = ResultOf<typeof AssessmentFull>;
export type Item = NonNullable<AssessmentFull['scheme']>['items'][number];

/** What answers come to, with the version of the scheme that asks on that day. */
export const AssessAsk = graphql(`
  query Assess($asOf: Date!, $answers: [AssessmentAnswerInput!]!, $scenarioLevels: [ScenarioLevelInput!]!) {
    assess(asOf: $asOf, answers: $answers, scenarioLevels: $scenarioLevels) {
      basisPoints managementPoints effectPoints points level nextLevel missingPoints missingScenarios missingConstraints
      items { item points } faults { at reason }
      scheme { id name schemeVersion items { code name nameEn dimension kind firstFigure secondFigure options { code name nameEn points bound } } scenarios { scenario constraint } }
    }
    scenarios(first: 50, sort: [{ field: POSITION }]) { nodes { code nameZh nameEn levels } }
  }
`);
export type Assessed = ResultOf<typeof AssessAsk>['assess'];
export type ScenarioRow = ResultOf<typeof AssessAsk>['scenarios']['nodes'][number];

/** The other judgements of the same enterprise, to hold one against another. */
export const OthersAsk = graphql(`
  query OtherAssessments($enterpriseId: [ID!]!) {
    assessments(filter: { enterpriseId: $enterpriseId }, sort: [{ field: AS_OF, direction: DESC }], first: 20) {
      nodes { id kind state asOf level points basisPoints managementPoints effectPoints phase trialId scenarioLevels { scenario level } }
    }
  }
`);
export type Other = ResultOf<typeof OthersAsk>['assessments']['nodes'][number];
