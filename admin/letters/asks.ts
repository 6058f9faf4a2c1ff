import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const LetterRow = graphql(`
  fragment LetterRow on Letter { id kind toName subject state sentAt readAt createdAt call { id title } moves { action to via note } }
`);
export const LetterFull = graphql(`
  fragment LetterFull on Letter {
    id version kind toName subject text state tries retryAt sentAt readAt readBy createdAt
    call { id title }
    provider { id name }
    submission { id number name }
    attempts { id ordinal channel at error }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type LetterRow = ResultOf<typeof LetterRow>;
export type LetterFull = ResultOf<typeof LetterFull>;

export const OpenLetterAsk = graphql(`mutation OpenLetter($id: ID!) { openLetter(id: $id) { id readAt } }`);

export const TemplateRow = graphql(`fragment TemplateRow on LetterTemplate { id kind subject active automatic }`);
export const TemplateFull = graphql(`
  fragment TemplateFull on LetterTemplate {
    id version kind subject text variables active automatic
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type TemplateRow = ResultOf<typeof TemplateRow>;
export type TemplateFull = ResultOf<typeof TemplateFull>;
