import { Client } from 'pg';
import { graphql } from '../../../schema/graphql.ts';
import { here, type Someone, someone, sql, useServer } from '../../kit.ts';
import { bring, dataFile } from '../imports/desk.ts';

useServer();
let officer: Someone;
beforeAll(async () => {
  officer = await someone('OFFICER');
  await bring(officer, 'REGISTER', 'register-2024-06.csv', { month: '2024-06' });
  await bring(officer, 'EVIDENCE', 'evidence-2024-06.csv');
}, 60_000);

const Freeze = graphql(`
  mutation ($month: String!, $reason: String) {
    freezeSnapshot(month: $month, reason: $reason) { id month edition n d sha256 reason register { month version } rule { ruleVersion } history { name } }
  }
`);
const All = graphql(`query { coverageSnapshots(sort: [{ field: CREATED_AT }]) { nodes { edition n d sha256 reason } } }`);

test('a month that is over is frozen with every member and a hash; no later fact changes it', async () => {
  const { freezeSnapshot: made } = await officer.ask(Freeze, { month: '2024-06' });
  expect(made).toMatchObject({
    month: '2024-06',
    edition: 1,
    n: 4800,
    d: 4363,
    reason: null,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    register: { month: '2024-06', version: 1 },
    rule: { ruleVersion: 1 },
    history: [{ name: 'CoverageSnapshot.FREEZE' }],
  });
  expect(
    await sql(
      'select count(*)::int as n, count(evidence_id)::int as d, count(*) filter (where counted)::int as counted from coverage_member',
    ),
  ).toEqual([{ n: 4800, d: 4363, counted: 4363 }]);
  await bring(
    officer,
    'REVOCATIONS',
    Buffer.from(
      [
        '材料编号,统一社会信用代码,撤销日期,理由',
        dataFile('revoked-2024-07.csv').toString().split('\r\n')[1]!.replace('2024-07-20', '2024-06-20'),
      ].join('\n'),
    ),
  );
  expect((await officer.ask(All)).coverageSnapshots.nodes).toMatchObject([{ n: 4800, d: 4363 }]);
});

test('a restatement says why, and both figures stay', async () => {
  expect(await officer.refused(Freeze, { month: '2024-06' })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'RESTATEMENT_NEEDS_REASON' });
  await officer.ask(Freeze, { month: '2024-06', reason: '一件材料 6 月 20 日撤销' });
  const { nodes } = (await officer.ask(All)).coverageSnapshots;
  expect(nodes).toMatchObject([
    { edition: 1, n: 4800, d: 4363, reason: null },
    { edition: 2, n: 4800, d: 4362, reason: '一件材料 6 月 20 日撤销' },
  ]);
  expect(nodes[0]!.sha256).not.toBe(nodes[1]!.sha256);
  expect(await officer.refused(Freeze, { month: '2024-06', reason: '再来' })).toMatchObject({ reason: 'NOTHING_TO_CHANGE' });
  expect((await officer.ask(All)).coverageSnapshots.nodes).toHaveLength(2);
});

test('the hash is over what is written: anybody can make it again', async () => {
  const [row] = await sql<{ ok: boolean }>(`
    select s.sha256 = encode(sha256(convert_to(concat_ws(E'\\n', s.month, s.register_id, r.rule_version,
      (select string_agg(concat_ws('|', e.uscc, e.district, e.division, e.size, v.number), E'\\n' order by m.uscc)
       from coverage_member m join register_entry e on e.id = m.entry_id left join evidence v on v.id = m.evidence_id where m.snapshot_id = s.id)), 'UTF8')), 'hex') as ok
    from coverage_snapshot s join coverage_rule r on r.id = s.rule_id where s.edition = 1`);
  expect(row).toEqual({ ok: true });
});

test('a month that is not over, or none, cannot be frozen; only the bureau freezes', async () => {
  expect(await officer.refused(Freeze, { month: '2099-01' })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'MONTH_NOT_OVER' });
  expect(await officer.refused(Freeze, { month: '2024-6' })).toMatchObject({ reason: 'MONTH_INVALID' });
  expect(await officer.refused(Freeze, { month: '2024-05' })).toMatchObject({ reason: 'NO_REGISTER_THEN' });
  for (const role of ['LEADER', 'DISTRICT', 'AUDITOR'] as const)
    expect(await (await someone(role)).refusal(Freeze, { month: '2024-06' })).toBe('FORBIDDEN');
});

test('the role of the API cannot change a frozen figure, a member or a row of a register', async () => {
  const api = new Client({ connectionString: here().apiUrl });
  await api.connect();
  try {
    for (const statement of [
      'update coverage_snapshot set d = 1',
      'delete from coverage_member',
      'update coverage_member set counted = true',
      `update register_entry set district = 'x'`,
    ])
      await expect(api.query(statement)).rejects.toThrow('permission denied');
  } finally {
    await api.end();
  }
});
