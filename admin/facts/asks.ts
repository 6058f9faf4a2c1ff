import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const FactRow = graphql(`fragment FactRow on Fact { id name subject subjectId at actorName actorRole note }`);
export const FactFull = graphql(`
  fragment FactFull on Fact { id name subject subjectId at actorId actorName actorRole note changes { field before after } }
`);
export type FactRow = ResultOf<typeof FactRow>;
export type FactFull = ResultOf<typeof FactFull>;
