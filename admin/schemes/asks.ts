import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const SchemeRow = graphql(`
  fragment SchemeRow on AssessmentScheme { id name code schemeVersion state appliesFrom moves { action to via note } }
`);
export const SchemeFull = graphql(`
  fragment SchemeFull on AssessmentScheme {
    id version name code schemeVersion state appliesFrom basis approvedAt createdAt
    items { code name nameEn dimension kind firstFigure secondFigure options { code name nameEn points bound } }
    scenarios { scenario constraint } levels { level points scenarios constraints confirmed }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type SchemeRow = ResultOf<typeof SchemeRow>;
export type SchemeFull = ResultOf<typeof SchemeFull>;
