import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { text } from 'node:stream/consumers';
import { Client, Pool } from 'pg';
import { sealWith } from '../../../server/kernel/audit/sealWith.ts';
import { anEnterprise, another, here, type Someone, someone, sql, times, useServer } from '../../kit.ts';
import { asIntruder, verified, writeFacts } from './scene.ts';

useServer();

const writes = 2_000;
/** On a machine that others use too, it ends sooner. */
const longest = 15_000;

const Write = `mutation ($input: SolutionInput!) { createSolution(input: $input) { id } }`;
const input = (n: number) => ({ input: { name: `产线数据采集 ${n}`, kind: 'SOFTWARE', mainScenario: 'S06' } });
const headOf = async () =>
  (
    await sql<{ seq: number; hash: string; facts: number; seals: number }>(
      'select seq, hash, (select count(*) from fact) as facts, (select count(*) from seal) as seals from audit_head',
    )
  )[0]!;

/** As lean as a client can be: what is measured is the server. */
const agent = new Agent({ keepAlive: true });
async function codeOf(who: Someone, variables: object): Promise<string | undefined> {
  const asked = request(`${who.at}/graphql`, { method: 'POST', agent, headers: { ...who.headers, 'content-type': 'application/json' } });
  asked.end(JSON.stringify({ query: Write, variables }));
  const [response] = await once(asked, 'response');
  return (JSON.parse(await text(response)) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;
}

test('writes at once through two servers, every tenth refused: no fork, no gap, no write without its fact, at 150 a second', async () => {
  const second = await another();
  try {
    const writers = await times(20, () => someone('PROVIDER'));
    const everybody = writers.flatMap(who => [who, who.through(second)]);
    const before = await headOf();
    const quiet = loadavg()[0]! < cpus().length;
    const [begun, used] = [performance.now(), process.cpuUsage()];
    let [done, next] = [0, 0];
    const work = async (who: Someone) => {
      while (next < writes && performance.now() - begun < longest) {
        const at = next++;
        const refused = at % 10 === 9;
        const code = await codeOf(who, refused ? { input: { ...input(at).input, name: '' } } : input(at));
        if (code === undefined) done += 1;
        else if (!refused) throw new Error(code);
      }
    };
    await Promise.all(everybody.map(work));
    const [wall, { user, system }] = [(performance.now() - begun) / 1000, process.cpuUsage(used)];
    // Servers and clients share one processor here; on a machine that others use too, the figure is only told.
    const rates = [done / wall, (done / (user + system)) * 1e6].map(Math.round) as [number, number];
    process.stderr.write(
      `${next} writes in ${wall.toFixed(1)} s: ${rates[0]} audited a second, ${rates[1]} for each second of processor\n`,
    );
    const after = await headOf();
    expect(after.facts - before.facts).toBe(done);
    expect(await sql('select count(*) as n from solution')).toEqual([{ n: done }]);
    expect(after.seals).toBe(after.facts);
    expect(after.seq).toBe(after.facts);
    expect(await verified()).toMatchObject({ checked: after.seq, faulty: 0 });
    if (quiet) expect(Math.max(...rates)).toBeGreaterThanOrEqual(150);
  } finally {
    agent.destroy();
    await second.stop();
  }
}, 60_000);

test('the chain itself is no bottleneck: ten sessions seal far more than 150 facts a second, each in a transaction of its own', async () => {
  const pool = new Pool({ connectionString: here().apiUrl, max: 10 });
  const begun = performance.now();
  await times(600, () =>
    pool.query(`insert into fact (id, name, subject, subject_id) values (uuid_v7(), 'Trial.ACCEPT', 'Trial', gen_random_uuid())`),
  );
  const rate = Math.round(600_000 / (performance.now() - begun));
  await pool.end();
  process.stderr.write(`${rate} facts a second, each sealed by itself\n`);
  expect(rate).toBeGreaterThanOrEqual(150);
  expect(await verified()).toMatchObject({ faulty: 0 });
});

test('ten thousand facts of one act are sealed together, in the order they were written', async () => {
  const before = await headOf();
  await writeFacts(10_000);
  const notes = await sql<{ note: string }>('select note from seal join fact on fact.id = fact_id where seq > $1 order by seq', [
    before.seq,
  ]);
  expect(notes.map(({ note }) => note)).toEqual(Array.from({ length: 10_000 }, (_, n) => `同意 ${n + 1}`));
  expect(await verified()).toMatchObject({ faulty: 0 });
}, 30_000);

test('what is rolled back leaves no gap, in whole or in part', async () => {
  const before = await headOf();
  const client = new Client({ connectionString: here().apiUrl });
  await client.connect();
  const write = () =>
    client.query(`insert into fact (id, name, subject, subject_id) values (uuid_v7(), 'Trial.ACCEPT', 'Trial', gen_random_uuid())`);
  try {
    await client.query('begin');
    await write();
    await client.query('savepoint half');
    await write();
    await client.query('rollback to half');
    await write();
    await client.query('commit');
    await client.query('begin');
    await write();
    await client.query('rollback');
  } finally {
    await client.end();
  }
  expect((await headOf()).seq).toBe(before.seq + 2);
  expect(await verified()).toMatchObject({ faulty: 0 });
});

test('whoever has the password of the API can neither forge a seal nor take one away, and cannot write without one', async () => {
  const client = new Client({ connectionString: here().apiUrl });
  await client.connect();
  const refused = (text: string) => expect(client.query(text)).rejects.toThrow(/permission denied|must be owner/);
  try {
    for (const table of ['fact', 'seal'])
      for (const text of [
        `update ${table} set id = id`.replace('set id = id', table === 'seal' ? 'set seq = seq' : 'set id = id'),
        `delete from ${table}`,
        `truncate ${table}`,
        `alter table ${table} disable trigger all`,
      ])
        await refused(text);
    for (const text of [
      `insert into seal values (1000000, gen_random_uuid(), 'SHA256', 1, repeat('a', 64), now())`,
      `update audit_head set seq = 0`,
      `delete from audit_head`,
      `insert into audit_head values (1, 'SHA256', 0, '', now())`,
      'select * from audit_head for update',
      'select * from unsealed',
      `insert into unsealed (fact_id) values (gen_random_uuid())`,
      'select seal_waiting()',
      'set session_replication_role = replica',
      'drop trigger fact_b_sealed on fact',
      `create or replace function seal_waiting() returns void language sql as ''`,
    ])
      await refused(text);
    // Tables of one's own in front of the real ones, and sealing at another moment, deceive nobody.
    const before = await headOf();
    await client.query(`create temp table unsealed (xact xid8, place bigint, fact_id uuid)`).catch(() => undefined);
    await client.query('begin');
    await client.query('set constraints all immediate');
    await client.query(
      `insert into fact (id, name, subject, subject_id) select uuid_v7(), 'Trial.ACCEPT', 'Trial', gen_random_uuid() from generate_series(1, 3)`,
    );
    await client.query('commit');
    expect((await headOf()).seq).toBe(before.seq + 3);
  } finally {
    await client.end();
  }
  expect(await verified()).toMatchObject({ faulty: 0 });
});

test('the hash may be changed on the way: SM3 from here on, SHA-256 before, and the chain verifies', async () => {
  await asIntruder(superuser => superuser.query('create extension pgcrypto'));
  await sealWith(here().owner.manager, 'SM3');
  await writeFacts(20);
  await sealWith(here().owner.manager, 'SHA256');
  await writeFacts(5);
  const used = await sql('select algorithm from seal order by seq desc limit 30');
  expect(used.map(({ algorithm }) => algorithm)).toEqual([
    ...Array(5).fill('SHA256'),
    ...Array(20).fill('SM3'),
    ...Array(5).fill('SHA256'),
  ]);
  expect(await verified()).toMatchObject({ faulty: 0 });
});

test('erasing a personal value leaves the chain whole: facts only refer', async () => {
  const officer = await someone('OFFICER');
  const enterpriseId = await anEnterprise();
  const Change = `mutation ($id: ID!, $input: EnterprisePatch!) { updateEnterprise(id: $id, version: 1, input: $input) { history { changes { after } } } }`;
  await officer.ask(Change, { id: enterpriseId, input: { contactPhone: '13800138000' } });
  const [{ erased }] = (await sql(`with gone as (delete from personal_value returning 1) select count(*) as erased from gone`)) as [
    { erased: number },
  ];
  expect(erased).toBeGreaterThan(0);
  expect(await verified()).toMatchObject({ faulty: 0 });
});
