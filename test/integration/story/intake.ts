import { graphql } from '../../../schema/graphql.ts';
import { anyone, travelTo } from '../../kit.ts';
import { closesAt, openCall } from '../calls/scene.ts';
import { Advance, aDraft, OneSubmission } from '../solutions/scene.ts';

const Save = graphql(
  `mutation ($id: ID!, $version: Int!, $content: String!) { saveDraft(submissionId: $id, version: $version, content: $content) { version } }`,
);
const Faults = graphql(`query ($id: ID!) { submissionFaults(id: $id) { field reason blocks } }`);
const Check = graphql(
  `query ($receipt: String!, $contentHash: String!) { checkReceipt(receipt: $receipt, contentHash: $contentHash) { genuine number stands } }`,
);
const Publish = graphql(`mutation ($input: AddendumInput!) { createAddendum(input: $input) { id sent } }`);

/** The next call: a provider fills in its form, reads what was added, and holds a receipt; the bureau reads it once it is unsealed. */
export async function aProviderFilesInTheNextCall(): Promise<void> {
  const { officer, id: callId, code } = await openCall();
  const { provider, id } = await aDraft(callId, undefined, { painPoint: null });
  const { createAddendum } = await officer.ask(Publish, { input: { callId, title: '补充通知', text: '演示视频放宽到五分钟。' } });
  expect(createAddendum.sent).toBe(1);
  expect((await provider.ask(Faults, { id })).submissionFaults).toEqual([
    { field: 'solution.painPoint', reason: 'MISSING', blocks: true },
    { field: '', reason: 'ADDENDUM_UNREAD', blocks: false },
  ]);
  await provider.ask(Save, { id, version: 1, content: JSON.stringify({ solution: { painPoint: '插单一来,全天计划作废' } }) });
  const { advanceSubmission: filed } = await provider.ask(Advance, { id, action: 'SUBMIT' });
  expect(filed.number).toBe(`${code}-001`);
  const receipt = { receipt: filed.receipt!, contentHash: filed.contentHash! };
  expect((await anyone().ask(Check, receipt)).checkReceipt).toEqual({ genuine: true, number: filed.number, stands: true });
  expect((await officer.ask(OneSubmission, { id })).submission).toBeNull();
  await travelTo(closesAt);
  expect((await officer.ask(OneSubmission, { id })).submission?.snapshot?.solution.painPoint).toBe('插单一来,全天计划作废');
}
