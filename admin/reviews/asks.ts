import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ReviewRow = graphql(`
  fragment ReviewRow on Review { id number state total submittedAt dueOn reminder replacesId callId call { id title } expert { id name } paper { id title } submission { id number name } moves { action to via note } }
`);
export const ReviewFull = graphql(`
  fragment ReviewFull on Review {
    id version number state total comment vetoes submittedAt dueOn reminder revealedAt replacesId createdAt original { name providerName } callId paperId expertId
    marks { criterion mark note }
    call { id title peerMarks rubric { criteria { code name nameEn max weight minPercent anchors { mark upTo text textEn } } vetoes { code name nameEn } noteAtExtremes pass } }
    expert { id name }
    paper { id number title scenario parts { code text } files { id name } }
    submission { id number name }
    substitute { id expert { id name } }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type ReviewRow = ResultOf<typeof ReviewRow>;
export type ReviewFull = ResultOf<typeof ReviewFull>;
