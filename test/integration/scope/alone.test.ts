/** @jest-environment node */
import { listingOf } from '../../../server/kernel/listing.ts';
import { lower, plural } from '../../../server/kernel/naming.ts';
import type * as PolicyModule from '../../../server/kernel/policy.ts';
import type { Policy } from '../../../server/kernel/policy.ts';
import type { Served } from '../../../server/serve.ts';
import { another, sql, useServer } from '../../kit.ts';
import { aCity, scoped as all, type City, fingerprint, metadataOf, rowsOf } from './scene.ts';

/** What has neither list nor export is not asked for. */
let scoped = all;

/** The application's checks, and the switch that takes them out: within this file, and nowhere in the product. */
const mockChecks = { out: false };
jest.mock('../../../server/kernel/policy.ts', () => {
  const real = jest.requireActual<typeof PolicyModule>('../../../server/kernel/policy.ts');
  const { roles } = jest.requireActual<{ roles: readonly never[] }>('../../../schema/roles.ts');
  const anybody = real.each(roles, real.all);
  const open = (policy: Required<Policy>): Required<Policy> => ({
    ...policy,
    entities: Object.fromEntries(
      Object.entries(policy.entities).map(([name, { fields = {} }]) => [
        name,
        {
          ...{ read: anybody, create: anybody, update: anybody, move: anybody },
          fields: Object.fromEntries(Object.keys(fields).map(field => [field, real.each(roles, 'clear' as const)])),
        },
      ]),
    ),
    operations: Object.fromEntries(Object.keys(policy.operations).map(name => [name, roles])),
    scopes: new Proxy<Record<string, string>>({}, { get: () => 'any' }),
  });
  return {
    ...real,
    policy: () => (mockChecks.out ? open(real.policy()) : real.policy()),
    allowed: (...given: Parameters<typeof real.allowed>) => (mockChecks.out ? [{}] : real.allowed(...given)),
    covers: (...given: Parameters<typeof real.covers>) => mockChecks.out || real.covers(...given),
    hasScope: (...given: Parameters<typeof real.hasScope>) => mockChecks.out || real.hasScope(...given),
    sightFor: (...given: Parameters<typeof real.sightFor>) => (mockChecks.out ? 'clear' : real.sightFor(...given)),
    sightOf: (...given: Parameters<typeof real.sightOf>) => (mockChecks.out ? 'clear' : real.sightOf(...given)),
  };
});

// Compiled reads have the rules in their statement and cross the line: what is tried here is the line itself.
useServer({ compiled: false });
let city: City;
let unchecked: Served;
beforeAll(async () => {
  city = await aCity();
  scoped = all.filter(({ name }) => listingOf(name));
  mockChecks.out = true;
  unchecked = await another({ compiled: false });
}, 60_000);
afterAll(() => unchecked?.stop());

test('without the checks the application itself would show and allow everything: the scene proves nothing otherwise', async () => {
  const expert = city.principals.find(({ who }) => who.role === 'EXPERT')!.who.through(unchecked);
  // A table without a second line: what any role asks of it now comes through.
  const { facts } = await expert.ask<{ facts: { totalCount: number } }, object>('query { facts { totalCount } }');
  expect(facts.totalCount).toBeGreaterThan(50);
  expect(scoped.length).toBeGreaterThanOrEqual(31);
});

/** The six kinds of people to whom most of what is kept does not belong. */
const outside = ['DISTRICT', 'EXPERT', 'PROVIDER', 'ENTERPRISE', 'PUBLIC', 'PARTNER'];
const inParts = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

test('lists, counts and records by their ids hold exactly what the rules of reading give, by the database alone', async () => {
  const rows = (
    await Promise.all(
      scoped.map(async ({ name, entity }) =>
        (await sql<{ id: string }>(`select id from "${metadataOf(entity).tableName}"`)).map(({ id }) => ({ name, id })),
      ),
    )
  ).flat();
  expect(rows.length).toBeGreaterThan(60);
  for (const { who, actor } of city.principals) {
    const reader = who.through(unchecked);
    const expected = new Map<string, string[]>();
    for (const { name, entity, rule } of scoped)
      expected.set(name, (await rowsOf(entity, actor, rule.read)).map(({ id }) => id as string).sort());
    for (const part of inParts(scoped, 6)) {
      const lists = part.map(({ name }) => `${name}: ${plural(lower(name))}(first: 50) { totalCount nodes { id } }`);
      const answer = await reader.ask<Record<string, { totalCount: number; nodes: { id: string }[] }>, object>(
        `query { ${lists.join(' ')} }`,
      );
      for (const { name } of part) {
        const { nodes, totalCount } = answer[name]!;
        const told = [who.role, name, totalCount, nodes.map(({ id }) => id).sort()];
        expect(told).toEqual([who.role, name, expected.get(name)!.length, expected.get(name)]);
      }
    }
    for (const part of inParts(rows, 20)) {
      const answer = await reader.ask<Record<string, { id: string } | null>, object>(
        `query { ${part.map(({ name, id }, n) => `a${n}: ${lower(name)}(id: "${id}") { id }`).join(' ')} }`,
      );
      const seen = part.filter((_, n) => answer[`a${n}`]);
      expect([who.role, seen]).toEqual([who.role, part.filter(({ name, id }) => expected.get(name)!.includes(id))]);
    }
  }
}, 60_000);

test('exports hold the same rows and no others', async () => {
  // One after the other: visitors have one place among those who export.
  for (const { who, actor } of city.principals.filter(({ who }) => outside.includes(who.role)))
    for (const { name, entity, rule } of scoped) {
      const expected = (await rowsOf(entity, actor, rule.read)).map(({ id }) => id as string).sort();
      const file = await fetch(`${unchecked.url}/export/${name}.csv?columns=id`, { headers: who.headers });
      const lines = (await file.text()).trim().split('\r\n').slice(1).filter(Boolean).sort();
      expect([who.role, name, file.status, lines]).toEqual([who.role, name, 200, expected]);
    }
}, 60_000);

test('files are handed to those who may read them, and to nobody else', async () => {
  const entity = scoped.find(({ name }) => name === 'Attachment')!;
  const rows = await sql<{ id: string }>('select id from attachment');
  for (const { who, actor } of city.principals.filter(({ who }) => outside.includes(who.role))) {
    const expected = new Set((await rowsOf(entity.entity, actor, entity.rule.read)).map(({ id }) => id));
    for (const { id } of rows) {
      const response = await fetch(`${unchecked.url}/files/${id}`, { headers: who.headers });
      await response.arrayBuffer();
      expect([who.role, id, response.status === 200]).toEqual([who.role, id, expected.has(id)]);
    }
  }
});

const principal = (role: string) => city.principals.filter(({ who }) => who.role === role).map(({ who }) => who.through(unchecked));

test('writing what is another’s is refused by the database alone, and nothing has changed', async () => {
  const [provider] = principal('PROVIDER');
  const [enterprise] = principal('ENTERPRISE');
  const [district] = principal('DISTRICT');
  const experts = principal('EXPERT');
  const [anybody] = principal('PUBLIC');
  const [partner] = principal('PARTNER');
  const theirs = async (text: string, ...values: unknown[]) => (await sql<{ id: string }>(text, values))[0]!.id;
  const trial = city.trials[1]!.id;
  const purchase = city.conversionId;
  const submission = await theirs('select id from submission where provider_id <> $1', provider!.of.providerId);
  const solution = await theirs('select solution_id as id from submission where id = $1', submission);
  const evidence = await theirs(`select id from evidence where district = '370214' and undone_at is null`);
  const company = city.enterprises[1].of.enterpriseId!;
  const review = await theirs('select id from review order by id limit 1');
  const stranger = experts.find(({ of }) => of.expertId !== city.people[0]!.of.expertId)!;
  const user = await theirs(`select id from account where role = 'OFFICER' limit 1`);
  const version = async (table: string, id: string) =>
    (await sql<{ version: number }>(`select version from ${table} where id = $1`, [id]))[0]!.version;
  const before = await fingerprint();
  const [{ last }] = (await sql<{ last: string }>('select max(id::text) as last from fact')) as [{ last: string }];
  const attempts: [string, ReturnType<typeof principal>[number], string][] = [
    ['a provider accepts the trial of another', provider!, `advanceTrial(id: "${trial}", action: ACCEPT)`],
    [
      'a provider rewrites the solution of another',
      provider!,
      `updateSolution(id: "${solution}", version: ${await version('solution', solution)}, input: { name: "新名" })`,
    ],
    ['a provider drops the submission of another', provider!, `advanceSubmission(id: "${submission}", action: HOLD, note: "x")`],
    [
      'a provider rewrites another provider',
      provider!,
      `updateProvider(id: "${city.other.providerId}", version: 1, input: { contactName: "李四" })`,
    ],
    [
      'an enterprise rewrites the trial of another',
      enterprise!,
      `updateTrial(id: "${trial}", version: ${await version('trial', trial)}, input: { goal: "别的目标" })`,
    ],
    ['an enterprise withdraws the trial of another', enterprise!, `advanceTrial(id: "${trial}", action: WITHDRAW, note: "x")`],
    [
      'an enterprise brings evidence for another',
      enterprise!,
      `createEvidence(input: { enterpriseId: "${company}", kind: CONTRACT, datedOn: "2024-05-02", document: "合同" })`,
    ],
    [
      'an enterprise rewrites another enterprise',
      enterprise!,
      `updateEnterprise(id: "${company}", version: 1, input: { contactName: "李四" })`,
    ],
    [
      'a district brings evidence for another district',
      district!,
      `createEvidence(input: { enterpriseId: "${company}", kind: CONTRACT, datedOn: "2024-05-02", document: "合同" })`,
    ],
    ['a district verifies evidence of another district', district!, `advanceEvidence(id: "${evidence}", action: VERIFY)`],
    ['a district verifies a purchase of another district', district!, `advanceConversion(id: "${purchase}", action: VERIFY)`],
    [
      'a district rewrites an enterprise of another',
      district!,
      `updateEnterprise(id: "${company}", version: 1, input: { contactName: "李四" })`,
    ],
    [
      'an expert corrects the review of another',
      stranger,
      `correctReview(id: "${review}", reason: "x", marks: [{ criterion: "PRECISE", mark: "40" }, { criterion: "TRIAL_PROMISE", mark: "30" }])`,
    ],
    [
      'an expert adds to the register of experts',
      stranger,
      `createExpert(input: { number: "E1", name: "某人", employerUscc: "${'9137020200000000XX'}", scenarios: ["S04"] })`,
    ],
    [
      'an expert extends the deadline of a provider',
      stranger,
      `createExtension(input: { callId: "${city.callId}", providerId: "${provider!.of.providerId}", until: "2030-01-01T00:00:00+08:00", reason: "x" })`,
    ],
    ['the public renames an account', anybody!, `updateUser(id: "${user}", version: 1, input: { name: "某人" })`],
    ['the public makes an administrator', anybody!, `createUser(input: { login: "mallory", name: "某人", role: SYSTEM_ADMIN })`],
    [
      'the public rewrites a trial',
      anybody!,
      `updateTrial(id: "${trial}", version: ${await version('trial', trial)}, input: { goal: "别的目标" })`,
    ],
    ['a partner withdraws the trial of another platform', partner!, `advanceTrial(id: "${trial}", action: WITHDRAW, note: "x")`],
    ['a partner renames an account', partner!, `updateUser(id: "${user}", version: 1, input: { name: "某人" })`],
  ];
  for (const [what, who, mutation] of attempts) {
    const refused = await who
      .ask(`mutation { ${mutation} { id } }`, {}, who.role === 'PARTNER' ? { 'idempotency-key': what.replace(/\W/g, '-') } : {})
      .then(
        () => undefined,
        (error: { code?: string }) => error.code ?? String(error),
      );
    expect([what, refused]).toEqual([
      what,
      expect.stringMatching(/^(FORBIDDEN|NOT_FOUND|ILLEGAL_STATE|VERSION_CONFLICT|BAD_USER_INPUT|CONFLICT_OF_INTEREST|DEADLINE_PASSED)$/),
    ]);
  }
  expect(await fingerprint()).toBe(before);
  expect(await sql(`select name from fact where id::text > $1 and subject <> 'Refusal'`, [last])).toEqual([]);
});
