import { type GraphQLInputType, getNamedType, getNullableType, isEnumType, isInputObjectType, isListType } from 'graphql';
import type { Role } from '../../../schema/roles.ts';
import { callersOf } from '../../../server/kernel/guard.ts';
import { lower, plural } from '../../../server/kernel/naming.ts';
import { openSession } from '../../../server/people/session/session.ts';
import { anyone, here, Someone, sql, useServer } from '../../kit.ts';
import { documentOf, most, type Operation, operations, schema } from './arguments.ts';

useServer({ city: true });

/** The people of the demonstration city, one for each role. */
const people = new Map<Role, Someone>();
beforeAll(async () => {
  people.set('PUBLIC', anyone());
  for (const { id, role } of await sql<{ id: string; role: Role }>(
    `select distinct on (role) id, role from account where password_hash is not null and state = 'ACTIVE' order by role, id`,
  ))
    people.set(role, new Someone(id, role, { cookie: `sid=${await openSession(here().owner.manager, { id, role })}` }));
}, 120_000);

const hostile: Record<string, unknown[]> = {
  String: [
    'a\u0000b',
    '\ud800',
    `'; drop table fact; --`,
    '%_\\',
    '\u202eexe.fdp',
    '🏭'.repeat(20_000),
    '',
    ' ',
    '__proto__',
    '1e309',
    '{"a":1}',
  ],
  ID: ['01900000-0000-7000-8000-000000000000', 'x', 'a\u0000b'],
  Int: [-1, 0, 2_147_483_647, -2_147_483_648],
  Decimal: ['-1', '0', '9999999999999999.999999', '0.000001'],
  Date: ['1900-01-01', '9999-12-31', '2024-02-29'],
  DateTime: ['1900-01-01T00:00:00-12:00', '9999-12-31T23:59:59.999+14:00', '1988-04-17T00:30:00+08:00'],
  Boolean: [null],
};

/** Every way to spoil one leaf of a value, one at a time. */
function* spoiled(type: GraphQLInputType, value: unknown): Generator<unknown> {
  const bare = getNullableType(type);
  if (isListType(bare)) {
    yield [];
    const [first] = value as unknown[];
    yield Array.from({ length: 150 }, () => first);
    for (const one of spoiled(bare.ofType, first)) yield [one];
  } else if (isInputObjectType(bare)) {
    const record = value as Record<string, unknown>;
    for (const field of Object.values(bare.getFields()))
      for (const one of [...spoiled(field.type, record[field.name]), ...(field.type === bare ? [] : [null])])
        yield { ...record, [field.name]: one };
  } else if (!isEnumType(bare)) yield* hostile[bare.name] ?? [];
}

const known = new Map<string, { id: string; version?: number } | undefined>();
/** A record of a type that this person sees. */
async function oneOf(who: Someone, type: string): Promise<{ id: string; version?: number } | undefined> {
  const key = `${who.role} ${type}`;
  if (!known.has(key)) {
    const list = plural(lower(type));
    const version =
      schema.getType(type)?.toConfig && 'version' in ((schema.getType(type) as never as { getFields(): object }).getFields?.() ?? {})
        ? ' version'
        : '';
    const answer = schema.getQueryType()!.getFields()[list]
      ? await who
          .ask<Record<string, { nodes: { id: string }[] }>, object>(`{ ${list}(first: 1) { nodes { id${version} } } }`)
          .catch(() => undefined)
      : undefined;
    known.set(key, answer?.[list]?.nodes[0]);
  }
  return known.get(key);
}

const typeNamed = (name: string) => `${name[0]!.toUpperCase()}${name.slice(1)}`;
/** Puts ids of records that are there where ids are asked for. */
async function real(who: Someone, operation: Operation, value: unknown, name: string): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(one => real(who, operation, one, name.replace(/s$/, ''))));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      await Promise.all(Object.entries(value).map(async ([key, part]) => [key, await real(who, operation, part, key)])),
    );
  const type = name === 'id' ? getNamedType(operation.field.type).name : /Id$/.test(name) ? typeNamed(name.replace(/Id$/, '')) : undefined;
  if (type) return (await oneOf(who, type))?.id ?? value;
  if (name === 'version') return (await oneOf(who, getNamedType(operation.field.type).name))?.version ?? value;
  return value;
}

// A sign-in that is spoiled ends in a lock, a sign-out in nothing to ask with, a lost factor in nothing that may be asked.
const left = ['signOut', 'signIn', 'stepUp', 'changePassword', 'setPassword', 'endSession', 'endOtherSessions', 'resetFactor'];

/**
 * By default an operation is given every fifth of its spoiled values, each operation from another one on: every kind of value is
 * given to many operations, and not to each. SWEEP=full gives all to all, as it is done every night.
 */
const shareOf = process.env['SWEEP'] === 'full' ? 1 : 5;

test.each(operations.filter(({ name }) => !left.includes(name)).map((operation, at) => [operation.name, operation, at] as const))(
  'whatever %s is given, it answers or refuses with a reason, and is no defect',
  async (_, operation, offset) => {
    const role = callersOf(operation.name).find(one => one !== 'PUBLIC' && people.has(one)) ?? 'PUBLIC';
    const who = people.get(role)!;
    const defects: unknown[] = [];
    const names = operation.field.args.map(({ name }) => name);
    const whole: Record<string, unknown> = {};
    for (const { name, type } of operation.field.args)
      whole[name] = await real(who, operation, name === 'first' ? 5 : name === 'after' ? null : most(type), name);
    const sparse = Object.fromEntries(
      operation.field.args.map(({ name }) => [name, ['filter', 'sort', 'search', 'offset', 'after'].includes(name) ? null : whole[name]]),
    );
    const tries: [string, Record<string, unknown>][] = [['', whole]];
    for (const { name, type } of operation.field.args) {
      const value = most(type);
      const bad =
        isInputObjectType(getNullableType(type)) && name === 'filter' ? [...filters(type, value)] : [...spoiled(type, whole[name])];
      for (const one of bad) tries.push([name, { ...sparse, [name]: one }]);
    }
    for (const [name, variables] of tries.filter((__, at) => at === 0 || (at + offset) % shareOf === 0)) {
      const refused = await who.refused(documentOf(operation, names), variables);
      if (refused && (!refused.code || ['INTERNAL_SERVER_ERROR', 'TIMEOUT', 'SERVICE_UNAVAILABLE'].includes(refused.code)))
        defects.push([name, JSON.stringify(variables[name])?.slice(0, 300), refused.code, refused.message.slice(0, 200)]);
    }
    expect(defects).toEqual([]);
  },
  120_000,
);

/** Filters are tried a column at a time: all of them together find nothing. */
function* filters(type: GraphQLInputType, value: unknown): Generator<unknown> {
  for (const one of spoiled(type, value)) {
    const changed = Object.entries(one as object).find(([key, part]) => part !== (value as Record<string, unknown>)[key]);
    if (changed) yield Object.fromEntries([changed]);
  }
}
