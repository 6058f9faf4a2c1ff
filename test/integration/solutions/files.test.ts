import { type Someone, someone, sql, travelTo, url, useServer } from '../../kit.ts';
import { before, closesAt, openCall, UpdateCall } from '../calls/scene.ts';
import { Advance, aDraft, aSolution, CreateSolution, OneSubmission, Return, solutionInput, UpdateSolution } from './scene.ts';

useServer();
afterEach(() => travelTo(before));

/** A file of a person, sent as a browser sends it. */
async function aFile(who: Someone, content = 'licence'): Promise<string> {
  const response = await fetch(`${url()}/files?name=licence.txt`, { method: 'PUT', body: content, headers: who.headers });
  return ((await response.json()) as { id: string }).id;
}
const reads = async (who: Someone, id: string) => (await fetch(`${url()}/files/${id}`, { headers: who.headers })).status;
const Filed = `query ($id: ID!) { submission(id: $id) { contentHash snapshot { files { id name sha256 } } solution { files { id } } } }`;
type Filed = {
  submission: { contentHash: string; snapshot: { files: { id: string; name: string }[] }; solution: { files: { id: string }[] } };
};

test('the files of a submission are sealed with it, also when the deadline moves, and one file serves many calls', async () => {
  const { officer, id: callId, version } = await openCall();
  const provider = await someone('PROVIDER');
  const file = await aFile(provider);
  const { id } = await aDraft(callId, provider, { fileIds: [file] });
  await provider.ask(Advance, { id, action: 'SUBMIT' });
  expect(await reads(officer, file)).toBe(404);
  expect(await reads(provider, file)).toBe(200);
  await officer.ask(UpdateCall, { id: callId, version, input: { closesAt: '2026-04-10T17:00:00+08:00' } });
  await travelTo(closesAt);
  expect(await reads(officer, file)).toBe(404);
  await travelTo('2026-04-10T17:00:00+08:00');
  expect(await reads(officer, file)).toBe(200);
  const { submission } = await officer.ask<Filed, object>(Filed, { id });
  expect(submission.snapshot.files).toMatchObject([{ id: file, name: 'licence.txt' }]);
  expect(submission.solution.files).toEqual([{ id: file }]);
  expect((await aSolution(provider, { fileIds: [file] })).id).toBeDefined();
});

test('a solution names only files of its own provider', async () => {
  const [provider, rival] = [await someone('PROVIDER'), await someone('PROVIDER')];
  const file = await aFile(rival);
  const { id, version } = await aSolution(provider);
  for (const fileIds of [[file], ['00000000-0000-7000-8000-000000000000'], ['x']]) {
    expect(await provider.refusal(CreateSolution, { input: solutionInput({ fileIds }) })).toBe('BAD_USER_INPUT');
    expect(await provider.refusal(UpdateSolution, { id, version, input: { fileIds } })).toBe('BAD_USER_INPUT');
  }
  expect((await sql('select file_ids from solution where id = $1', [id]))[0]).toEqual({ file_ids: [] });
});

test('files change by a correction only when they were flagged', async () => {
  const { officer, id: callId } = await openCall();
  const provider = await someone('PROVIDER');
  const [first, second] = [await aFile(provider, 'first'), await aFile(provider, 'second')];
  const { id, solutionId } = await aDraft(callId, provider, { fileIds: [first] });
  await provider.ask(Advance, { id, action: 'SUBMIT' });
  await travelTo(closesAt);
  await officer.ask(Return, { input: { submissionId: id, fields: ['solution.painPoint'], reason: '痛点' } });
  await provider.ask(UpdateSolution, { id: solutionId, version: 1, input: { fileIds: [second], painPoint: '已改' } });
  await provider.ask(Advance, { id, action: 'RESUBMIT' });
  expect((await officer.ask<Filed, object>(Filed, { id })).submission.snapshot.files).toMatchObject([{ id: first }]);
  await officer.ask(Return, { input: { submissionId: id, fields: ['solution.fileIds'], reason: '换文件' } });
  await provider.ask(Advance, { id, action: 'RESUBMIT' });
  expect((await officer.ask<Filed, object>(Filed, { id })).submission.snapshot.files).toMatchObject([{ id: second }]);
  expect((await officer.ask(OneSubmission, { id })).submission?.filings).toBe(3);
});
