import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const NoticeRow = graphql(`
  fragment NoticeRow on Notice { id number title state firstDay lastDay workingDays endsAt call { id title } moves { action to via note } }
`);
export const NoticeFull = graphql(`
  fragment NoticeFull on Notice {
    id version number title basis howToObject state firstDay lastDay workingDays visibleFrom endsAt createdAt callId
    call { id title }
    file { id name sha256 }
    entries { id place product provider kind scenario standing submission { id number name } }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type NoticeRow = ResultOf<typeof NoticeRow>;
export type NoticeFull = ResultOf<typeof NoticeFull>;
