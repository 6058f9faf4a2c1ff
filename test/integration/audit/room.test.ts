import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { system } from '../../../server/kernel/advance.ts';
import { installAnchors } from '../../../server/kernel/audit/anchors.ts';
import { auditTick } from '../../../server/kernel/audit/tick.ts';
import { Context } from '../../../server/kernel/context.ts';
import { anEnterprise, here, someone, sql, travel, useServer } from '../../kit.ts';
import { asIntruder, writeFacts } from './scene.ts';

useServer();

const folder = mkdtempSync(join(tmpdir(), 'shizhuan-anchors-'));
beforeAll(() => installAnchors(folder));
afterAll(() => {
  installAnchors(undefined);
  rmSync(folder, { recursive: true, force: true });
});

const Chain = `{ auditChain { seq hash algorithm sealedAt anchors { day why seq hash } checks { startedBy endedAt upTo checked faulty faults { kind seq toSeq factId day } } } }`;
interface Answer {
  auditChain: {
    seq: number;
    hash: string;
    anchors: { day: string; why: string; seq: number; hash: string }[];
    checks: {
      startedBy: string;
      endedAt: string | null;
      upTo: number;
      checked: number;
      faulty: number;
      faults: { kind: string; seq: number | null }[];
    }[];
  };
}
const tick = () => auditTick(new Context(system, here().owner.manager, { id: 'background' }));

test('an auditor has the chain verified in the background, sees how far it is and what came of it', async () => {
  await writeFacts(6_000);
  const auditor = await someone('AUDITOR');
  await auditor.ask('mutation { checkAuditChain { seq } }');
  await auditor.ask('mutation { checkAuditChain { seq } }');
  const begun = (await auditor.ask<Answer, object>(Chain)).auditChain.checks;
  expect(begun).toMatchObject([{ startedBy: expect.stringContaining('AUDITOR'), endedAt: null, checked: 0 }]);
  await tick();
  await tick();
  const { auditChain } = await auditor.ask<Answer, object>(Chain);
  expect(auditChain.checks).toMatchObject([{ endedAt: expect.any(String), checked: begun[0]!.upTo, faulty: 0, faults: [] }]);
  expect(await sql(`select name, details->>'faulty' as faulty from fact where subject = 'AuditCheck' order by id`)).toMatchObject([
    { name: 'AuditCheck.CREATE' },
    { name: 'AuditCheck.FINISH', faulty: '0' },
  ]);
});

test('what was changed behind its back is shown with its place', async () => {
  await writeFacts(3);
  const [{ seq }] = (await sql('select seq from audit_head')) as [{ seq: number }];
  await asIntruder(it => it.query(`update fact set note = '从未同意' where id = (select fact_id from seal where seq = $1)`, [seq]));
  const auditor = await someone('AUDITOR');
  await auditor.ask('mutation { checkAuditChain { seq } }');
  await tick();
  await tick();
  const [check] = (await auditor.ask<Answer, object>(Chain)).auditChain.checks;
  expect(check).toMatchObject({ endedAt: expect.any(String), faulty: 1, faults: [{ kind: 'CHANGED', seq }] });
});

test('the anchor of the day is written once, outside the database, and shown', async () => {
  const { anchors, seq, hash } = await chainNow();
  expect(anchors.length).toBeGreaterThan(0);
  const lines = () => readFileSync(join(folder, 'anchors.jsonl'), 'utf8').trim().split('\n').filter(Boolean);
  expect(new Set(lines().map(line => JSON.parse(line).day)).size).toBe(lines().length);
  await travel('1 day');
  const { anchorDaily, forgetLook } = await import('../../../server/kernel/audit/anchors.ts');
  forgetLook();
  await anchorDaily(new Context(system, here().owner.manager, { id: 'background' }));
  forgetLook();
  await anchorDaily(new Context(system, here().owner.manager, { id: 'background' }));
  await travel(null);
  expect((await chainNow()).anchors[0]).toMatchObject({ why: 'DAILY', seq, hash });
  expect(lines()).toHaveLength(anchors.length + 1);
});
const chainNow = async () => (await (await someone('AUDITOR')).ask<Answer, object>(Chain)).auditChain;

test('auditors find facts by actor, record, key, request, address, reason and refusals; nobody else may look', async () => {
  const officer = await someone('OFFICER');
  const id = await anEnterprise();
  await officer.ask(`mutation { updateEnterprise(id: "${id}", version: 1, input: { name: "新名称" }) { id } }`);
  expect(await officer.refusal('{ auditChain { seq } }')).toBe('FORBIDDEN');
  const auditor = await someone('AUDITOR');
  type Found = {
    facts: {
      totalCount: number;
      nodes: { id: string; name: string; ip: string; requestId: string; operation: string | null; seal: { seq: number; hash: string } }[];
    };
  };
  const find = (filter: object, search?: string) =>
    auditor.ask<Found, object>(
      `query ($filter: FactFilter, $search: String) { facts(filter: $filter, search: $search) { totalCount nodes { id name ip requestId operation seal { seq hash } } } }`,
      { filter, search },
    );
  const mine = await find({ actorId: [officer.id] });
  expect(mine.facts.nodes.map(({ name }) => name)).toEqual(['Refusal.FORBIDDEN', 'Enterprise.UPDATE']);
  const [refusal, update] = mine.facts.nodes;
  expect(update!.seal.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(refusal!.operation).toBe('auditChain');
  for (const filter of [
    { subjectId: [id] },
    { requestId: [update!.requestId] },
    { actorId: [officer.id], refused: false },
    { actorId: [officer.id], name: ['Enterprise.UPDATE'] },
  ])
    expect((await find(filter)).facts.nodes.map(each => each.id)).toEqual([update!.id]);
  for (const filter of [
    { actorId: [officer.id], refused: true },
    { actorId: [officer.id], reason: ['FORBIDDEN'] },
  ])
    expect((await find(filter)).facts.nodes.map(each => each.id)).toEqual([refusal!.id]);
  expect((await find({ ip: [update!.ip], actorId: [officer.id] })).facts.totalCount).toBe(2);
  for (const filter of [{ keyId: ['none'] }, { onBehalfOf: ['nobody'] }, { subjectId: [] }, { actorRole: ['EXPERT'] }])
    expect((await find(filter)).facts.totalCount).toBe(0);
  expect(
    await auditor.refusal('query ($filter: FactFilter) { facts(filter: $filter) { totalCount } }', { filter: { subjectId: ["' or 1=1"] } }),
  ).toBe('BAD_USER_INPUT');
  const seen = await officer.ask<{ enterprise: { history: Record<string, unknown>[] } }, object>(
    `{ enterprise(id: "${id}") { history { name ip keyId requestId onBehalfOf operation reason seal { seq } } } }`,
  );
  expect(seen.enterprise.history).toEqual([
    { name: 'Enterprise.UPDATE', ip: null, keyId: null, requestId: null, onBehalfOf: null, operation: null, reason: null, seal: null },
  ]);
});
