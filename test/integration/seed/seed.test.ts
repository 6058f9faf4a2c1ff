import { Client } from 'pg';
import type { Role } from '../../../schema/roles.ts';
import { features } from '../../../server/features.ts';
import { contentHash } from '../../../server/kernel/canonical.ts';
import type { Lifecycle } from '../../../server/kernel/lifecycle.ts';
import { stateSql } from '../../../server/kernel/lifecycle.ts';
import { snake } from '../../../server/kernel/naming.ts';
import { demoSecret } from '../../../server/people/factor/demo.ts';
import { check17, check18 } from '../../../server/people/uscc.ts';
import { seedDemo } from '../../../server/seed/seedDemo.ts';
import { holdsSeat } from '../../../server/trials/trial/lifecycle.ts';
import { type Telling, telling } from '../../city.ts';
import { anyone, codeNow, here, Someone, someone, sql, url, useServer, withEmptyDatabase } from '../../kit.ts';

useServer({ city: true });

let told: Telling;
const ownerUrl = () => (here().owner.options as { url: string }).url;

beforeAll(() => {
  told = telling();
  if (process.env['SHIZHUAN_TEST_SAY']) console.log(`${told.said.join('\n')}\n${told.seconds.toFixed(1)} s`);
});

const one = async <T>(text: string, values?: unknown[]): Promise<T> => ((await sql(text, values)) as T[])[0]!;

test('the city loads while it tells how far it is', () => {
  expect(told.said.length).toBeGreaterThan(4);
  expect(told.seconds).toBeLessThan(60);
});

/** Told at the line where it is about to write registers: as good a place as any to be killed at. */
const killed = (line: string) => {
  if (line.includes('lines of the registers')) throw new Error('killed');
};

test('a seed that is killed leaves nothing, and the next one finds an empty database', async () => {
  await withEmptyDatabase(async empty => {
    await expect(seedDemo(empty, { say: killed, files: here().files })).rejects.toThrow('killed');
    const db = new Client({ connectionString: empty });
    try {
      await db.connect();
      const { rows } = await db.query(
        `select (select count(*) from fact) as facts, (select count(*) from account) as accounts, (select count(*) from enterprise) as enterprises,
                (select count(*) from seal) as seals, (select count(*) from unsealed) as waiting, (select count(*) from trial_tally) as cells`,
      );
      expect(rows).toEqual([{ facts: 0, accounts: 0, enterprises: 0, seals: 0, waiting: 0, cells: 0 }]);
    } finally {
      await db.end();
    }
  });
}, 60_000);

test('a database that holds anything is left alone', async () => {
  const before = await one('select count(*) from fact');
  expect(await seedDemo(ownerUrl(), { say: () => undefined, files: here().files })).toBeNull();
  expect(await one('select count(*) from fact')).toEqual(before);
});

const lifecycles = features.flatMap(({ lifecycles = [] }) => lifecycles);
const tableOf = (entity: string) =>
  here().owner.getMetadata(features.flatMap(({ entities }) => entities).find(({ name }) => name === entity)!).tableName;

/** Where a record's facts lead, or what is wrong with them. */
function replay(table: Lifecycle, start: string, facts: readonly { name: string; role: string | null }[]): string {
  let state = start;
  for (const { name, role } of facts) {
    const move = table.moves[name.split('.')[1]!];
    if (!move) continue;
    if (!move.from.includes(state)) return `${name} from ${state}`;
    if (role && !move.via && !move.by?.includes(role as never)) return `${name} by ${role}`;
    state = move.to;
  }
  return state;
}

test.each(lifecycles.map(table => [table.entity, table] as const))(
  'every %s stands where its facts have led it, along the moves of its lifecycle',
  async (entity, table) => {
    const records = (await sql(
      `select it.id, it.state as kept, ${stateSql(table, name => `it.${snake(name)}`)} as state, said.start,
              coalesce((select json_agg(json_build_object('name', f.name, 'role', f.actor_role) order by f.id) from fact f where f.subject_id = it.id), '[]') as facts,
              coalesce((select bool_and(f.at >= f.before) from (select at, lag(at, 1, at) over (order by id) as before from fact where subject_id = it.id) f), true) as ordered
       from "${tableOf(entity)}" it left join lateral (
         select change ->> 'after' as start from fact f, jsonb_array_elements(f.changed) change
         where f.subject_id = it.id and f.name = $1 and change ->> 'field' = 'state') said on true`,
      [`${entity}.CREATE`],
    )) as {
      id: string;
      kept: string;
      state: string;
      start: string | null;
      ordered: boolean;
      facts: { name: string; role: string | null }[];
    }[];
    const wrong = records.filter(({ facts, state, kept, start, ordered }) => {
      // Born by a fact of its own, or brought by an import that may know how far it was.
      const imported = !facts[0] || facts[0].name.split('.')[1]! in table.moves;
      const starts = imported ? table.states : [start ?? table.states[0]!];
      return !ordered || kept !== state || !starts.some(from => replay(table, from, facts) === state);
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  },
);

test('what the clock did is dated at the instant it was due', async () => {
  for (const table of lifecycles)
    for (const [action, { at }] of Object.entries(table.moves))
      if (at)
        expect(
          await one(
            `select count(*) from fact f join "${tableOf(table.entity)}" it on it.id = f.subject_id where f.name = $1 and f.actor_id is null and f.at <> it.${snake(at)}`,
            [`${table.entity}.${action}`],
          ),
        ).toEqual({ count: 0 });
});

test('nothing has happened in the future, and no credit code is wrong', async () => {
  expect(await one('select count(*) from fact where at > domain_now()')).toEqual({ count: 0 });
  const codes = (await sql('select uscc from enterprise union all select uscc from provider')) as { uscc: string }[];
  expect(codes.length).toBeGreaterThanOrEqual(10_100);
  expect(codes.filter(({ uscc }) => !check17(uscc) || !check18(uscc))).toEqual([]);
});

test('the register in force has 4,800 enterprises, and its differences are those of its lines', async () => {
  const registers = (await sql('select * from register order by month')) as { id: string; entries: number }[];
  expect(registers).toHaveLength(13);
  expect(registers.at(-1)).toMatchObject({ entries: 4800 });
  for (const [nth, register] of registers.entries()) {
    const before = registers[nth - 1]?.id ?? null;
    const lines = await one(
      `select count(*)::int as entries, count(*) filter (where b.uscc is null)::int as added,
              count(*) filter (where (b.name, b.district, b.size) <> (e.name, e.district, e.size))::int as changed,
              (select count(*)::int from register_entry gone where register_id = $2 and not exists (select from register_entry where register_id = $1 and uscc = gone.uscc)) as gone
       from register_entry e left join register_entry b on b.register_id = $2 and b.uscc = e.uscc where e.register_id = $1`,
      [register.id, before],
    );
    expect(register).toMatchObject(lines as object);
  }
});

test('coverage is some tens short of its target, district by district', async () => {
  const rows = (await sql(
    `select e.district, count(*)::int as n, count(*) filter (where exists (
       select from evidence v where v.uscc = e.uscc and v.kind <> 'SELF' and v.verified_on <= domain_today() and v.expires_at > domain_now() and v.revoked_on is null))::int as d
     from register_entry e where register_id = (select id from register order by month desc limit 1) group by 1 order by 1`,
  )) as { district: string; n: number; d: number }[];
  expect(rows).toHaveLength(10);
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  const d = rows.reduce((sum, row) => sum + row.d, 0);
  expect(n).toBe(4800);
  expect(4416 - d).toBeGreaterThanOrEqual(30);
  expect(4416 - d).toBeLessThanOrEqual(60);
  expect(
    await one(
      `select count(*) filter (where state = 'PROPOSED' and kind <> 'SELF') > 30 as waiting, count(distinct kind)::int as kinds, count(distinct state)::int as states from evidence`,
    ),
  ).toEqual({
    waiting: true,
    kinds: 5,
    states: 5,
  });
});

test('every frozen month agrees with its members and with what is known of that day', async () => {
  const months = (await sql(
    `select s.n, s.d, count(*)::int as members, count(*) filter (where m.counted)::int as counted, r.entries,
            (select count(distinct e.uscc)::int from register_entry e join evidence v on v.uscc = e.uscc where e.register_id = s.register_id
               and v.kind <> 'SELF' and v.verified_on <= r.in_force_from and v.dated_on <= r.in_force_from
               and shanghai_day(v.expires_at) > r.in_force_from and coalesce(v.revoked_on > r.in_force_from, true)) as known
     from coverage_snapshot s join register r on r.id = s.register_id join coverage_member m on m.snapshot_id = s.id group by s.id, r.id order by s.month`,
  )) as { n: number; d: number; members: number; counted: number; entries: number; known: number }[];
  expect(months.length).toBeGreaterThanOrEqual(11);
  for (const { n, d, members, counted, entries, known } of months)
    expect({ n, d, known }).toEqual({ n: members, d: counted, known: counted, ...(entries !== n && { n: entries }) });
  const rates = months.map(({ n, d }) => d / n);
  expect(Math.min(...rates)).toBeGreaterThan(0.84);
  expect(rates.at(-1)).toBeGreaterThan(rates[0]!);
});

const counts = async (table: string) =>
  Object.fromEntries(
    ((await sql(`select state, count(*)::int from "${table}" group by 1`)) as { state: string; count: number }[]).map(
      ({ state, count }) => [state, count],
    ),
  );

test('the city is as large as it was promised, with something in every state', async () => {
  const size = (table: string) => one<{ count: number }>(`select count(*)::int from "${table}"`).then(({ count }) => count);
  expect(await Promise.all(['call', 'provider', 'enterprise', 'offering', 'trial'].map(size))).toEqual([12, 120, 10_000, 80, 2000]);
  expect(await size('solution')).toBeGreaterThanOrEqual(295);
  expect(Object.keys(await counts('call')).sort()).toEqual(['CANCELLED', 'CLOSED', 'CONCLUDED', 'DRAFT', 'NOTICE', 'OPEN', 'REVIEWING']);
  // SELECTED lasts from the release to the notice of the same call: none is in it today. Nobody has reversed a decision.
  for (const [table, entity, without] of [
    ['submission', 'Submission', ['SELECTED']],
    ['trial', 'Trial', []],
    ['offering', 'Offering', []],
    ['review', 'Review', []],
    ['evidence', 'Evidence', []],
    ['decision', 'Decision', ['CLEARED', 'REVERSED']],
  ] as const) {
    const { states } = lifecycles.find(each => each.entity === entity)!;
    expect(Object.keys(await counts(table)).sort()).toEqual(states.filter(state => !(without as readonly string[]).includes(state)).sort());
  }
  expect(await counts('conversion')).toMatchObject({ RECORDED: expect.any(Number), VERIFIED: expect.any(Number) });
});

test('seats taken are the trials that hold one, and at no instant of the year were there more than seats', async () => {
  const drifted = await sql(
    `select o.id from offering o left join trial t on t.offering_id = o.id group by o.id having o.seats_taken <> count(t.id) filter (where t.state in ('OFFERED', 'APPLIED', 'ACCEPTED', 'RUNNING'))
       or o.seats_used <> count(t.id) filter (where t.starts_on is not null and t.state not in ('RUNNING'))`,
  );
  expect(drifted).toEqual([]);
  const steps = (await sql(
    `select t.offering_id as offering, t.id as trial, o.seats, f.details ->> 'to' as went, f.name, (select change ->> 'after' from jsonb_array_elements(f.changed) change where change ->> 'field' = 'state') as began
     from fact f join trial t on t.id = f.subject_id join offering o on o.id = t.offering_id order by f.at, f.id`,
  )) as { offering: string; trial: string; seats: number; went: string | null; began: string | null }[];
  const holders = new Map<string, Set<string>>();
  const over: string[] = [];
  for (const { offering, trial, seats, went, began } of steps) {
    const state = went ?? began;
    if (!state) continue;
    const holding = holders.get(offering) ?? holders.set(offering, new Set()).get(offering)!;
    if (holdsSeat(state)) holding.add(trial);
    else holding.delete(trial);
    if (holding.size > seats) over.push(offering);
  }
  expect(over).toEqual([]);
  expect(
    await one(
      `select count(*)::int > 10 as waiting from trial t join offering o on o.id = t.offering_id where t.state = 'WAITING' and o.seats_taken >= o.seats - 1`,
    ),
  ).toEqual({ waiting: true });
});

test('what was selected is what passes, and every list is what its hash says', async () => {
  const officer = await someone('OFFICER');
  const concluded = (await sql(`select id from call where state = 'CONCLUDED'`)) as { id: string }[];
  for (const { id } of concluded) {
    const { reviewResults } = (await officer.ask('query ($id: ID!) { reviewResults(callId: $id) { submissionId passing } }', { id })) as {
      reviewResults: { submissionId: string; passing: boolean }[];
    };
    const selected = (await sql(`select submission_id as id from decision where call_id = $1 and outcome = 'SELECTED'`, [id])) as {
      id: string;
    }[];
    expect(
      reviewResults
        .filter(({ passing }) => passing)
        .map(({ submissionId }) => submissionId)
        .sort(),
    ).toEqual(selected.map(each => each.id).sort());
  }
  const lists = (await sql(
    'select number, title, valid_from as "validFrom", valid_to as "validTo", entries, hash from service_list order by number',
  )) as ({ entries: unknown[]; hash: string } & Record<string, unknown>)[];
  expect(lists.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  for (const { hash, ...list } of lists) expect(contentHash(list)).toBe(hash);
  expect(lists.at(-1)!.entries).toHaveLength(80);
});

test('one notice stands today, with an entry that is held and an objection that waits', async () => {
  const { notices } = (await anyone().ask('{ notices(filter: { state: [PUBLISHED] }) { nodes { id firstDay lastDay } } }')) as {
    notices: { nodes: object[] };
  };
  expect(notices.nodes).toHaveLength(1);
  expect(await counts('objection')).toMatchObject({
    FILED: 1,
    ACCEPTED: 1,
    UPHELD: 1,
    DISMISSED: expect.any(Number),
    INADMISSIBLE: expect.any(Number),
  });
  expect(await counts('submission')).toMatchObject({ HELD: 1 });
});

const SignIn =
  'mutation ($login: String!, $password: String!, $code: String) { signIn(login: $login, password: $password, code: $code) { id role } }';
/** A code is taken once: who signs in three times within 30 seconds uses the one before, this one and the next. */
const steps = new Map<string, number>();
const nextStep = (login: string): number => {
  const step = steps.has(login) ? steps.get(login)! + 1 : -1;
  steps.set(login, step);
  return step;
};
/** What waits for whom: the query of a queue, by login. */
const queues: readonly (readonly [login: string, list: string, filter: string])[] = [
  ['officer', 'submissions', 'state: [SUBMITTED]'],
  ['officer', 'objections', 'state: [FILED]'],
  ['officer2', 'decisions', 'state: [PENDING]'],
  ['leader', 'releases', 'state: [SIGNED]'],
  ['leader', 'coverageRules', 'state: [PROPOSED]'],
  ['expert', 'reviews', 'state: [ASSIGNED]'],
  ['expert', 'reviews', 'state: [ACCEPTED]'],
  ['expert2', 'reviews', 'state: [ASSIGNED]'],
  ['provider', 'submissions', 'state: [RETURNED]'],
  ['provider', 'trials', 'state: [APPLIED]'],
  ['enterprise', 'trials', 'state: [RUNNING]'],
  ['enterprise', 'trials', 'state: [ENDED]'],
  ['enterprise2', 'trials', 'state: [RUNNING]'],
  ['district-370211', 'evidences', 'state: [PROPOSED]'],
  ['district-370211', 'conversions', 'state: [RECORDED]'],
  ['district-370285', 'evidences', 'state: [PROPOSED]'],
];

test.each(queues)('%s signs in and finds work: %s, %s', async (login, list, filter) => {
  const { password, role } = told.accounts.find(account => account.login === login)!;
  const answer = await fetch(`${url()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: SignIn, variables: { login, password, code: await codeNow(nextStep(login), demoSecret) } }),
  });
  const body = (await answer.json()) as { data: { signIn: { id: string; role: Role } } };
  expect(body.data.signIn.role).toBe(role);
  const me = new Someone(body.data.signIn.id, body.data.signIn.role, {
    cookie: answer.headers
      .getSetCookie()
      .map(each => each.split(';')[0])
      .join('; '),
  });
  const waiting = (await me.ask(`{ ${list}(filter: { ${filter} }) { totalCount } }`)) as Record<string, { totalCount: number }>;
  expect(waiting[list]!.totalCount).toBeGreaterThan(0);
});

test('the figures of the panel add up: districts to the city, months by their bridges, the gap by its names', async () => {
  const leader = await someone('LEADER');
  const asked = (await leader.ask(
    '{ about { demo today } coverage(by: DISTRICT) { n d needed gap groups { n d } } gapList(first: 1) { totalCount } }',
  )) as {
    about: { demo: boolean; today: string };
    coverage: { n: number; d: number; needed: number; gap: number; groups: { n: number; d: number }[] };
    gapList: { totalCount: number };
  };
  const { n, d, gap, needed, groups } = asked.coverage;
  expect(asked.about.demo).toBe(true);
  expect({ n, needed }).toEqual({ n: 4800, needed: 4416 });
  expect(gap).toBe(needed - d);
  expect(gap).toBeGreaterThanOrEqual(30);
  expect(groups.reduce((sum, group) => ({ n: sum.n + group.n, d: sum.d + group.d }), { n: 0, d: 0 })).toEqual({ n, d });
  expect(asked.gapList.totalCount).toBe(n - d);
});

test('a paper of a purchase can be opened', async () => {
  const [{ id, district }] = (await sql(`select file_ids[1] as id, district from conversion where state = 'VERIFIED' limit 1`)) as [
    { id: string; district: string },
  ];
  const officer = await someone('DISTRICT', { district });
  const answer = await fetch(`${url()}/files/${id}`, { headers: officer.headers });
  expect(answer.status).toBe(200);
  expect((await answer.text()).startsWith('%PDF-1.4')).toBe(true);
});

test('everybody who may look around has a password of their own', () => {
  const logins = told.accounts.map(({ login }) => login);
  expect(logins).toEqual(
    expect.arrayContaining([
      'officer',
      'officer2',
      'leader',
      'expert',
      'provider',
      'enterprise',
      'district-370211',
      'sysadmin',
      'secadmin',
      'auditor',
    ]),
  );
  expect(new Set(told.accounts.map(({ password }) => password)).size).toBe(told.accounts.length);
});
