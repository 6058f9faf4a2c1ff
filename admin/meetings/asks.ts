import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const MeetingRow = graphql(`
  fragment MeetingRow on Meeting { id number title heldAt place quorum state callId call { id title } moves { action to via note } }
`);
export const MeetingFull = graphql(`
  fragment MeetingFull on Meeting {
    id version number title heldAt place chair quorum state minutes minutesHash signedBy signedAt createdAt callId
    call { id title state }
    members { id name attendance expert { id name } }
    recusals { id memberId submissionId basis reason computed member { id name } submission { id number name } }
    motions {
      id state outcome standing rank differs reason inFavour against abstained submissionId submission { id number name }
      votes { memberId vote } moves { action to via note }
    }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type MeetingRow = ResultOf<typeof MeetingRow>;
export type MeetingFull = ResultOf<typeof MeetingFull>;
export type Motion = MeetingFull['motions'][number];

export const InviteAsk = graphql(
  `mutation Invite($meetingId: ID!, $members: [MeetingMemberInput!]!) { inviteMembers(meetingId: $meetingId, members: $members) { id } }`,
);
export const AttendAsk = graphql(
  `mutation Attend($meetingId: ID!, $present: [ID!]!) { recordAttendance(meetingId: $meetingId, present: $present) { id } }`,
);
export const RecuseAsk = graphql(`mutation Recuse($input: RecusalInput!) { createRecusal(input: $input) { id } }`);
export const PutAsk = graphql(`mutation Put($input: MotionInput!) { createMotion(input: $input) { id } }`);
export const CastAsk = graphql(`mutation Cast($id: ID!, $votes: [VoteInput!]!) { castVotes(id: $id, votes: $votes) { id state } }`);
export const ResolvedAsk = graphql(`mutation Resolved($meetingId: ID!) { proposeResolved(meetingId: $meetingId) { id } }`);
export const ExpertsAsk = graphql(`query MeetingExperts { experts(filter: { state: [ACTIVE] }, first: 100) { nodes { id name number } } }`);
export const ItemsAsk = graphql(`
  query MeetingItems($callId: ID!) { submissions(filter: { callId: [$callId], state: [ADMITTED] }, first: 100, sort: [{ field: NUMBER }]) { nodes { id number name } } }
`);
