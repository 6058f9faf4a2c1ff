import { graphql } from '../../../schema/graphql.ts';
import { type Someone, someone, sql, useServer } from '../../kit.ts';
import { bring, bringTheCity, dataFile } from './desk.ts';

useServer();
let officer: Someone;
beforeAll(async () => {
  officer = await someone('OFFICER');
  await bringTheCity(officer);
}, 60_000);

const AskUndo = graphql(`mutation ($id: ID!, $note: String) { advanceImport(id: $id, action: ASK_UNDO, note: $note) { state } }`);
const Undo = graphql(`mutation ($id: ID!) { advanceImport(id: $id, action: UNDO) { undoneAt } }`);
/** One asks, another does it; answers with the refusal, if there is one. */
async function undo(id: string, note = '批文有误') {
  await officer.ask(AskUndo, { id, note });
  return (await someone('LEADER')).refused(Undo, { id });
}
const D = graphql(`query ($at: Date) { coverage(at: $at) { d } }`);
const One = graphql(
  `query ($number: [String!]) { evidences(filter: { number: $number }) { nodes { id state uploadedById verifiedByUnit verifiedOn revokedOn history { name } } } }`,
);
const Freeze = graphql(`mutation ($month: String!) { freezeSnapshot(month: $month) { id } }`);
const head = '材料编号,统一社会信用代码,依据类型,认定日期,文号或材料,核验单位,核验日期';
const table = (...rows: string[]) => Buffer.from([head, ...rows].join('\r\n'));
const importOf = async (kind: string, at = 0) =>
  (await sql<{ id: string }>('select id from import where kind = $1 order by id', [kind]))[at]!.id;
const d = async (at: string) => (await officer.ask(D, { at })).coverage.d;
const known = dataFile('evidence-2024-07.csv').toString().split('\r\n').slice(1, 3);

test('evidence with unit and day is verified by that unit, the importer stands as the one who brought it', async () => {
  const { nodes } = (await officer.ask(One, { number: ['EV005043'] })).evidences;
  expect(nodes).toMatchObject([
    {
      state: 'VERIFIED',
      uploadedById: officer.id,
      verifiedByUnit: '黄岛区工信局',
      verifiedOn: '2024-07-17',
      history: [{ name: 'Import.CREATE' }],
    },
  ]);
});

test('the same evidence and revocations again change nothing', async () => {
  expect(await bring(officer, 'EVIDENCE', 'evidence-2024-06.csv')).toMatchObject({ imported: 0, unchanged: 5042, faults: [] });
  expect(await bring(officer, 'REVOCATIONS', 'revoked-2024-07.csv')).toMatchObject({ imported: 0, unchanged: 5, faults: [] });
  expect(await sql('select count(*)::int as count from import')).toEqual([{ count: 5 }]);
});

test('an import adds and never replaces: a known number that says otherwise is a fault, and nothing is taken', async () => {
  const report = await bring(
    officer,
    'EVIDENCE',
    table(known[0]!, known[1]!.replace('2024-07-01', '2024-07-02'), `NEW1,${known[1]!.split(',')[1]},自评,2024-07-02,x,,`),
  );
  expect(report.faults).toMatchObject([
    { line: 3, column: '认定日期', value: '2024-07-02', code: 'DIFFERS', params: { known: '2024-07-01' } },
  ]);
  expect(report.imported).toBe(0);
  expect(await sql(`select id from evidence where number = 'NEW1'`)).toEqual([]);
});

test('a unit without a day, an unknown kind and a day that is none are faults', async () => {
  const uscc = known[0]!.split(',')[1];
  const report = await bring(
    officer,
    'EVIDENCE',
    table(`N1,${uscc},自评,2024-07-02,x,黄岛区工信局,`, `N2,${uscc},口头,2024-07-02,x,,`, `N3,${uscc},自评,2024-02-30,x,,`),
  );
  expect(report.faults.map(({ line, column, code }) => [line, column, code])).toEqual([
    [2, '核验日期', 'EMPTY'],
    [3, '依据类型', 'UNKNOWN_CODE'],
    [4, '认定日期', 'NOT_A_DATE'],
  ]);
});

test('a revocation of what is unknown, of another enterprise or on another day is a fault', async () => {
  const [first, second] = dataFile('revoked-2024-07.csv').toString().split('\r\n').slice(1, 3) as [string, string];
  const rows = [
    `EV999999,${first.split(',')[1]},2024-07-20,x`,
    first.replace(/,[^,]+,/, `,${second.split(',')[1]},`),
    second.replace('07-20', '07-21'),
  ];
  const report = await bring(officer, 'REVOCATIONS', Buffer.from(['材料编号,统一社会信用代码,撤销日期,理由', ...rows].join('\n')));
  expect(report.faults.map(({ line, code }) => [line, code])).toEqual([
    [2, 'UNKNOWN_RECORD'],
    [3, 'DIFFERS'],
    [4, 'DIFFERS'],
  ]);
});

test('evidence without a verifier waits, and its importer cannot verify it; another officer can, and D rises by one', async () => {
  const { gapList } = await officer.ask(
    graphql(`query { gapList(at: "2024-07-31", reason: NO_EVIDENCE, first: 1) { nodes { entry { uscc } } } }`),
  );
  const { uscc } = gapList.nodes[0]!.entry;
  const [{ today }] = (await sql<{ today: string }>('select domain_today()::text as today')) as [{ today: string }];
  await bring(officer, 'EVIDENCE', table(`OPEN1,${uscc},合同付款上线核验,${today},合同一份,,`));
  const before = await d(today);
  const { id, state } = (await officer.ask(One, { number: ['OPEN1'] })).evidences.nodes[0]!;
  expect(state).toBe('PROPOSED');
  const Verify = graphql(`mutation ($id: ID!) { advanceEvidence(id: $id, action: VERIFY) { state verifiedByUnit } }`);
  expect(await officer.refused(Verify, { id })).toMatchObject({ code: 'FORBIDDEN', reason: 'SAME_PERSON' });
  expect(await d(today)).toBe(before);
  expect((await (await someone('OFFICER')).ask(Verify, { id })).advanceEvidence).toEqual({ state: 'VERIFIED', verifiedByUnit: '市工信局' });
  expect(await d(today)).toBe(before + 1);
  expect(await undo(await importOf('EVIDENCE', 2))).toMatchObject({ reason: 'IMPORT_DEPENDED_ON' });
});

test('revocations and evidence can be taken back until something depends on them', async () => {
  expect(await d('2024-07-31')).toBe(4361);
  expect(await undo(await importOf('REVOCATIONS'))).toBeUndefined();
  expect(await d('2024-07-31')).toBe(4365);
  expect(await undo(await importOf('EVIDENCE', 1))).toBeUndefined();
  expect(await d('2024-07-31')).toBeLessThan(4365);
  expect((await officer.ask(One, { number: ['EV005043'] })).evidences.nodes).toEqual([]);
  expect(await bring(officer, 'EVIDENCE', 'evidence-2024-07.csv')).toMatchObject({ imported: 28 });
  await bring(officer, 'REVOCATIONS', 'revoked-2024-07.csv');
  expect(await d('2024-07-31')).toBe(4361);
  await officer.ask(Freeze, { month: '2024-07' });
  for (const kind of ['REVOCATIONS', 'EVIDENCE'] as const)
    expect(await undo(await importOf(kind, kind === 'EVIDENCE' ? 3 : 1))).toMatchObject({
      reason: 'IMPORT_DEPENDED_ON',
    });
});
