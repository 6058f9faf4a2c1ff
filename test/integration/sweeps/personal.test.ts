import { Writable } from 'node:stream';
import { type GraphQLObjectType, getNamedType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import { Client } from 'pg';
import { logger } from '../../../server/commands/logging.ts';
import { newId, fieldsOf as specsOf } from '../../../server/kernel/fields.ts';
import { mayCall } from '../../../server/kernel/guard.ts';
import { constant, lower, plural, snake } from '../../../server/kernel/naming.ts';
import { sightOf } from '../../../server/kernel/policy.ts';
import { readSheet } from '../../../server/kernel/sheets/readSheet.ts';
import { type Served, serve } from '../../../server/serve.ts';
import { here, sql, useServer } from '../../kit.ts';
import { databaseUrl } from '../../template.ts';
import { schema } from './arguments.ts';
import { entities, makeWorld, type Principal, unlike, type World } from './world.ts';

useServer();

const lines: string[] = [];
const sink = new Writable({
  write(chunk, _, done) {
    lines.push(String(chunk));
    done();
  },
});

interface Field {
  type: string;
  key: string;
  /** What was put into it, in every row of the table. */
  marks: string[];
}
const nouns = entities.filter(({ name }) => isObjectType(schema.getType(name)) && schema.getQueryType()!.getFields()[plural(lower(name))]);
const personal: Field[] = entities.flatMap(entity =>
  [...specsOf(entity)].filter(([, { options }]) => options.personal).map(([key]) => ({ type: entity.name, key, marks: [] as string[] })),
);
let world: World;
let served: Served;
let people: Principal[];

beforeAll(async () => {
  world = await makeWorld({ thinned: true });
  // What rows must not be for one another is not what is swept here.
  const loosened = new Client({ connectionString: databaseUrl(new URL(here().apiUrl).pathname.slice(1)) });
  await loosened.connect();
  await loosened.query('set session_replication_role = replica');
  for (const [at, field] of personal.entries()) await mark(loosened, field, at);
  await loosened.end();
  served = await serve({
    ...{ apiUrl: here().apiUrl, host: '127.0.0.1', port: 0, files: here().files, background: false, poolSize: 4 },
    log: logger({ logLevel: 'trace' }, sink),
  });
  people = world.people.map(person => ({ ...person, someone: person.someone.through(served) }));
}, 120_000);
afterAll(() => served.stop());

/** Puts a value that is nowhere else into a field of every row, and into a fact about each row as its change. */
async function mark(loosened: Client, { type, key, marks }: Field, at: number): Promise<void> {
  const { tableName } = here().owner.getMetadata(type);
  const [phone, name, email] = [
    `1370000${String(1000 + at)}`,
    `甄${'甲乙丙丁戊己庚辛壬癸'[at % 10]}${at}号人`,
    `zhenming${at}@person.example`,
  ];
  const value = key === 'caseContacts' ? JSON.stringify([{ enterpriseName: 'x', person: name, phone, consents: true }]) : undefined;
  marks.push(...(value ? [name, phone] : /phone/i.test(key) ? [phone] : /mail|contact$/i.test(key) ? [email] : [name]));
  await loosened.query(`update "${tableName}" set ${snake(key)} = $1`, [value ?? marks[0]]);
  for (const { id } of (await sql<{ id: string }>(`select id from "${tableName}"`)).slice(0, 30)) {
    const reference = newId();
    await sql('insert into personal_value (id, subject_id, value) values ($1, $2, $3)', [reference, id, value ?? marks[0]]);
    await sql(`insert into fact (id, name, subject, subject_id, changed) values ($1, $2, $3, $4, $5)`, [
      ...[newId(), `${type}.UPDATE`, type, id],
      JSON.stringify([{ field: key, before: { personal: reference }, after: { personal: reference } }]),
    ]);
  }
}

/** What this reader may nowhere see: the marks of fields that are not clear to the role. */
const hidden = ({ actor }: Principal): Field[] => personal.filter(({ type, key }) => sightOf(actor.role, type, key) !== 'clear');
const leaks = (who: Principal, text: string): string[] =>
  hidden(who).flatMap(({ type, key, marks }) => (marks.some(value => text.includes(value)) ? [`${type}.${key}`] : []));

const fieldsOf = (type: string) =>
  Object.values((schema.getType(type) as GraphQLObjectType).getFields()).filter(({ args }) => !args.some(isRequiredArgument));

/** All that a reader can select of a record: its own leaves, and one level further the leaves of what it leads to. */
function selection(who: Principal, type: string, deeper = true): string {
  return fieldsOf(type)
    .filter(({ name }) => sightOf(who.actor.role, type, name) !== 'withheld')
    .flatMap(({ name, type: part }) => {
      const target = getNamedType(part);
      if (isLeafType(target)) return [name];
      if (!deeper || !isObjectType(target) || /Connection$/.test(target.name)) return [];
      const below = selection(who, target.name, target.name === 'Fact');
      return below ? [`${name} { ${below} }`] : [];
    })
    .join(' ');
}

/** What a record leads to, as far as this reader may go there. */
const edgesOf = (who: Principal, type: string) =>
  fieldsOf(type).flatMap(({ name, type: to }) => {
    const target = getNamedType(to).name;
    const open = entities.some(each => each.name === target) && target !== 'Fact' && sightOf(who.actor.role, type, name) !== 'withheld';
    return open && isObjectType(schema.getType(target)) ? [{ name, target }] : [];
  });

/** The ways by two edges to a personal field that this reader sees masked or not at all; one for each edge and field. */
function pathsOf(who: Principal, type: string) {
  const found = edgesOf(who, type).flatMap(first =>
    edgesOf(who, first.target).flatMap(second =>
      hidden(who)
        .filter(({ type: end, key }) => end === second.target && fieldsOf(end).some(({ name }) => name === key))
        .map(({ type: end, key }) => {
          const deep = isLeafType(getNamedType(fieldsOf(end).find(({ name }) => name === key)!.type)) ? '' : ' { __typename }';
          return {
            field: `${end}.${key}`,
            sight: sightOf(who.actor.role, end, key),
            selection: `${first.name} { ${second.name} { ${key}${deep} } }`,
            dotted: `${first.name}.${second.name}.${key}`,
          };
        }),
    ),
  );
  return [...new Map(found.map(path => [`${path.selection.split(' ')[0]} ${path.field}`, path])).values()];
}
/** How many such ways were gone. */
const pathed = new Map<string, number>();

async function answerOf(who: Principal, query: string, variables: object = {}): Promise<string> {
  const response = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...who.someone.headers },
    body: JSON.stringify({ query, variables }),
  });
  return response.text();
}

let searched = 0;
/** What those saw who may: were there none, the sweep would be blind. */
const clear = new Set<string>();
test('the sweep knows every personal field of every table', () => {
  expect(personal.length).toBeGreaterThan(14);
  expect(personal.every(({ marks }) => marks.length > 0)).toBe(true);
});

describe.each(nouns.map(({ name }) => name))('%s', type => {
  const list = plural(lower(type));

  test('shows nobody a personal value that is not clear to them: in lists, histories, what it leads to, and exports', async () => {
    const ends = fieldsOf(type).map(({ type: to }) => getNamedType(to).name);
    const readers = unlike(
      world,
      people.filter(({ actor }) => mayCall(actor, list)),
      [type, ...ends.filter(name => world.rows.has(name))],
    );
    for (const who of readers) {
      const parts = selection(who, type);
      const first = who.actor.role === 'PUBLIC' ? 50 : 100;
      // In parts, since a document has a limit of its own.
      const own = fieldsOf(type).filter(({ type: part }) => isLeafType(getNamedType(part)));
      expect(own.length).toBeGreaterThan(0);
      let text = await answerOf(who, `{ ${list}(first: ${Math.min(first, 40)}) { totalCount nodes { ${parts} } } }`);
      if (/QUERY_TOO_COMPLEX|FORBIDDEN/.test(text)) {
        const edges = parts.match(/\w+ \{(?:[^{}]|\{[^{}]*\})*\}/g) ?? [];
        text = await answerOf(who, `{ ${list}(first: ${first}) { nodes { ${selection(who, type, false)} } } }`);
        for (const edge of edges) text += await answerOf(who, `{ ${list}(first: 25) { nodes { ${edge} } } }`);
      }
      expect(text).toContain('"nodes"');
      searched += text.length;
      expect([who.name, leaks(who, text)]).toEqual([who.name, []]);
      for (const { type: of, key, marks } of personal) if (marks.some(value => text.includes(value))) clear.add(`${of}.${key}`);
      // A workbook is made of the same cells: by default it is asked for once.
      for (const format of ['csv', ...(process.env['SWEEP'] === 'full' || who === readers[0] ? ['xlsx'] : [])]) {
        const response = await fetch(`${served.url}/export/${type}.${format}`, { headers: who.someone.headers });
        const bytes = Buffer.from(await response.arrayBuffer());
        let sheet = bytes.toString('utf8');
        if (response.ok && format === 'xlsx')
          for await (const { cells } of readSheet(bytes)) sheet += `${Object.values(cells).join('\n')}\n`;
        searched += sheet.length;
        expect([who.name, format, leaks(who, sheet)]).toEqual([who.name, format, []]);
      }
    }
  }, 120_000);

  test('B054: nor at the end of a path of three, in an answer, in a sheet and in the histories on the way', async () => {
    for (const who of people.filter(({ actor }) => mayCall(actor, list))) {
      const paths = pathsOf(who, type);
      const ask = (parts: readonly string[]) => answerOf(who, `{ ${list}(first: 5) { nodes { ${parts.join(' ')} } } }`);
      const masked = paths.filter(({ sight }) => sight === 'masked');
      const withheld = paths.filter(({ sight }) => sight === 'withheld');
      const histories = edgesOf(who, type).filter(({ target }) => fieldsOf(target).some(({ name }) => name === 'history'));
      const told = [
        ...(masked.length ? [await ask(masked.map(({ selection: parts }) => parts))] : []),
        ...(histories.length
          ? [await ask(histories.map(({ name }) => `${name} { history { note changes { field before after } } }`))]
          : []),
      ];
      if (withheld.length) {
        const refusal = await ask(withheld.map(({ selection: parts }) => parts));
        const { data, errors } = JSON.parse(refusal) as { data?: unknown; errors: { extensions: { details: { fields: string[] } } }[] };
        const fields = new Set(withheld.map(({ field }) => field));
        expect([who.name, data ?? null, [...errors[0]!.extensions.details.fields].sort()]).toEqual([who.name, null, [...fields].sort()]);
        told.push(refusal);
      }
      for (const { dotted, sight, field } of [...new Map(paths.map(path => [path.field, path])).values()]) {
        const response = await fetch(`${served.url}/export/${type}.csv?columns=id,${dotted}`, { headers: who.someone.headers });
        told.push(await response.text());
        if (sight === 'withheld') expect([who.name, field, response.ok]).toEqual([who.name, field, false]);
      }
      for (const path of paths) pathed.set(path.sight, (pathed.get(path.sight) ?? 0) + 1);
      expect([who.name, leaks(who, told.join('\n'))]).toEqual([who.name, []]);
    }
  }, 60_000);

  test('tells in no error, filter or search what a personal field holds', async () => {
    const fields = personal.filter(field => field.type === type);
    for (const who of people.filter(({ actor }) => mayCall(actor, list)))
      for (const { key, marks } of fields.filter(field => hidden(who).includes(field))) {
        const [value] = marks;
        const asked = [
          answerOf(who, `{ ${list} { nodes { ${key} } } }`),
          answerOf(who, `query ($v: String) { ${list}(search: $v) { totalCount nodes { id } } }`, { v: value }),
          answerOf(who, `query ($v: [String!]) { ${list}(filter: { ${key}: $v }) { totalCount } }`, { v: marks }),
          answerOf(who, `{ ${list}(sort: [{ field: ${constant(key)}, direction: ASC }]) { totalCount } }`),
          fetch(`${served.url}/export/${type}.csv?columns=id,${key}&search=${encodeURIComponent(value!)}`, {
            headers: who.someone.headers,
          }).then(response => response.text()),
        ];
        const texts = await Promise.all(asked);
        expect([who.name, key, leaks(who, texts.join('\n'))]).toEqual([who.name, key, []]);
        expect([who.name, key, /"totalCount":[1-9]/.test(texts[1]!)]).toEqual([who.name, key, false]);
      }
  }, 60_000);
});

test('there were paths to go, to what is masked and to what is withheld', () => {
  expect([pathed.get('masked') ?? 0, pathed.get('withheld') ?? 0].every(count => count > 20)).toBe(true);
});

test('and the log has none of them, whoever asked', () => {
  const text = lines.join('\n');
  expect(text.length).toBeGreaterThan(1000);
  expect(personal.flatMap(({ type, key, marks }) => (marks.some(value => text.includes(value)) ? [`${type}.${key}`] : []))).toEqual([]);
  console.info(
    `${personal.length} personal fields seen by those who may, ${people.length} principals, ${searched} characters of answers and ${text.length} of log: 0 hits`,
  );
});
