import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ObjectionRow = graphql(`
  fragment ObjectionRow on Objection { id receiptNumber state acceptDueDay dueDay runsOut workingDaysLeft handler createdAt answeredAt notice { id title } entry { id product provider } moves { action to via note } }
`);
export const ObjectionFull = graphql(`
  fragment ObjectionFull on Objection {
    id version receiptNumber state name organisation contact grounds acceptDueDay dueDay runsOut workingDaysLeft handler proposedBy confirmedBy
    answer answeredAt createdAt
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

export const HandlersAsk = graphql(`query ObjectionHandlers { objectionHandlers { id name } }`);
export const HandOverAsk = graphql(`
  mutation HandOverObjection($id: ID!, $version: Int!, $toId: ID!, $note: String!) {
    handOverObjection(id: $id, version: $version, toId: $toId, note: $note) { id }
  }
`);
