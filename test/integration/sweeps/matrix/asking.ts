import { type GraphQLInputType, getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { makeUscc } from '../../../../server/people/uscc.ts';
import { documentOf, least } from '../arguments.ts';
import type { Row } from '../rules.ts';
import type { Principal, Stage } from './cast.ts';
import { type Line, targetOf } from './lines.ts';
import { kindsOf } from './relations.ts';

/** What came back: OK or the code, and all of it but the number of the request. */
export interface Answer {
  code: string;
  told: string;
  /** The number of the request, by which its facts name it, and its idempotency key. */
  marks?: string[];
}
interface Body {
  marks?: string[];
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown[]; extensions?: { code?: string; requestId?: string } }[];
}

let serial = 0;

async function post(who: Principal, query: string, variables: object): Promise<Body> {
  const key = `matrix-${serial++}`;
  const response = await fetch(`${who.someone.at}/graphql`, {
    method: 'POST',
    headers: { ...who.someone.headers, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ query, variables }),
  });
  return { ...((await response.json()) as Body), marks: [response.headers.get('x-request-id')!, key] };
}

function toldOf(body: Body): string {
  for (const error of body.errors ?? []) delete error.extensions?.requestId;
  const { marks: _, ...told } = body;
  return JSON.stringify(told);
}
const codeOf = ({ errors }: Body): string => (errors?.length ? (errors[0]!.extensions?.code ?? 'NO_CODE') : 'OK');

/** A single call of an operation, about this record. */
export async function call(stage: Stage, line: Line, who: Principal, id: string | undefined, row: Row | null): Promise<Answer> {
  const variables = variablesOf(stage, line, who, id, row);
  const body = await post(who, documentOf(line.operation!, Object.keys(variables)), variables);
  return { code: codeOf(body), told: toldOf(body).replaceAll(id ?? '\0', 'ID'), marks: body.marks };
}

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

/** Many records of a type by their ids, in as few requests as a document may hold: null is NOT_FOUND. */
export async function byId(line: Line, who: Principal, ids: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const part of chunks(ids, 20)) {
    const body = await post(who, `{ ${part.map((id, at) => `r${at}: ${line.name}(id: "${id}") { id }`).join(' ')} }`, {});
    // Only the first errors are told; all of these are asked by one, who is refused all or none.
    const refusal = body.errors?.[0];
    answers.push(
      ...part.map((_, at) => {
        const found = body.data?.[`r${at}`] ?? null;
        if (refusal && !found) return { code: codeOf(body), told: JSON.stringify([refusal.message, refusal.extensions?.code]) };
        return { code: found ? 'OK' : 'NOT_FOUND', told: JSON.stringify(found) };
      }),
    );
  }
  return answers;
}

/** Whether a list holds these records when it is asked for them by id. */
export async function inList(line: Line, who: Principal, ids: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const part of chunks(ids, 50)) {
    const type = line.record!.entity;
    const body = await post(
      who,
      `query ($filter: ${type}Filter) { ${line.name}(filter: $filter, first: 50) { totalCount nodes { id } } }`,
      { filter: { id: part } },
    );
    const page = body.data?.[line.name] as { totalCount: number; nodes: { id: string }[] } | null | undefined;
    if (page && page.totalCount !== page.nodes.length)
      throw new Error(`${line.name} counts ${page.totalCount} and shows ${page.nodes.length}`);
    const found = new Set(page?.nodes.map(({ id }) => id));
    answers.push(
      ...part.map(id => ({
        code: page ? (found.has(id) ? 'OK' : 'NOT_FOUND') : codeOf(body),
        told: page ? String(found.has(id)) : toldOf(body),
      })),
    );
  }
  return answers;
}

async function got(who: Principal, path: string, method = 'GET', sent?: Uint8Array<ArrayBuffer>): Promise<Answer> {
  const headers = { accept: 'application/json', ...who.someone.headers };
  const response = await fetch(`${who.someone.at}${path}`, { method, headers, body: sent, redirect: 'manual' });
  const told = await response.text();
  if (response.ok || response.status === 303) return { code: 'OK', told, marks: [response.headers.get('x-request-id')!] };
  const body = JSON.parse(told) as Body;
  return { code: codeOf(body), told: toldOf(body) };
}

/** Which of these records an export holds; a workbook is only asked whether it comes. */
export async function exported(line: Line, who: Principal, ids: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const part of ids.length ? chunks(ids, 50) : [[]]) {
    const { code, told, marks } = await got(
      who,
      `/export/${line.name}?${new URLSearchParams({ columns: 'id', filter: JSON.stringify({ id: part }) })}`,
    );
    answers.push(
      ...(ids.length ? part : [undefined]).map(id =>
        code === 'OK' && id ? { code: told.includes(id) ? 'OK' : 'NOT_FOUND', told: '', marks } : { code, told, marks },
      ),
    );
  }
  return answers;
}

export const file = (who: Principal, id: string) => got(who, `/files/${id}`);
export const visit = (who: Principal, path: string) => got(who, path);
export const upload = (who: Principal) => got(who, '/files?name=matrix.pdf', 'PUT', new Uint8Array(Buffer.from('%PDF-1.4\n%%EOF')));

const texts: Record<string, string> = { district: '370211', division: '33', month: '2026-10', seed: 'matrix', mainScenario: 'S06' };
const textOf = (name: string): string | undefined => {
  if (name === 'uscc') return makeUscc(`matrix ${serial++}`, '370211');
  return name === 'login' || name === 'code' || name === 'number' ? `matrix${serial++}` : texts[name];
};

/** The least an operation takes, with ids of records that are there, and texts that pass for what they stand for. */
function variablesOf(stage: Stage, line: Line, who: Principal, id: string | undefined, row: Row | null): Record<string, unknown> {
  const operation = line.operation!;
  const fill = (given: GraphQLInputType, name: string, path: string): unknown => {
    const type = getNullableType(given);
    if (path === line.record?.named) return isListType(type) ? [id] : id;
    if (isListType(type)) return [fill(type.ofType, name.replace(/s$/, ''), path)];
    if (isInputObjectType(type))
      return Object.fromEntries(
        Object.values(type.getFields())
          .filter(part => isNonNullType(part.type) || `${path}.${part.name}` === line.record?.named)
          .map(part => [part.name, fill(part.type, part.name, `${path}.${part.name}`)]),
      );
    if (isEnumType(type)) return line.fixed?.[name] ?? least(type);
    if (type.name === 'ID') return somebody(stage, who, targetOf(operation, name)) ?? least(type);
    if (name === 'version') return row?.['version'] ?? 1;
    if (type.name === 'String') return textOf(name) ?? least(type);
    return least(type);
  };
  const wanted = operation.field.args.filter(arg => isNonNullType(arg.type) || ['note', 'reason'].includes(arg.name));
  return Object.fromEntries(wanted.map(arg => [arg.name, fill(arg.type, arg.name, arg.name)]));
}

/** A record for the other places of a call: one of the asker's own, or any. */
function somebody(stage: Stage, who: Principal, entity: string | undefined): string | undefined {
  if (!entity || !stage.rows.has(entity)) return undefined;
  const kinds = kindsOf(stage, who, entity);
  return (['own', 'own unpublished', 'assigned', 'same district', 'other', 'other district', 'unpublished'] as const)
    .map(one => kinds.get(one)?.[0]?.row.id)
    .find(Boolean);
}
