import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const CorrectionRow = graphql(`
  fragment CorrectionRow on Correction { id fields reason dueAt createdAt submission { id number name } }
`);
export const CorrectionFull = graphql(`
  fragment CorrectionFull on Correction {
    id fields reason dueAt createdAt submission { id number name }
  }
`);
export type CorrectionRow = ResultOf<typeof CorrectionRow>;
export type CorrectionFull = ResultOf<typeof CorrectionFull>;
