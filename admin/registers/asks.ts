import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const RegisterRow = graphql(`
  fragment RegisterRow on Register { id month version inForceFrom entries added gone changed createdAt replacedAt undoneAt }
`);
export const RegisterFull = graphql(`
  fragment RegisterFull on Register {
    id month version inForceFrom entries added gone changed fileSha256 replacesId createdAt replacedAt undoneAt
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type RegisterRow = ResultOf<typeof RegisterRow>;
export type RegisterFull = ResultOf<typeof RegisterFull>;

export const RegisterEntryRow = graphql(`
  fragment RegisterEntryRow on RegisterEntry {
    id name uscc district division size employees enteredMonth enterpriseId
    register { id month version } standing { counted reason }
  }
`);
export const RegisterEntryFull = graphql(`
  fragment RegisterEntryFull on RegisterEntry {
    id name uscc district division size employees revenue enteredMonth enterpriseId
    register { id month version } enterprise { id name } standing { counted reason }
  }
`);
export type RegisterEntryRow = ResultOf<typeof RegisterEntryRow>;
export type RegisterEntryFull = ResultOf<typeof RegisterEntryFull>;
