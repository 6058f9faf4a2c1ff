import { graphql, type VariablesOf } from '../../../schema/graphql.ts';
import { next, type Someone, someone, sql, travelTo } from '../../kit.ts';
import { drawn, type Item, marks, submitAll } from '../reviews/scene.ts';

export const Propose = graphql(`
  mutation ($callId: ID!, $submissionIds: [ID!]!, $outcome: DecisionOutcome!, $minutesNumber: String!, $reason: String) {
    proposeDecisions(callId: $callId, submissionIds: $submissionIds, outcome: $outcome, minutesNumber: $minutesNumber, reason: $reason) {
      id state outcome minutesNumber reason submission { id state }
    }
  }
`);
export const ProposePassing = graphql(`
  mutation ($callId: ID!, $minutesNumber: String!) { proposePassing(callId: $callId, minutesNumber: $minutesNumber) { id state outcome submissionId } }
`);
export const Clear = graphql(
  `mutation ($callId: ID!, $submissionIds: [ID!]) { clearDecisions(callId: $callId, submissionIds: $submissionIds) }`,
);
export const Sign = graphql(`
  mutation ($callId: ID!) { releaseDecisions(callId: $callId) { id state decisions selected firstSigner secondSigner moves { action via } } }
`);
export const AdvanceRelease = graphql(`
  mutation ($id: ID!, $action: ReleaseAction!, $note: String) { advanceRelease(id: $id, action: $action, note: $note) { id state } }
`);
export const Decisions = graphql(`
  query ($filter: DecisionFilter) { decisions(filter: $filter) { totalCount nodes { id state outcome reason submissionId releasedAt history { name } } } }
`);
export const SubmissionState = graphql(`query ($id: ID!) { submission(id: $id) { state reason history { name actorRole } } }`);
export const CallState = graphql(`query ($id: ID!) { call(id: $id) { state } }`);
export const CreateNotice = graphql(
  `mutation ($input: NoticeInput!) { createNotice(input: $input) { id state version firstDay lastDay endsAt } }`,
);
export const UpdateNotice = graphql(`
  mutation ($id: ID!, $version: Int!, $input: NoticePatch!) { updateNotice(id: $id, version: $version, input: $input) { id version firstDay lastDay } }
`);
export const AdvanceNotice = graphql(`
  mutation ($id: ID!, $action: NoticeAction!) { advanceNotice(id: $id, action: $action) { id state version firstDay lastDay endsAt entries { id place product } } }
`);
export const OneNotice = graphql(`
  query ($id: ID!) {
    notice(id: $id) {
      id number title basis howToObject state firstDay lastDay workingDays
      call { code }
      entries { id place provider product scenario kind standing }
      moves { action }
      history { name }
    }
  }
`);
export const Entries = graphql(
  `query ($filter: NoticeEntryFilter) { noticeEntries(filter: $filter) { totalCount nodes { id product standing } } }`,
);
export const FileObjection = graphql(
  `mutation ($input: ObjectionInput!) { fileObjection(input: $input) { receiptNumber secret filedAt acceptDueDay dueDay } }`,
);
export const Objections = graphql(`
  query ($filter: ObjectionFilter) { objections(filter: $filter) { totalCount nodes { id state answer dueDay entry { product } history { name note } } } }
`);
export const ObjectionOfOfficer = graphql(`
  query ($filter: ObjectionFilter) {
    objections(filter: $filter) { nodes { id receiptNumber state name contact grounds dueDay moves { action note } history { name changes { field after } } } }
  }
`);
export const ProgressOf = graphql(`
  query ($receiptNumber: String!, $secret: String!) {
    objectionProgress(receiptNumber: $receiptNumber, secret: $secret) { state filedAt acceptDueDay dueDay answer answeredAt notice place product }
  }
`);
export const AdvanceObjection = graphql(`
  mutation ($id: ID!, $action: ObjectionAction!, $note: String) { advanceObjection(id: $id, action: $action, note: $note) { id state answer } }
`);

export interface Reviewed {
  officer: Someone;
  callId: string;
  items: Item[];
  people: Someone[];
}

/** A call whose marks are in: of its submissions the last fails, the others pass. */
export async function reviewed(count = 3): Promise<Reviewed> {
  const scene = await drawn(count, 1, 1);
  const last = scene.items.at(-1)!.id;
  await submitAll(scene.callId, scene.people, (id, at) => (id === last && count > 1 ? marks('30', '20') : marks(String(50 - at), '30')));
  return scene;
}

/** As `reviewed`, with decisions released by two officers: what passes is selected, the rest is not. */
export async function released(count = 3): Promise<Reviewed & { second: Someone }> {
  const scene = await reviewed(count);
  const { officer, callId, items } = scene;
  const second = await someone('OFFICER');
  await officer.ask(ProposePassing, { callId, minutesNumber: '局长办公会〔2026〕12号' });
  if (count > 1)
    await officer.ask(Propose, {
      ...{ callId, submissionIds: [items.at(-1)!.id], outcome: 'NOT_SELECTED', minutesNumber: '局长办公会〔2026〕12号' },
      reason: '总分未达到 70 分',
    });
  await officer.ask(Sign, { callId });
  await second.ask(Sign, { callId });
  return { ...scene, second };
}

type NoticeInput = VariablesOf<typeof CreateNotice>['input'];
export const noticeInput = (callId: string, more: Partial<NoticeInput> = {}): NoticeInput => ({
  callId,
  number: `青工信公示〔2026〕${next()}号`,
  title: '先试后转产品和解决方案拟入选名单公示',
  basis: '根据征集通知,经形式审查、专家评审和局长办公会审定',
  howToObject: '书面实名,青岛市工业和信息化局,0532-85910000',
  firstDay: '2026-04-02',
  ...more,
});

/** A call whose notice stands, on the afternoon of its first day. It ends with the 9th of April: three days of Qingming are free. */
export async function noticed(count = 4) {
  const scene = await released(count);
  const { createNotice } = await scene.officer.ask(CreateNotice, { input: noticeInput(scene.callId) });
  const { advanceNotice: notice } = await scene.officer.ask(AdvanceNotice, { id: createNotice.id, action: 'PUBLISH' });
  await travelTo('2026-04-02T14:00:00+08:00');
  const entryOf = async (submissionId: string): Promise<string> => {
    const [row] = await sql<{ id: string }>('select id from notice_entry where submission_id = $1', [submissionId]);
    return row!.id;
  };
  return { ...scene, notice, entryOf };
}

export const objection = (entryId: string, more: object = {}) => ({
  entryId,
  name: '赵实名',
  contact: '13700001111',
  grounds: '该产品的案例企业并未使用该产品',
  ...more,
});
