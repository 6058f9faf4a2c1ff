import { graphql } from '../../../schema/graphql.ts';

export const Create = graphql(`mutation ($input: MeetingInput!) { createMeeting(input: $input) { id state version } }`);
export const Invite = graphql(`
  mutation ($meetingId: ID!, $members: [MeetingMemberInput!]!) {
    inviteMembers(meetingId: $meetingId, members: $members) { members { id name expertId attendance } recusals { memberId submissionId basis computed } }
  }
`);
export const Attend = graphql(
  `mutation ($meetingId: ID!, $present: [ID!]!) { recordAttendance(meetingId: $meetingId, present: $present) { members { name attendance } } }`,
);
export const Move = graphql(`
  mutation ($id: ID!, $action: MeetingAction!, $note: String) { advanceMeeting(id: $id, action: $action, note: $note) { id state version minutes minutesHash signedBy } }
`);
export const Update = graphql(
  `mutation ($id: ID!, $version: Int!, $input: MeetingPatch!) { updateMeeting(id: $id, version: $version, input: $input) { version minutes } }`,
);
export const Recuse = graphql(`mutation ($input: RecusalInput!) { createRecusal(input: $input) { id basis } }`);
export const Put = graphql(`mutation ($input: MotionInput!) { createMotion(input: $input) { id state differs standing rank } }`);
export const Cast = graphql(`
  mutation ($id: ID!, $votes: [VoteInput!]!) { castVotes(id: $id, votes: $votes) { state inFavour against abstained votes { memberId vote } } }
`);
export const Resolved = graphql(
  `mutation ($meetingId: ID!) { proposeResolved(meetingId: $meetingId) { state outcome minutesNumber reason submissionId } }`,
);
export const Meetings = graphql(`query { meetings { totalCount nodes { id title minutes } } }`);
