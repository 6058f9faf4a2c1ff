import { sql, useServer } from '../../../kit.ts';
import { lifecycles, type Row } from '../rules.ts';
import { census } from '../world.ts';
import { type Answer, byId, call, exported, file, inList, upload, visit } from './asking.ts';
import { type Principal, type Stage, setStage } from './cast.ts';
import { type DryRun, startDryRun } from './dryRun.ts';
import { type Cell, compare, tableOf } from './golden.ts';
import { allLines, type Line, vouching } from './lines.ts';
import { actsUnseen, type Expected, expected, isOpen } from './oracle.ts';
import { type Kind, kindsOf, type Relation, relations } from './relations.ts';

// Everybody tries to sign in within a minute, from one address.
useServer({ city: true, identityProviders: () => [vouching], attemptsPerMinute: 10_000 });

const never = '01900000-0000-7000-8000-000000000000';
const rights = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'];
const defects = ['INTERNAL_SERVER_ERROR', 'TIMEOUT', 'SERVICE_UNAVAILABLE', 'RATE_LIMITED', 'NO_CODE', 'GRAPHQL_VALIDATION_FAILED'];

/** What a refusal may leave: that it was one, sealed as every fact is, that a sign-in failed, and a sign-on that goes on elsewhere. */
const leftByRefusals = /^(fact (Refusal|User)\.\w+|errand|seal|audit_\w+|unsealed|sign_in_attempt|sign_on_attempt)$/;

let lines: Line[];
let stage: Stage;
let dry: DryRun;
let before: Record<string, unknown>;
const cells: Cell[] = [];
const codes = new Map<string, string>();
const wrong: string[] = [];
const begun = performance.now();

beforeAll(async () => {
  lines = allLines();
  stage = await setStage();
  before = await kept();
  dry = startDryRun();
}, 300_000);
afterAll(() => dry?.stop());

/** All that is kept, but for what refusals may leave. */
async function kept(): Promise<Record<string, unknown>> {
  const tables = Object.entries(await census()).filter(([name]) => name !== 'fact' && !leftByRefusals.test(name));
  const [facts] = await sql(`select count(*) as facts from fact where name not like 'Refusal.%'`);
  return { ...Object.fromEntries(tables), ...facts };
}

interface Asked {
  relation: Relation;
  id?: string;
  row: Row | null;
}

const byNearness = (a: Asked, b: Asked) => relations.indexOf(a.relation) - relations.indexOf(b.relation);

/** For each way a record can stand to this principal the one that tells most: on which the most would be done. */
function askedOf(line: Line, who: Principal): Asked[] {
  if (!line.record) return [{ relation: 'none', row: null }];
  const { entity } = line.record;
  const move = line.action ? lifecycles.find(each => each.entity === entity)?.moves[line.action] : undefined;
  const asked: Asked[] = [];
  if (!who.brief)
    for (const [relation, kinds] of kindsOf(stage, who, entity)) {
      const worth = ({ row, state, movable, changeable }: Kind) =>
        (actsUnseen[line.name]?.(stage, who.actor, row) ? 4 : 0) +
        (move?.from.includes(state) ? 2 : 0) +
        ((line.name.startsWith('update') ? changeable : movable) ? 1 : 0);
      const { row } = kinds.reduce((best, kind) => (worth(kind) > worth(best) ? kind : best));
      asked.push({ relation, id: row.id, row });
    }
  if (!who.brief) asked.push({ relation: 'deleted', id: stage.deleted.get(entity)!, row: null });
  const missing: Asked = { relation: 'missing', id: never, row: null };
  // A change that is not for this role is refused before any record is looked for: the nearest record stands for all there are.
  if (line.kind === 'mutation' && !isOpen(who.actor, line.gate!)) return [...asked.sort(byNearness).slice(0, 1), missing];
  return [...asked, missing];
}

async function answersOf(line: Line, who: Principal, asked: readonly Asked[]): Promise<Answer[]> {
  const ids = asked.flatMap(({ id }) => (id ? [id] : []));
  switch (line.kind) {
    case 'one':
      return byId(line, who, ids);
    case 'list':
      return inList(line, who, ids);
    case 'export':
      return exported(line, who, ids);
    case 'file':
      return Promise.all(ids.map(id => file(who, id)));
    case 'upload':
      return [await upload(who)];
    case 'route':
      return [await visit(who, line.path!)];
    default: {
      const answers: Answer[] = [];
      for (const { id, row } of asked) answers.push(await call(stage, line, who, id, row));
      return answers;
    }
  }
}

const fits = (wanted: Expected, { code, told }: Answer, missing: Answer | undefined): boolean => {
  if (defects.includes(code)) return false;
  if (wanted === 'permitted') return !['UNAUTHENTICATED', 'NOT_FOUND'].includes(code);
  if (wanted === 'refused') return code !== 'OK' && told === missing?.told;
  // The domain may forbid more than the policy does; then it says why.
  if (code === 'FORBIDDEN' && told.includes('"reason":') && wanted.codes.includes('ILLEGAL_STATE')) return true;
  return wanted.codes.includes(code) && (code !== 'NOT_FOUND' || told === missing?.told || missing === undefined);
};

// Whatever ends a session or spoils it comes last.
const late = /sign|password|session/i;

/**
 * To whom the moves of a type are not open, they are one operation. A key of a single scope asks only for what is open to
 * the key that has them all: what is not open to partners at all is the same rule for both.
 */
const linesFor = ({ actor, brief }: Principal): Line[] => {
  const whole = stage.people.find(({ name }) => name === 'PARTNER')!.actor;
  const told = lines.flatMap(line => {
    if (brief && line.gate && !isOpen(whole, line.gate)) return [];
    if (!line.action || isOpen(actor, line.name)) return [line];
    const [first] = lines.filter(({ name }) => name === line.name);
    return line === first ? [{ ...line, title: line.name }] : [];
  });
  return [...told.filter(({ name }) => !late.test(name)), ...told.filter(({ name }) => late.test(name))];
};

/** Asks all that a line has to ask for a principal, and holds the answers against the oracle. */
async function ask(line: Line, who: Principal): Promise<void> {
  const asked = askedOf(line, who);
  const answers = await answersOf(line, who, asked);
  const missing = answers[asked.findIndex(({ relation }) => relation === 'missing')];
  asked.forEach(({ relation, row }, at) => {
    const answer = answers[at]!;
    // An export that came is a fact, whatever it holds.
    const done = line.kind === 'export' ? 'OK' : answer.code;
    for (const mark of answer.marks ?? []) codes.set(mark, `${line.title}, ${relation}, ${who.name}: ${done}`);
    cells.push({ line: line.title, relation, principal: who.name, code: answer.code });
    const wanted = expected(line, who.actor, row, stage);
    if (!fits(wanted, answer, missing))
      wrong.push(`${line.title}, ${relation}, ${who.name}: ${JSON.stringify(wanted)} expected, ${answer.told.slice(0, 200)}`);
  });
}

test('every operation answers every principal about every kind of record as the policy says, and a refusal changes nothing', async () => {
  const waiting = [...stage.people];
  const lane = async () => {
    for (let who = waiting.shift(); who; who = waiting.shift()) for (const line of linesFor(who)) await ask(line, who);
  };
  await Promise.all([lane(), lane()]);
  for (const { tables, requests } of dry.writes) {
    const kept = tables.filter(name => !leftByRefusals.test(name));
    const calls = [...new Set(requests.map(request => codes.get(request) ?? 'no call'))];
    if (kept.length && !(calls.length === 1 && calls[0]!.endsWith(': OK')))
      wrong.push(`${calls.join(' and ') || 'nobody'} would have kept ${kept.join(', ')}`);
  }
  expect(wrong).toEqual([]);
  expect(await kept()).toEqual(before);
}, 300_000);

test('B055: the id of another type of record is the id of nothing', async () => {
  const officer = stage.people.find(({ name }) => name === 'OFFICER')!;
  const found: string[] = [];
  for (const line of lines.filter(({ kind, name }) => kind === 'one' && isOpen(officer.actor, name))) {
    const ids = [...stage.rows].flatMap(([entity, [row]]) => (row && entity !== line.record!.entity ? [row.id] : []));
    const answers = await byId(line, officer, ids);
    expect(answers.length).toBeGreaterThan(10);
    found.push(...answers.flatMap(({ code }, at) => (code === 'NOT_FOUND' ? [] : [`${line.name} ${ids[at]}: ${code}`])));
  }
  expect(found).toEqual([]);
});

test('the matrix is the one that is kept in schema/permission-matrix.csv', () => {
  const differences = compare(
    tableOf(
      cells,
      stage.people.map(({ name }) => name),
    ),
  );
  console.info(
    `${lines.length} operations × ${stage.people.length} principals: ${cells.length} cells, ${wrong.length} mismatches, ${dry.writes.length} writes taken back, ${((performance.now() - begun) / 1000).toFixed(1)} s; not covered: ${stage.uncovered.join('; ') || 'nothing'}`,
  );
  expect(differences).toEqual([]);
  expect(rights.every(code => cells.some(cell => cell.code === code))).toBe(true);
});
