import type { Client } from 'pg';
import type { Anchor } from '../../../server/kernel/audit/anchors.ts';
import { forms } from '../../../server/kernel/audit/chain.ts';
import { type Fault, type FaultKind, type Kept, type Progress, verifyAll } from '../../../server/kernel/audit/verify.ts';
import { Fact } from '../../../server/kernel/journal.ts';
import { snake } from '../../../server/kernel/naming.ts';
import { here, sql, useServer } from '../../kit.ts';
import { asIntruder, verified, writeFacts } from './scene.ts';

useServer();

const links = 300;
let kept: Kept;
beforeAll(async () => {
  for (let at = 0; at < links / 50; at += 1) await writeFacts(50);
  kept = { anchors: [await anchorAt(links / 2), await anchorAt(links)], unreadable: [] };
});

async function anchorAt(seq: number): Promise<Anchor> {
  const [seal] = await sql<{ hash: string; algorithm: string }>('select hash, algorithm from seal where seq = $1', [seq]);
  return { day: '2026-11-24', at: '2026-11-24T00:00:00Z', why: 'DAILY', seq, ...seal! };
}

/** The same numbers in every run. */
let state = 20261124;
const random = (most: number) => {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor((state / 2147483648) * most);
};
const anywhere = () => 1 + random(links);

/** Changes one value of a fact, of whatever type its column is, by as little as can be. */
const flips: Record<string, (column: string) => string> = {
  uuid: column =>
    `(overlay(${column}::text placing (case when substr(${column}::text, 8, 1) = '0' then '1' else '0' end) from 8 for 1))::uuid`,
  text: column => `overlay(${column} placing (case when left(${column}, 1) = 'x' then 'y' else 'x' end) from 1 for 1)`,
  jsonb: column =>
    `case jsonb_typeof(${column}) when 'array' then jsonb_set(${column}, '{0,after}', '"nev"') else ${column} || '{"n": 0}' end`,
  'timestamp with time zone': column => `${column} + interval '1 microsecond'`,
};

interface Tampering {
  what: string;
  /** What must be found. */
  kind: FaultKind;
  seq: number;
  do: (intruder: Client) => Promise<unknown>;
}
const factOf = (seq: number) => `(select fact_id from seal where seq = ${seq})`;

async function tamperings(): Promise<Tampering[]> {
  const columns = await sql<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns where table_name = 'fact' order by ordinal_position`,
  );
  const made: Tampering[] = [];
  for (let round = 0; round < 4; round += 1)
    for (const { name, type } of columns) {
      const seq = anywhere();
      // A fact with another id is none that its seal names.
      made.push({
        what: `a byte of ${name}`,
        kind: name === 'id' ? 'MISSING' : 'CHANGED',
        seq,
        do: it => it.query(`update fact set ${name} = ${flips[type]!(name)} where id = ${factOf(seq)}`),
      });
    }
  for (let round = 0; round < 5; round += 1) {
    const [one, other, tail, seal] = [1 + random(140), 150 + random(150), 150 + random(149), anywhere()];
    const forged = `insert into fact (id, name, subject, subject_id) values ($1, 'Trial.ACCEPT', 'Trial', gen_random_uuid())`;
    const id = `00000000-0000-7000-8000-00000000000${round}`;
    made.push(
      { what: 'a fact is deleted', kind: 'MISSING', seq: one, do: it => it.query(`delete from fact where id = ${factOf(one)}`) },
      {
        what: 'a fact is deleted with its seal',
        kind: 'MISSING',
        seq: one,
        do: it =>
          it.query(`with gone as (delete from seal where seq = ${one} returning fact_id) delete from fact using gone where id = fact_id`),
      },
      { what: 'a fact is inserted', kind: 'INSERTED', seq: 0, do: it => it.query(forged, [id]) },
      {
        what: 'a fact is inserted with a seal behind the head',
        kind: 'INSERTED',
        seq: links + 1,
        do: async it => {
          await it.query(forged, [id]);
          await it.query(`insert into seal values (${links + 1}, $1, 'SHA256', 1, repeat('a', 64), now())`, [id]);
        },
      },
      {
        what: 'two facts change places',
        kind: 'REORDERED',
        seq: one,
        do: async it => {
          await it.query('drop index seal_fact_id_idx');
          await it.query(`update seal set fact_id = case seq when ${one} then b else a end
            from (select ${factOf(one)} as a, ${factOf(other)} as b) as two where seq in (${one}, ${other})`);
        },
      },
      {
        what: 'two links change places',
        kind: 'REORDERED',
        seq: one,
        do: async it => {
          await it.query(`update seal set seq = -1 where seq = ${one}`);
          await it.query(`update seal set seq = ${one} where seq = ${other}`);
          await it.query(`update seal set seq = ${other} where seq = -1`);
        },
      },
      {
        what: 'the tail is cut and the head set back',
        kind: 'TRUNCATED',
        seq: tail + 1,
        do: async it => {
          await it.query(`delete from fact where id in (select fact_id from seal where seq > ${tail})`);
          await it.query(`delete from seal where seq > ${tail}`);
          await it.query(`update audit_head set seq = ${tail}, hash = (select hash from seal where seq = ${tail})`);
        },
      },
      {
        what: 'a seal gets another hash',
        kind: 'SEAL_CHANGED',
        seq: seal,
        do: it => it.query(`update seal set hash = reverse(hash) where seq = ${seal}`),
      },
      {
        what: 'everything from a fact on is sealed anew',
        kind: 'REWRITTEN',
        seq: links / 2,
        do: async it => {
          await it.query(`update fact set note = 'never' where id = ${factOf(one)}`);
          await it.query(
            `update audit_head set seq = ${one - 1}, hash = coalesce((select hash from seal where seq = ${one - 1}), repeat('0', 64))`,
          );
          await it.query(`insert into unsealed (fact_id) select fact_id from seal where seq >= ${one} order by seq`);
          await it.query(`delete from seal where seq >= ${one}`);
          await it.query('select seal_waiting()');
        },
      },
    );
  }
  return made;
}

const found = ({ faults }: Progress, { kind, seq }: Tampering): Fault | undefined =>
  faults.find(fault => fault.kind === kind && (fault.seq ?? 0) === seq);

test('a hundred tamperings by a superuser are found, every one of them and where it was', async () => {
  const all = await tamperings();
  expect(all.length).toBeGreaterThanOrEqual(100);
  expect(await verified(kept)).toMatchObject({ checked: links, faulty: 0 });
  const missed: unknown[] = [];
  await asIntruder(async intruder => {
    for (const tampering of all) {
      await intruder.query('begin');
      await tampering.do(intruder);
      const progress = await verifyAll(
        async <R>(text: string, parameters?: unknown[]) => (await intruder.query(text, parameters)).rows as R[],
        kept,
      );
      if (!found(progress, tampering)) missed.push({ what: tampering.what, seq: tampering.seq, faults: progress.faults.slice(0, 5) });
      await intruder.query('rollback');
    }
  });
  expect(missed).toEqual([]);
  expect(await verified(kept)).toMatchObject({ checked: links, faulty: 0 });
}, 30_000);

test('a single change is located exactly: one fault, no more', async () => {
  await asIntruder(async intruder => {
    const ask = async <R>(text: string, parameters?: unknown[]) => (await intruder.query(text, parameters)).rows as R[];
    const ones = (await tamperings()).filter(({ kind }) => ['CHANGED', 'SEAL_CHANGED', 'REORDERED'].includes(kind));
    for (const tampering of ones) {
      await intruder.query('begin');
      await tampering.do(intruder);
      const { faults } = await verifyAll(ask, { anchors: [], unreadable: [] });
      expect({ what: tampering.what, seq: tampering.seq, faults: faults.length }).toEqual({
        what: tampering.what,
        seq: tampering.seq,
        faults: 1,
      });
      await intruder.query('rollback');
    }
  });
}, 30_000);

test('every column of a fact is part of what is hashed', () => {
  const columns = here()
    .owner.getMetadata(Fact)
    .columns.map(({ propertyName }) => snake(propertyName));
  const hashed = [...forms[1]!.matchAll(/\bf\.(\w+)/g)].map(([, column]) => column);
  expect(hashed.sort()).toEqual(columns.sort());
});
