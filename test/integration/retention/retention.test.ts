import { graphql } from '../../../schema/graphql.ts';
import { system } from '../../../server/kernel/advance.ts';
import { verifyAll } from '../../../server/kernel/audit/verify.ts';
import { Context } from '../../../server/kernel/context.ts';
import { newId } from '../../../server/kernel/fields.ts';
import { retentionTick } from '../../../server/retention/service.ts';
import { anExpert, here, someone, sql, travel, useServer } from '../../kit.ts';
import { Advance, aRunningTrial } from '../trials/scene.ts';

useServer();

const Rules = graphql(
  `query { retentionRules(sort: [{ field: KEY, direction: ASC }]) { nodes { id version key keep unit type fields least most due } } }`,
);
const Runs = graphql(
  `query { retentionRuns(first: 5) { nodes { erased more startedById counts { key erased } history { name actorRole } } totalCount } }`,
);
const Run = graphql(`mutation { runRetention { erased more counts { key erased } } }`);
const Keep = graphql(
  `mutation ($id: ID!, $version: Int!, $keep: Int!) { updateRetentionRule(id: $id, version: $version, input: { keep: $keep }) { keep } }`,
);
const Erase = graphql(
  `mutation ($type: Erasable!, $id: ID!, $reason: String!) { erasePersonalData(type: $type, id: $id, reason: $reason) { fields } }`,
);
const Statistics = graphql(`
  query ($from: Date!, $to: Date!) {
    trialFunnel(from: $from, to: $to) { month applied accepted started ended converted rate }
    coverage(by: DISTRICT) { n d rate groups { code n d rate } }
    trials { totalCount } providers { totalCount } enterprises { totalCount } experts { totalCount } offerings { totalCount }
  }
`);
const Trial = graphql(`
  query ($id: ID!) { trial(id: $id) { state enterpriseContactName enterpriseContactPhone providerContactPhone history { name changes { field before after } } } }
`);

const contacts = (id: string) =>
  sql(`select enterprise_contact_name, enterprise_contact_phone, provider_contact_name, provider_contact_phone from trial where id = $1`, [
    id,
  ]);
const facts = async () =>
  (await sql<{ sum: string }>(`select md5(string_agg(to_jsonb(fact)::text, '|' order by id)) as sum from fact`))[0]!.sum;
/** What the verification of the audit trail finds. */
const broken = async () => (await verifyAll(sql, { anchors: [], unreadable: [] })).faults;
const counted = async () => Object.fromEntries((await admin.ask(Rules)).retentionRules.nodes.map(({ key, due }) => [key, due]));
let admin: Awaited<ReturnType<typeof someone>>;
beforeAll(async () => {
  admin = await someone('SECURITY_ADMIN');
});
afterEach(() => travel(null));

test('what is due is told, erased in one run, and nothing else; every statistic stays as it was', async () => {
  const officer = await someone('OFFICER');
  const closed = await aRunningTrial();
  await closed.enterprise.ask(Advance, { id: closed.id, action: 'FINISH' });
  const open = await aRunningTrial({ freeDays: 3000 });
  const expert = await anExpert();
  await sql(`update expert set state = 'RESTING', phone = '13900001111', email = 'left@example.com' where id = $1`, [expert]);
  await sql(`insert into fact (id, name, subject, subject_id, at) values ($1, 'Expert.REST', 'Expert', $2, domain_now())`, [
    newId(),
    expert,
  ]);
  expect((await contacts(closed.id))[0]).toMatchObject({ enterprise_contact_name: '刘厂长', provider_contact_phone: '13812341234' });
  expect(await counted()).toMatchObject({ TRIAL_CONTACTS: 0, EXPERT_DETAILS: 0 });

  const register = newId();
  await sql(
    `insert into register (id, month, version, in_force_from, entries, added, gone, changed) values ($1, '2026-02', 1, '2026-02-28', 1, 1, 0, 0)`,
    [register],
  );
  await sql(
    `insert into register_entry (id, register_id, enterprise_id, uscc, name, district, division, size)
     select uuid_v7(), $1, id, uscc, name, district, division, size from enterprise where id = $2`,
    [register, closed.enterprise.of.enterpriseId],
  );

  await travel('23 months');
  expect(await counted()).toMatchObject({ TRIAL_CONTACTS: 0 });
  await travel('40 months');
  const asked = { from: '2026-01-01', to: '2030-12-31' };
  const before = { statistics: await officer.ask(Statistics, asked), facts: await facts() };
  expect(before.statistics.trialFunnel.find(({ ended }) => ended === 1)).toBeDefined();
  expect(await counted()).toMatchObject({ TRIAL_CONTACTS: 1, EXPERT_DETAILS: 1 });
  expect((await contacts(closed.id))[0]).toMatchObject({ enterprise_contact_name: '刘厂长' });
  expect(await facts()).toBe(before.facts);

  expect(await broken()).toEqual([]);
  const { runRetention } = await admin.ask(Run);
  expect(await broken()).toEqual([]);
  expect(runRetention.counts).toEqual(
    expect.arrayContaining([
      { key: 'TRIAL_CONTACTS', erased: 1 },
      { key: 'EXPERT_DETAILS', erased: 1 },
    ]),
  );
  expect((await contacts(closed.id))[0]).toEqual({
    enterprise_contact_name: null,
    enterprise_contact_phone: null,
    provider_contact_name: null,
    provider_contact_phone: null,
  });
  expect((await contacts(open.id))[0]).toMatchObject({ enterprise_contact_name: '刘厂长' });
  expect((await sql('select name, phone, email from expert where id = $1', [expert]))[0]).toEqual({
    name: '已删除',
    phone: null,
    email: null,
  });
  expect(await sql('select from personal_value where subject_id = any($1)', [[closed.id, expert]])).toEqual([]);
  expect(await officer.ask(Statistics, asked)).toEqual(before.statistics);
  expect(await sql(`select name from fact where name = 'RetentionRun.CREATE'`)).toHaveLength(1);
  expect(
    (
      await sql<{ sum: string }>(
        `select md5(string_agg(to_jsonb(fact)::text, '|' order by id)) as sum from fact where name <> 'RetentionRun.CREATE'`,
      )
    )[0]!.sum,
  ).toBe(before.facts);
  expect((await officer.ask(Trial, { id: closed.id })).trial).toMatchObject({ enterpriseContactName: null, enterpriseContactPhone: null });
  expect(await counted()).toMatchObject({ TRIAL_CONTACTS: 0, EXPERT_DETAILS: 0, PERSONAL_VALUES: 0 });
});

test('rows that are kept for their time only are gone after it: failures, sessions, links, repeated answers, values of histories', async () => {
  const user = newId();
  await sql(
    `insert into sign_in_attempt (login, network, count, since) values ('old', '1', 1, domain_now() - interval '7 months'), ('new', '1', 1, domain_now())`,
  );
  await sql(
    `insert into set_up_token (token_hash, user_id, expires_at) values ('old', $1, domain_now() - interval '31 days'), ('new', $1, domain_now())`,
    [user],
  );
  await sql(
    `insert into idempotency (principal, key, fingerprint, at) values ('p', 'old', 'x', domain_now() - interval '8 days'), ('p', 'new', 'x', domain_now() - interval '6 days')`,
  );
  await sql(
    `insert into personal_value (id, subject_id, value) values (uuid_v7(domain_now() - interval '37 months'), $1, 'old'), (uuid_v7(domain_now()), $1, 'new')`,
    [user],
  );
  const { runRetention } = await admin.ask(Run);
  expect(Object.fromEntries(runRetention.counts.map(({ key, erased }) => [key, erased]))).toMatchObject({
    SIGN_IN_FAILURES: 1,
    SET_UP_LINKS: 1,
    REPEATED_ANSWERS: 1,
    PERSONAL_VALUES: 1,
  });
  expect(await sql(`select login from sign_in_attempt`)).toEqual([{ login: 'new' }]);
  expect(await sql(`select key from idempotency where principal = 'p'`)).toEqual([{ key: 'new' }]);
  expect(await sql(`select value from personal_value where subject_id = $1`, [user])).toEqual([{ value: 'new' }]);
});

test('the clock does it once a day, in bounded steps that go on at once, and writes one fact a step', async () => {
  await sql('truncate retention_run');
  await sql(
    `insert into idempotency (principal, key, fingerprint, at) select 'many', n::text, 'x', domain_now() - interval '9 days' from generate_series(1, 1100) n`,
  );
  const tick = () => retentionTick(new Context(system, here().owner.manager, { id: 'background' }));
  for (let step = 0; step < 5; step += 1) await tick();
  const { retentionRuns } = await admin.ask(Runs);
  expect(retentionRuns.nodes.map(({ erased, more }) => [erased, more])).toEqual([
    [100, false],
    [500, true],
    [500, true],
  ]);
  expect(retentionRuns.nodes[0]).toMatchObject({ startedById: null, history: [{ name: 'RetentionRun.CREATE', actorRole: null }] });
  await travel('25 hours');
  await Promise.all([tick(), tick(), tick()]);
  expect((await admin.ask(Runs)).retentionRuns.totalCount).toBe(4);
});

test('how long something is kept is set by the security administrator, within bounds; others may not, auditors may look', async () => {
  const rule = (await admin.ask(Rules)).retentionRules.nodes.find(({ key }) => key === 'TRIAL_CONTACTS')!;
  expect(rule).toMatchObject({ keep: 24, unit: 'MONTHS', type: 'Trial', least: 6, most: 60 });
  expect([...rule.fields].sort()).toEqual([
    'enterpriseContactName',
    'enterpriseContactPhone',
    'providerContactName',
    'providerContactPhone',
  ]);
  const asked = { id: rule.id, version: rule.version, keep: 12 };
  expect(await admin.refused(Keep, { ...asked, keep: 5 })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'RETENTION_BOUNDS' });
  expect(await admin.refused(Keep, { ...asked, keep: 61 })).toMatchObject({ reason: 'RETENTION_BOUNDS' });
  expect((await admin.ask(Keep, asked)).updateRetentionRule.keep).toBe(12);
  expect(await (await someone('AUDITOR')).refusal(Rules)).toBeUndefined();
  for (const role of ['AUDITOR', 'SYSTEM_ADMIN', 'OFFICER', 'LEADER'] as const) {
    const one = await someone(role);
    expect([role, await one.refusal(Run)]).toEqual([role, 'FORBIDDEN']);
    expect([role, await one.refusal(Keep, asked)]).toEqual([role, 'FORBIDDEN']);
  }
  expect(await (await someone('OFFICER')).refusal(Rules)).toBe('FORBIDDEN');
});

test('on request the data of one contact go, with their copies in trials and what histories have kept; who asked and why stays', async () => {
  const { id, enterprise, offering } = await aRunningTrial();
  const type = 'ENTERPRISE' as const;
  const subject = enterprise.of.enterpriseId!;
  await enterprise.ask(
    graphql(`mutation ($id: ID!) { updateEnterprise(id: $id, version: 1, input: { contactPhone: "13511112222" }) { id } }`),
    { id: subject },
  );
  expect(await sql('select from personal_value where subject_id = $1', [subject])).not.toEqual([]);
  expect(await admin.refused(Erase, { type, id: subject, reason: ' ' })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  expect(await admin.refusal(Erase, { type, id: newId(), reason: '本人申请' })).toBe('NOT_FOUND');
  for (const role of ['OFFICER', 'LEADER', 'AUDITOR', 'SYSTEM_ADMIN'] as const)
    expect(await (await someone(role)).refusal(Erase, { type, id: subject, reason: '本人申请' })).toBe('FORBIDDEN');
  const { erasePersonalData } = await admin.ask(Erase, { type, id: subject, reason: '本人申请' });
  expect(erasePersonalData.fields).toEqual(['contactName', 'contactPhone']);
  expect((await sql('select contact_name, contact_phone from enterprise where id = $1', [subject]))[0]).toEqual({
    contact_name: null,
    contact_phone: null,
  });
  expect((await contacts(id))[0]).toMatchObject({
    enterprise_contact_name: null,
    enterprise_contact_phone: null,
    provider_contact_name: '王经理',
  });
  const kept = await sql<{ value: string }>('select value from personal_value where subject_id = any($1)', [[subject, id]]);
  expect(kept.map(({ value }) => value)).not.toEqual(expect.arrayContaining([expect.stringMatching(/13511112222|刘厂长/)]));
  expect(await sql(`select note, actor_id from fact where name = 'Enterprise.ERASE' and subject_id = $1`, [subject])).toEqual([
    { note: '本人申请', actor_id: admin.id },
  ]);
  expect(await offering.provider.refusal(Trial, { id })).toBeUndefined();
});
