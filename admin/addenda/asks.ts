import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const AddendumRow = graphql(
  `fragment AddendumRow on Addendum { id number title sent read publishedBy createdAt call { id title } }`,
);
export const AddendumFull = graphql(`
  fragment AddendumFull on Addendum {
    id number title text sent read publishedBy createdAt callId call { id title } files { id name }
    receipts { id read readAt readBy createdAt provider { id name } }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export const ReceiptRow = graphql(`
  fragment ReceiptRow on AddendumReceipt { id read readAt readBy createdAt addendum { id title } call { id title } provider { id name } }
`);
export const ReadAsk = graphql(`mutation ReadAddendum($id: ID!) { readAddendum(id: $id) { id } }`);
export type AddendumRow = ResultOf<typeof AddendumRow>;
export type AddendumFull = ResultOf<typeof AddendumFull>;
export type ReceiptRow = ResultOf<typeof ReceiptRow>;
