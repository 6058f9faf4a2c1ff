import { Client } from 'pg';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { Role } from '../../../schema/roles.ts';
import { type FieldSpec, fieldOf, fieldsOf, newId } from '../../../server/kernel/fields.ts';
import { type Actor, ahead, allowed, type Condition, policy, reached } from '../../../server/kernel/policy.ts';
import { createKey } from '../../../server/partners/service.ts';
import { type Dice, dice } from '../../../server/seed/dice.ts';
import { anyone, here, Someone, someone, sql } from '../../kit.ts';
import { databaseUrl } from '../../template.ts';
import { type Entity, entities, holds, lifecycles, meets, type Row } from './rules.ts';

export { type Entity, entities, lifecycles, meets, type Row, stateOf } from './rules.ts';

/**
 * A world in which every kind of record stands in every way that a rule of the policy can tell apart: of the own and
 * another district, provider, enterprise, expert and platform, in every state, before and after every instant.
 *
 * It is made from the entities and the policy, so that a new one is swept without anybody thinking of it.
 */
export interface World {
  people: Principal[];
  /** Every row of every table that has a rule, as the database keeps it, by property name. */
  rows: Map<string, Row[]>;
}
export interface Principal {
  name: string;
  someone: Someone;
  actor: Actor;
}

const past = '2020-01-01T00:00:00+08:00';
const future = '2090-01-01T00:00:00+08:00';
const rowsEach = 24;

export async function makeWorld({ seed = 1, thinned = false } = {}): Promise<World> {
  const people = await everybody();
  const known = new Map<string, Row[]>();
  const admin = new Client({ connectionString: databaseUrl(new URL(here().apiUrl).pathname.slice(1)) });
  await admin.connect();
  try {
    await loosen(admin);
    for (const entity of entities) {
      if (!policy().entities[entity.name] || entity.name === 'Fact') continue;
      if (thinned) await thin(admin, entity);
      const existing = await read(entity);
      const made = existing.length >= rowsEach ? [] : rowsOf(entity, people, known, dice(seed, entity.name), existing);
      await insert(admin, entity, made);
      known.set(entity.name, [...existing, ...made]);
      await insert(
        admin,
        factEntity,
        made.flatMap(row => factsOf(entity, row)),
      );
    }
  } finally {
    await admin.end();
  }
  const rows = new Map<string, Row[]>();
  for (const entity of entities) if (policy().entities[entity.name]) rows.set(entity.name, await read(entity));
  return { people, rows };
}

/** The eleven principals; the partner once with every scope and once with a single one. */
async function everybody(): Promise<Principal[]> {
  const roles: Role[] = ['ENTERPRISE', 'PROVIDER', 'EXPERT', 'DISTRICT', 'OFFICER', 'LEADER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'];
  const people: Principal[] = [{ name: 'PUBLIC', someone: anyone(), actor: { id: 'public', role: 'PUBLIC', name: '' } }];
  for (const role of roles) {
    const one = await someone(role);
    people.push({ name: role, someone: one, actor: { id: one.id, role, name: '', ...one.of } });
  }
  const scopes = [...new Set(Object.values(policy().scopes))].filter(scope => scope !== 'any');
  for (const [name, granted] of [
    ['PARTNER', scopes],
    ['PARTNER of one scope', scopes.slice(0, 1)],
  ] as const) {
    const { key, apiKey } = await createKey(here().owner.manager, { name, platform: 'own platform', scopes: [...granted] });
    people.push({
      name,
      someone: new Someone(apiKey.id, 'PARTNER', { authorization: `Bearer ${key}` }),
      actor: { id: apiKey.id, role: 'PARTNER', name: '', scopes: granted, platformId: 'own platform', keyId: apiKey.prefix },
    });
  }
  return people;
}

/**
 * Of those to whom the same rows and the same sights of all that they name are open, one: by default the others, whom the very
 * same rules answer, are not asked. SWEEP=full asks everybody, as it is done every night.
 */
export function unlike(
  world: World,
  people: readonly Principal[],
  types: readonly string[],
  also: (who: Principal) => unknown = () => undefined,
): Principal[] {
  if (process.env['SWEEP'] === 'full') return [...people];
  const keyOf = (who: Principal) =>
    JSON.stringify([
      who.actor.role === 'PUBLIC',
      also(who),
      types.map(type => visibleTo(world, who, type).map(({ id }) => id)),
      types.map(type => Object.entries(policy().entities[type]?.fields ?? {}).map(([, sights]) => sights?.[who.actor.role] ?? '')),
    ]);
  return [...new Map([...people].reverse().map(who => [keyOf(who), who])).values()];
}

/** Rows of a sweep need not make sense together: only what the policy can tell apart matters. */
async function loosen(admin: Client): Promise<void> {
  await admin.query(`set session_replication_role = replica`);
  const { rows } = await admin.query<{ drop: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop from pg_constraint c join pg_namespace n on n.oid = connamespace
     where nspname = 'public' and contype in ('c', 'u', 'x', 'f')
     union all
     select format('drop index %s', indexrelid::regclass) from pg_index i join pg_class t on t.oid = indrelid join pg_namespace n on n.oid = relnamespace
     where nspname = 'public' and indisunique and not indisprimary and not exists (select from pg_constraint where conindid = indexrelid)
     union all
     select format('alter table %s enable always trigger %I', tgrelid::regclass, tgname) from pg_trigger where tgname = 'search_key'`,
  );
  for (const { drop } of rows) await admin.query(drop);
}

/** Of what ships with the product a handful will do. */
async function thin(admin: Client, entity: Entity): Promise<void> {
  const { tableName } = here().owner.getMetadata(entity);
  await admin.query(`delete from "${tableName}" where id not in (select id from "${tableName}" order by id desc limit ${rowsEach})`);
}

const columnsOf = (entity: Entity): ColumnMetadata[] => here().owner.getMetadata(entity).columns;
const factEntity = entities.find(({ name }) => name === 'Fact')!;

export const rowsNow = (type: string): Promise<Row[]> => read(entities.find(({ name }) => name === type)!);

async function read(entity: Entity): Promise<Row[]> {
  return (await here().owner.getRepository(entity).find()) as Row[];
}

/** Rows of a type that stand in every way that a rule can tell apart. */
export function rowsOf(
  entity: Entity,
  people: readonly Principal[],
  known: Map<string, Row[]>,
  roll: Dice,
  existing: readonly Row[],
): Row[] {
  const choices = choicesOf(entity, people, known);
  const columns = columnsOf(entity).filter(({ propertyName }) => propertyName !== 'id');
  const wanted = pointsOf(entity, people, choices);
  return Array.from({ length: Math.max(rowsEach, wanted.length) }, (_, at) => {
    const row: Row = { id: newId() };
    for (const column of columns) {
      const told = choices.get(column.propertyName);
      row[column.propertyName] = told?.length ? roll.pick(told) : ordinary(entity, column, known, roll, at + existing.length);
    }
    return Object.assign(row, wanted[at]);
  });
}

/** For every rule of reading a row that meets all of it, and for each of its conditions one that fails that alone. */
function pointsOf(entity: Entity, people: readonly Principal[], choices: Map<string, unknown[]>): Record<string, unknown>[] {
  const points = new Map<string, Record<string, unknown>>();
  for (const { actor } of people)
    for (const rule of allowed(actor, 'read', entity.name)) {
      const columns = Object.entries(rule).filter(([column]) => column !== 'id');
      const pick = (column: string, condition: Condition, good: boolean) =>
        choices.get(column)?.find(value => holds(condition, value) === good && !(column === 'state' && timed(entity.name, value)));
      for (const bad of [undefined, ...columns.map(([column]) => column)]) {
        const point = Object.fromEntries(columns.map(([column, condition]) => [column, pick(column, condition, column !== bad)]));
        if (Object.values(point).every(value => value !== undefined)) points.set(JSON.stringify(point), point);
      }
    }
  return [...points.values()];
}

/** Whether the clock moves rows out of this state, so that another column decides whether they stand there. */
const timed = (entity: string, state: unknown) =>
  Object.values(lifecycles.find(each => each.entity === entity)?.moves ?? {}).some(({ at, from }) => at && from.includes(String(state)));

/** The values of the columns that rules speak of: those that meet a condition, and others. */
function choicesOf(entity: Entity, people: readonly Principal[], known: Map<string, Row[]>): Map<string, unknown[]> {
  const choices = new Map<string, Set<unknown>>();
  const add = (column: string, ...values: unknown[]) => {
    const set = choices.get(column) ?? new Set();
    for (const value of values) set.add(value);
    choices.set(column, set);
  };
  for (const rule of Object.values(policy().entities[entity.name]!)) {
    if (!rule) continue;
    for (const { actor } of people)
      for (const rows of (['read', 'create', 'update', 'move'] as const).flatMap(verb => allowed({ ...actor }, verb, entity.name)))
        for (const [column, condition] of Object.entries(rows))
          if (condition === reached || condition === ahead) add(column, past, future);
          else if (Array.isArray(condition)) add(column, ...condition);
          else add(column, condition);
  }
  const table = lifecycles.find(each => each.entity === entity.name);
  if (table) add('state', ...table.states);
  for (const move of Object.values(table?.moves ?? {})) if (move.at) add(move.at, past, future);
  for (const [column, values] of choices) {
    const metadata = columnsOf(entity).find(each => each.propertyName === column);
    const spec = fieldOf(entity, column);
    if (metadata?.isNullable) values.add(null);
    else values.delete(null);
    if (spec?.kind === 'flag') add(column, true, false);
    else if (spec?.kind === 'ref') for (const { id } of (known.get(spec.target!) ?? []).slice(-3)) values.add(id);
    else if (spec?.kind === 'text' && !spec.list) values.add(column === 'district' ? '370212' : 'another');
    else if (metadata?.type === 'uuid') values.add(newId());
    else if (spec?.kind === 'instant') values.add(past);
  }
  return new Map([...choices].map(([column, values]) => [column, [...values]]));
}

/** A value that a column takes, of its kind; texts tell themselves apart, so that a search for one finds one. */
function ordinary(entity: Entity, column: ColumnMetadata, known: Map<string, Row[]>, roll: Dice, at: number): unknown {
  const spec = fieldOf(entity, column.propertyName);
  const one = spec ? sample(entity, spec, known, roll, at) : plain(column, entity, at);
  return spec?.list || column.isArray ? (one === null ? [] : [one]) : one;
}

const plain = (column: ColumnMetadata, entity: Entity, at: number): unknown => {
  const type = String(column.type);
  if (column.isNullable) return null;
  if (type === 'uuid') return newId();
  if (/json/.test(type)) return {};
  if (/time/.test(type)) return past;
  if (type === 'date') return '2024-06-30';
  if (type === 'boolean') return false;
  return /int|numeric/.test(type) ? at : `${entity.name}${column.propertyName}${at}`;
};

function sample(entity: Entity, spec: FieldSpec, known: Map<string, Row[]>, roll: Dice, at: number): unknown {
  const pool = spec.target ? (known.get(spec.target) ?? []) : [];
  switch (spec.kind) {
    case 'ref':
      return pool.length ? roll.pick(pool).id : spec.options.optional ? null : newId();
    case 'id':
      return newId();
    case 'enum':
      return roll.pick(Object.values(spec.type() as Record<string, string>));
    case 'int':
      return at + 1;
    case 'flag':
      return roll.chance(0.5);
    case 'decimal':
      return `${at + 1}.25`;
    case 'day':
      return `2024-06-${String((at % 28) + 1).padStart(2, '0')}`;
    case 'instant':
      return roll.chance(0.5) ? past : future;
    case 'json':
      return Object.fromEntries([...fieldsOf(spec.type())].map(([key, part]) => [key, many(part, sample(entity, part, known, roll, at))]));
    default:
      return `${entity.name}Secret${spec.key}N${at}E`;
  }
}
const many = (spec: FieldSpec, value: unknown) => (spec.list ? [value] : value);

/** What has happened to a row: a change of every one of its fields, and something for staff only. */
function factsOf(entity: Entity, row: Row): Row[] {
  const fact = {
    subject: entity.name,
    subjectId: row.id,
    actorId: null,
    actorName: null,
    actorRole: null,
    keyId: null,
    requestId: null,
    at: past,
  };
  const changed = [...fieldsOf(entity).keys()].map(field => ({ field, before: null, after: `after ${field}` }));
  return [
    { ...fact, id: newId(), name: `${entity.name}.CREATE`, note: 'open', changed, details: {} },
    { ...fact, id: newId(), name: `${entity.name}.UNMASK`, note: 'internal', changed: [], details: { internal: true } },
  ];
}

export async function insert(admin: Client, entity: Entity, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const { tableName, columns } = here().owner.getMetadata(entity);
  const keys = Object.keys(rows[0]!);
  const names = keys.map(key => columns.find(({ propertyName }) => propertyName === key)!.databaseName);
  const json = new Set(columns.filter(({ type }) => /json/.test(String(type))).map(({ propertyName }) => propertyName));
  const values = rows.flatMap(row => keys.map(key => (json.has(key) && row[key] !== null ? JSON.stringify(row[key]) : row[key])));
  const places = rows.map((_, at) => `(${keys.map((__, place) => `$${at * keys.length + place + 1}`).join(', ')})`);
  await admin.query(`insert into "${tableName}" (${names.map(name => `"${name}"`).join(', ')}) values ${places.join(', ')}`, values);
}

export const visibleTo = (world: World, { actor }: Principal, entity: string): Row[] =>
  (world.rows.get(entity) ?? []).filter(row => meets(entity, allowed(actor, 'read', entity), row));

/**
 * Everything that is kept, as one line a table: how many rows and the sum of what they say. That a key was used is no
 * change, and neither is the trace of a refusal with its seal.
 */
export async function census(): Promise<Record<string, string>> {
  const tables = entities
    .map(entity => here().owner.getMetadata(entity).tableName)
    .filter(name => !['session', 'errand', 'seal', 'audit_head'].includes(name));
  const rows = await sql<{ name: string; sum: string }>(
    tables
      .map(
        name =>
          `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended((to_jsonb(it) - 'last_used_at' - 'last_used_from')::text, 0)), 0) as sum from "${name}" it${name === 'fact' ? ` where subject <> 'Refusal'` : ''}`,
      )
      .join(' union all '),
  );
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
