import {
  buildSchema,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { graphql } from '../../../schema/graphql.ts';
import { newId } from '../../../server/kernel/fields.ts';
import { lower, plural } from '../../../server/kernel/naming.ts';
import { readSheet } from '../../../server/kernel/sheets/readSheet.ts';
import { type Refusal, type Someone, someone, sql, travelTo, url, useServer } from '../../kit.ts';
import { before } from '../calls/scene.ts';
import { AdvanceReview, drawn, marks, reviewOf, Submit } from './scene.ts';

useServer();
afterEach(() => travelTo(before));

const Lend = graphql(`
  mutation ($submissionId: ID!, $fileId: ID!) { lendFile(submissionId: $submissionId, fileId: $fileId) { id files { name } } }
`);
const LentFiles = graphql(`query { reviewPapers(first: 50) { nodes { id files { id name } } } }`);
const Search = graphql(`query ($search: String!) { reviewPapers(search: $search) { totalCount } reviews(search: $search) { totalCount } }`);

const deepest = 4;

/** Every field below a type that needs no argument, as deep as documents may go. */
function everything(type: GraphQLObjectType, withheld: ReadonlySet<string>, depth: number, path: readonly string[] = []): string {
  const fields = Object.values(type.getFields()).flatMap(field => {
    if (withheld.has(`${type.name}.${field.name}`) || field.args.some(argument => isNonNullType(argument.type))) return [];
    const below = getNamedType(field.type);
    if (isLeafType(below)) return [field.name];
    const listed = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
    if (!isObjectType(below) || path.length >= depth || path.includes(below.name) || (listed && path.length >= 3)) return [];
    const inner = everything(below, withheld, depth, [...path, type.name]);
    return inner ? [`${field.name} { ${inner} }`] : [];
  });
  return fields.join(' ');
}

/** What earlier questions have taught: which fields are withheld, and how deep each root may be asked. */
const withheld = new Set<string>();
const depths = new Map<string, number>();

/** Asks a root query for all it has, as deep as it is allowed to. What is withheld is left out, one refusal at a time. */
async function sweep(who: Someone, schema: GraphQLSchema, root: string, call: string): Promise<string> {
  const type = getNamedType(schema.getQueryType()!.getFields()[root]!.type);
  let depth = depths.get(root) ?? deepest;
  for (let turn = 0; turn < 40; turn += 1) {
    const below = isObjectType(type) ? `{ ${everything(type, withheld, depth)} }` : '';
    try {
      return JSON.stringify(await who.ask(`query { ${call} ${below} }`));
    } catch (error) {
      const { code, details } = error as Refusal;
      if ((code === 'QUERY_TOO_COMPLEX' || code === 'GRAPHQL_VALIDATION_FAILED') && depth > 1) {
        depth -= 1;
        depths.set(root, depth);
        continue;
      }
      const field = String(details?.['field'] ?? '');
      if (code !== 'FORBIDDEN' || !field) throw error;
      withheld.add(field);
    }
  }
  throw new Error(`${root} does not answer`);
}

/** A file whose name, author and content tell whose it is. */
async function tellingFile(provider: Someone, at: number): Promise<{ id: string; name: string; sha256: string; author: string }> {
  const author = `制文者${at}号 Wang${at}`;
  const name = `服务商${at}号营业执照.pdf`;
  const response = await fetch(`${url()}/files?name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    headers: provider.headers,
    body: `%PDF-1.7\n1 0 obj << /Author (${author}) /Title (${name}) >> endobj\ntrailer << /Info 1 0 R >>\n%%EOF\n`,
  });
  const { id, sha256 } = (await response.json()) as { id: string; sha256: string };
  return { id, name, sha256, author };
}

/** All that comes of asking by GET: status, what is said beside the content, and the content, of a workbook its cells. */
async function told(who: Someone, path: string): Promise<string> {
  const response = await fetch(`${url()}${path}`, { headers: who.headers });
  const { 'x-request-id': _, date: __, ...headers } = Object.fromEntries(response.headers);
  const bytes = Buffer.from(await response.arrayBuffer());
  let text = decodeURIComponent(JSON.stringify([response.status, headers]));
  if (!response.ok || !path.includes('.xlsx')) return text + bytes.toString('utf8').replace(/"requestId":"[^"]*"/, '');
  for await (const { cells } of readSheet(bytes)) text += `${Object.values(cells).join('\n')}\n`;
  return text;
}

/** Every list as a sheet: with the columns it has by itself, with all of its own, and with all at the end of each path. */
async function sheets(who: Someone, schema: GraphQLSchema, may: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const [name, type] of Object.entries(schema.getTypeMap())) {
    if (!isObjectType(type) || !may.includes(plural(lower(name)))) continue;
    const leavesOf = (of: GraphQLObjectType) =>
      Object.values(of.getFields()).filter(field => isLeafType(getNamedType(field.type)) && !withheld.has(`${of.name}.${field.name}`));
    const paths = Object.values(type.getFields()).flatMap(field => {
      const below = getNamedType(field.type);
      return isObjectType(below) ? [leavesOf(below).map(leaf => `${field.name}.${leaf.name}`)] : [];
    });
    found.push(await told(who, `/export/${name}.csv`), await told(who, `/export/${name}.xlsx`));
    for (const columns of [leavesOf(type).map(field => field.name), ...paths])
      found.push(await told(who, `/export/${name}.csv?columns=${columns.join(',')}`));
  }
  return found;
}

const cores = ['澜图', '矩衡', '朴匠', '云岫', '砺石', '青禾', '拓朗', '迅翎'];
const forms = ['青岛%工业互联网有限公司', '山东%(青岛)智能科技股份有限公司', '%软件有限公司', '北京%数字技术有限责任公司'];
const blanks = ['', ' ', '\u200b', '·'];

/** A provider that everything in its papers tells of, in the ways in which people write it; made by lot from a seed. */
function identity(seed: number) {
  const pick = <T>(list: readonly T[], salt: number): T => list[(seed * 7 + salt * 13 + salt * salt) % list.length]!;
  const core = pick(cores, seed);
  const name = pick(forms, 1).replace('%', core);
  const phone = `13${800_000_000 + seed * 7_654_321}`;
  const domain = `${pick(['lantu', 'juheng', 'pujiang'], 2)}-works${seed}.com.cn`;
  const loose = (text: string) => [...text].join(pick(blanks, 3));
  const said = (uscc: string) => [
    `${name}自主研发`,
    `${loose(core)}云平台，咨询 ${phone.slice(0, 3)} ${phone.slice(3, 7)}-${phone.slice(7)}`,
    `详见 www.${domain}/产品 或 ${domain}，邮箱 sales@${domain}`,
    `信用代码 ${uscc.toLowerCase()}，${loose(uscc)}`,
  ];
  return { core, name, phone, domain, said, tells: [core, name, phone, domain, `sales@${domain}`] };
}

test('an expert who asks for everything there is finds no provider: no name, code, contact, id, submission, number or file, in lists, search, counts, history, exports, files or errors', async () => {
  const providers = [await someone('PROVIDER'), await someone('PROVIDER'), await someone('PROVIDER')];
  const files: Awaited<ReturnType<typeof tellingFile>>[] = [];
  for (const [at, provider] of providers.entries()) files.push(await tellingFile(provider, at));
  const whose = providers.map((_, at) => identity(at + 1));
  const usccs: string[] = [];
  for (const [at, { name, phone, domain }] of whose.entries()) {
    const [row] = (await sql(
      `update provider set name = $2, contact_phone = $3, contact_email = 'sales@' || $4 where id = $1 returning uscc`,
      [providers[at]!.of.providerId, name, phone, domain],
    )) as unknown as [{ uscc: string }[]];
    usccs.push(row[0]!.uscc);
  }
  const { callId, people, items, officer } = await drawn(3, 2, 3, {
    providers,
    solution: at => {
      const { core, said } = whose[at]!;
      const [first, second, third, fourth] = said(usccs[at]!) as [string, string, string, string];
      return {
        ...{ name: `${core}排产`, painPoint: first, functions: [first, second, third, fourth].join('；'), exitTerms: second },
        ...{ prerequisites: third, interfaces: ['REST', whose[at]!.domain], included: [fourth], fileIds: [files[at]!.id] },
        measures: [{ name: '准时交付率', unit: '%', expected: '+10', how: first }],
      };
    },
  });
  for (const [at, { id }] of items.entries()) await officer.ask(Lend, { submissionId: id, fileId: files[at]!.id });
  const [expert, other] = people as [Someone, Someone];
  for (const who of [expert, other]) {
    const { id } = await reviewOf(who, callId);
    await who.ask(AdvanceReview, { id, action: 'ACCEPT' });
    await who.ask(Submit, { id, marks: marks('47.11', '30'), comment: `只属于${who.of.expertId}` });
  }
  const schema = buildSchema(await (await fetch(`${url()}/schema.graphql`)).text());
  const { me } = await expert.ask<{ me: { may: string[] } }, object>('query { me { may } }');
  const mine = await sql<{ id: string; paper_id: string }>('select id, paper_id from review where expert_id = $1', [expert.of.expertId]);
  const answers: string[] = [];
  for (const [name, field] of Object.entries(schema.getQueryType()!.getFields())) {
    if (!me.may.includes(name)) continue;
    const required = field.args
      .filter(argument => isNonNullType(argument.type) && argument.defaultValue === undefined)
      .map(argument => argument.name);
    const call = field.args.some(argument => argument.name === 'first') ? `${name}(first: 5)` : name;
    if (required.length === 0) answers.push(await sweep(expert, schema, name, call));
    else if (required.join() === 'id')
      for (const id of [...mine.flatMap(review => [review.id, review.paper_id]), callId, ...items.map(item => item.id)])
        answers.push(await sweep(expert, schema, name, `${name}(id: "${id}")`));
    else if (required.join() === 'callId') answers.push(await sweep(expert, schema, name, `${name}(callId: "${callId}")`));
  }
  const exported = await sheets(expert, schema, me.may);
  expect(exported.filter(text => text.startsWith('[200')).length).toBeGreaterThan(10);
  expect(exported.join('\n')).toContain(mine[0]!.paper_id);
  const papers = (await expert.ask(LentFiles)).reviewPapers.nodes;
  const lent: string[] = [];
  for (const { files: shown } of papers) {
    expect(shown.map(({ name }) => name)).toEqual(['材料01.pdf']);
    for (const { id } of shown) lent.push(await told(expert, `/files/${id}`));
  }
  expect(lent.every(text => text.startsWith('[200'))).toBe(true);
  const missing = await told(expert, `/files/${newId()}`);
  for (const { id } of files) expect(await told(expert, `/files/${id}`)).toBe(missing);
  // What is looked for is not found, and what is refused says no more than that.
  const words = whose.flatMap(({ tells }) => tells);
  const counts: number[] = [];
  for (const search of [...words, ...usccs]) {
    const { reviewPapers, reviews } = await expert.ask(Search, { search });
    counts.push(reviewPapers.totalCount, reviews.totalCount);
  }
  expect(counts.filter(count => count > 0)).toEqual([]);
  const errors: string[] = [];
  const foreign = await sql<{ id: string }>('select id from review where call_id = $1 and expert_id <> $2', [callId, expert.of.expertId]);
  for (const { id } of [...foreign, ...items])
    for (const refused of [
      await expert.refused(AdvanceReview, { id, action: 'ACCEPT' }),
      await expert.refused(Submit, { id, marks: marks('50', '30') }),
      await expert.refused(Lend, { submissionId: id, fileId: files[0]!.id }),
    ])
      errors.push(JSON.stringify([refused!.code, refused!.reason, refused!.details, refused!.message]));
  const all = [...answers, ...exported, ...lent, ...errors, missing].join('\n');
  expect(all).toContain('47.11');
  expect(all).toContain(mine[0]!.paper_id);
  const tell = await sql<{ word: string }>(
    `select unnest(array[p.name, p.uscc, p.contact_phone, p.contact_name, p.id::text, s.id::text, s.solution_id::text, s.number, s.receipt]) as word
     from submission s join provider p on p.id = s.provider_id where s.call_id = $1`,
    [callId],
  );
  words.push(...tell.map(({ word }) => word).filter(Boolean), ...files.flatMap(file => Object.values(file)));
  expect(words.length).toBeGreaterThan(40);
  // Neither as they are nor with anything between the letters.
  const bare = all.replace(/[\s\u200b·]/gu, '').toLowerCase();
  const hits = words.filter(word => all.includes(word) || bare.includes(word.replace(/\s/g, '').toLowerCase()));
  console.info(
    `blind review: ${answers.length} lists and records, ${exported.length} sheets, ${counts.length} searches, ${lent.length} files, ${errors.length} errors; ${words.length} words, ${hits.length} hits`,
  );
  expect(hits).toEqual([]);
  expect(all).not.toContain(`只属于${other.of.expertId}`);
}, 60_000);
