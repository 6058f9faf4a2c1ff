import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ObjectionRow = graphql(`
  fragment ObjectionRow on Objection { id receiptNumber state dueDay createdAt answeredAt notice { id title } entry { id product provider } moves { action to via note } }
`);
export const ObjectionFull = graphql(`
  fragment ObjectionFull on Objection {
    id version receiptNumber state name contact grounds dueDay answer answeredAt createdAt
    file { id name }
    notice { id title }
    entry { id place product provider }
    submission { id number name }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ObjectionRow = ResultOf<typeof ObjectionRow>;
export type ObjectionFull = ResultOf<typeof ObjectionFull>;
