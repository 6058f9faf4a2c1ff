import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const FactRow = graphql(`fragment FactRow on Fact { id name subject subjectId at actorName actorRole note ip operation reason }`);
export const FactFull = graphql(`
  fragment FactFull on Fact { id name subject subjectId at actorId actorName actorRole onBehalfOf note ip keyId requestId operation reason
    seal { seq hash algorithm at } changes { field before after } }
`);
export type FactRow = ResultOf<typeof FactRow>;
export type FactFull = ResultOf<typeof FactFull>;
