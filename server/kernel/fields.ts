import { randomUUID } from 'node:crypto';
import { Allow, IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { lexicon } from '../../schema/messages/index.ts';
import type { Lifecycle } from './lifecycle.ts';
import { snake } from './naming.ts';
import { GraphQLDay, GraphQLDecimal, GraphQLInstant } from './scalars.ts';
import { textLength, unkeepable } from './text.ts';

/**
 * One decorator per field, so that GraphQL, the database and validation cannot disagree about it.
 *
 * Types are explicit throughout: the code needs no emitted metadata and runs under any transpiler. On an input class the
 * column part lies idle, since only classes marked `@Noun` are tables.
 */
export interface Options {
  /** One English sentence, with units. The Chinese label is added from `schema/messages`. */
  about: string;
  optional?: boolean;
  /** A plain index, for what is filtered or sorted. */
  index?: boolean;
  /** Unique in the table; the constraint bears this name, so that it can be a refusal. */
  unique?: string;
  /** A personal value: facts keep a reference to it, and the policy must say who reads it clear or masked. */
  personal?: boolean;
  /** Not for everybody: the policy must say who reads it. */
  internal?: boolean;
}

export type Kind = 'id' | 'text' | 'enum' | 'int' | 'flag' | 'decimal' | 'day' | 'instant' | 'ref' | 'json';

/** What is known of a field, for filters, cursors, exports and the policy. */
export interface FieldSpec {
  key: string;
  kind: Kind;
  type: () => any;
  list: boolean;
  options: Options;
  /** For a reference: the entity it names. */
  target?: string;
  enumName?: string;
  lifecycle?: Lifecycle;
  decorate: (options: Options) => PropertyDecorator;
}

const registry = new Map<object, Map<string, FieldSpec>>();

/** The fields of a class, in the order they were declared. */
export const fieldsOf = (type: { prototype: object }): Map<string, FieldSpec> => registry.get(type.prototype) ?? new Map();
export const fieldOf = (type: { prototype: object }, key: string): FieldSpec | undefined => fieldsOf(type).get(key);

/** Extra statements that an entity needs and TypeORM cannot say: indexes of expressions. They go into the migration. */
export const statements: { table: () => string; name: string; sql: string }[] = [];

type Rest = { kind: Kind; type: () => any; column: object; list?: boolean; target?: string; enumName?: string; lifecycle?: Lifecycle };

function field(
  options: Options,
  rest: Rest,
  again: (options: Options) => PropertyDecorator,
  more: PropertyDecorator[] = [],
): PropertyDecorator {
  return (target, property) => {
    const key = String(property);
    const { kind, type, column, list = false } = rest;
    const { optional = false, index, unique, about } = options;
    registry.set(target, (registry.get(target) ?? new Map()).set(key, { ...rest, key, kind, type, list, options, decorate: again }));
    Field(() => (list ? [type()] : type()), { nullable: optional, description: about })(target, property);
    Column({ ...column, nullable: optional, ...(list && { array: kind !== 'json' }) } as object)(target, property);
    if (index && !unique) Index()(target, property);
    if (unique) Index(unique, { unique: true })(target, property);
    if (optional) IsOptional()(target, property);
    Allow()(target, property);
    for (const decorator of more) decorator(target, property);
  };
}

const valid = (name: string, message: string, validate: (value: any) => boolean, each = false): PropertyDecorator =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => message } }, { each }) as PropertyDecorator;

/** Text that can be kept: no NUL, no half of a surrogate pair, no control characters but line breaks and tabs. */
export const isCleanText = (value: unknown): value is string => typeof value === 'string' && !unkeepable.test(value);

const textRule = (max: number, optional: boolean, each = false) =>
  valid(
    'text',
    `has ${optional ? 0 : 1} to ${max} characters, none of them control characters`,
    value => isCleanText(value) && (optional || value.trim() !== '') && textLength(value) <= max,
    each,
  );

export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const idRule = (each = false) => valid('id', 'is an id', value => typeof value === 'string' && uuidPattern.test(value), each);

/** A table that is also a type of the API. */
export const Noun =
  (about: string, { table }: { table?: string } = {}): ClassDecorator =>
  target => {
    ObjectType({ description: about })(target as never);
    if (table) Entity(table)(target);
    else Entity()(target);
  };
export const Input =
  (about: string): ClassDecorator =>
  target =>
    InputType({ description: about })(target as never);
/** A type of the API that is no table: a figure, a report, a part kept as JSON. */
export const Value =
  (about: string): ClassDecorator =>
  target =>
    ObjectType({ description: about })(target as never);

export const Id = (): PropertyDecorator => (target, property) => {
  registry.set(
    target,
    (registry.get(target) ?? new Map()).set(String(property), {
      key: String(property),
      kind: 'id',
      type: () => ID,
      list: false,
      options: { about: '' },
      decorate: () => Id(),
    }),
  );
  Field(() => ID, { description: 'UUID v7: ids sort by birth' })(target, property);
  PrimaryColumn('uuid')(target, property);
};

export const Text = (options: Options & { max?: number }): PropertyDecorator =>
  field(options, { kind: 'text', type: () => String, column: { type: 'text' } }, more => Text({ ...options, ...more }), [
    textRule(options.max ?? 200, options.optional ?? false),
  ]);

export const Texts = (options: Options & { max?: number; most?: number }): PropertyDecorator =>
  field(
    options,
    { kind: 'text', type: () => String, list: true, column: { type: 'text', default: '{}' } },
    more => Texts({ ...options, ...more }),
    [
      textRule(options.max ?? 200, false, true),
      valid('list', `has at most ${options.most ?? 100} entries`, value => Array.isArray(value) && value.length <= (options.most ?? 100)),
    ],
  );

export const Count = (options: Options & { start?: number; min?: number; max?: number }): PropertyDecorator => {
  const { min = 0, max = 2_147_483_647, start } = options;
  return field(
    options,
    { kind: 'int', type: () => Int, column: { type: 'int', ...(start !== undefined && { default: start }) } },
    more => Count({ ...options, ...more }),
    [valid('count', `is a whole number from ${min} to ${max}`, value => Number.isInteger(value) && value >= min && value <= max)],
  );
};

export const Flag = (options: Options & { start?: boolean }): PropertyDecorator =>
  field(
    options,
    { kind: 'flag', type: () => Boolean, column: { type: 'boolean', ...(options.start !== undefined && { default: options.start }) } },
    more => Flag({ ...options, ...more }),
  );

/** Exact decimal. `digits` are those after the point. */
export const Quantity = (options: Options & { digits?: number; min?: number }): PropertyDecorator => {
  const { digits = 4, min } = options;
  const pattern = new RegExp(`^-?\\d{1,15}(\\.\\d{1,${digits}})?$`);
  return field(
    options,
    { kind: 'decimal', type: () => GraphQLDecimal, column: { type: 'numeric', precision: 15 + digits, scale: digits } },
    more => Quantity({ ...options, ...more }),
    [
      valid(
        'decimal',
        `has at most ${digits} digits after the point${min === undefined ? '' : ` and is at least ${min}`}`,
        value => typeof value === 'string' && pattern.test(value) && (min === undefined || Number(value) >= min),
      ),
    ],
  );
};

/** CNY, exact to the fen. */
export const Money = (options: Options): PropertyDecorator => Quantity({ ...options, digits: 2, min: 0 });

export const Day = (options: Options): PropertyDecorator =>
  field(options, { kind: 'day', type: () => GraphQLDay, column: { type: 'date' } }, more => Day({ ...options, ...more }));

export const Moment = (options: Options & { start?: 'now' }): PropertyDecorator =>
  field(
    options,
    {
      kind: 'instant',
      type: () => GraphQLInstant,
      column: { type: 'timestamptz', ...(options.start && { default: () => 'domain_now()' }) },
    },
    more => Moment({ ...options, ...more }),
  );

export const CreatedAt = (): PropertyDecorator => Moment({ about: 'When the record was made, by the clock of the database', start: 'now' });

/** Raised by every change; an update must name the version it read. */
export const Version = (): PropertyDecorator =>
  Count({ about: 'Raised by one with every change; an update names the version it read', start: 1 });

/**
 * A foreign key. The target is named, not imported, so no entity file ever imports another;
 * the GraphQL edge is added by a resolver.
 */
export const Ref =
  (entity: string, options: Options): PropertyDecorator =>
  (target, property) => {
    field(
      { index: true, ...options },
      { kind: 'ref', type: () => ID, target: entity, column: { type: 'uuid' } },
      more => Ref(entity, { ...options, ...more }),
      [idRule()],
    )(target, property);
    const relation = `_${String(property)}`;
    ManyToOne(entity, { nullable: options.optional ?? false, ...(options.optional && { onDelete: 'NO ACTION' as const }) })(
      target,
      relation,
    );
    JoinColumn({ name: snake(String(property)) })(target, relation);
  };

/** Ids of records without a foreign key: an upload's list, a selection. */
export const Refs = (options: Options & { most?: number }): PropertyDecorator =>
  field(
    options,
    { kind: 'id', type: () => ID, list: true, column: { type: 'uuid', default: '{}' } },
    more => Refs({ ...options, ...more }),
    [
      idRule(true),
      valid('list', `has at most ${options.most ?? 100} entries`, value => Array.isArray(value) && value.length <= (options.most ?? 100)),
    ],
  );

export interface Enum<Value extends string = string> {
  name: string;
  values: readonly Value[];
  type: Record<string, string>;
}

const enums = new Map<string, Enum>();

/** An enum of the API. Its values are described by their words. The same name with the same values is the same enum. */
export function enumOf<const Value extends string>(name: string, values: readonly Value[], about: string): Enum<Value> {
  const known = enums.get(name);
  if (known?.values.join() === values.join()) return known as Enum<Value>;
  const type = Object.fromEntries(values.map(value => [value, value]));
  const wordsOf = lexicon.enums[name] ?? {};
  registerEnumType(type, {
    name,
    description: about,
    valuesConfig: Object.fromEntries(
      values.map(value => [value, { description: wordsOf[value] && `${wordsOf[value][1]} (${wordsOf[value][0]})` }]),
    ) as never,
  });
  const made = { name, values, type };
  enums.set(name, made);
  return made;
}

const listed = (values: readonly string[]) => values.map(value => `'${value}'`).join(', ');

/** One value of an enum, with its check in the database. */
export const Choice =
  (choice: Enum, options: Options & { start?: string }): PropertyDecorator =>
  (target, property) => {
    field(
      options,
      {
        kind: 'enum',
        type: () => choice.type,
        enumName: choice.name,
        column: { type: 'text', ...(options.start && { default: options.start }) },
      },
      more => Choice(choice, { ...options, ...more }),
    )(target, property);
    Check(`"${snake(String(property))}" in (${listed(choice.values)})`)(target.constructor);
  };

/** Several values of an enum. */
export const Choices =
  (choice: Enum, options: Options): PropertyDecorator =>
  (target, property) => {
    field(
      options,
      { kind: 'enum', type: () => choice.type, list: true, enumName: choice.name, column: { type: 'text', default: '{}' } },
      more => Choices(choice, { ...options, ...more }),
    )(target, property);
    Check(`"${snake(String(property))}" <@ array[${listed(choice.values)}]::text[]`)(target.constructor);
  };

/** A part kept as JSON, of a `@Value` class (in an input: of an `@Input` class). */
export const Json = (type: () => any, options: Options & { list?: boolean }): PropertyDecorator =>
  field(
    options,
    {
      kind: 'json',
      type,
      list: options.list ?? false,
      column: { type: 'jsonb', ...(options.list && !options.optional && { default: '[]' }) },
    },
    more => Json(type, { ...options, ...more }),
    [ValidateNested({ each: options.list ?? false }) as PropertyDecorator],
  );

const lifecycles = new Map<string, Lifecycle>();
export const lifecycleOf = (entity: string): Lifecycle | undefined => lifecycles.get(entity);

/** The state column of a lifecycle, with its enum in GraphQL and its check constraint in the database. */
export const State =
  (table: Lifecycle): PropertyDecorator =>
  (target, property) => {
    const choice = enumOf(`${table.entity}State`, table.states, `Where a record of ${table.entity} stands`);
    lifecycles.set(table.entity, table);
    const options = { about: 'Where the record stands now, by the clock of the database' };
    field(
      { ...options, index: true },
      {
        kind: 'enum',
        type: () => choice.type,
        enumName: choice.name,
        lifecycle: table,
        column: { type: 'text', default: table.states[0] },
      },
      more => Choice(choice, { ...options, ...more }),
    )(target, property);
    Check(`"state" in (${listed(table.states)})`)(target.constructor);
  };

/** An input with these fields of a table. `optional` are those that may be left out because they have a start or are filled in later. */
export function inputOf<T extends object, const K extends keyof T & string, const O extends keyof T & string = never>(
  entity: new () => T,
  name: string,
  about: string,
  keys: readonly K[],
  optional: readonly O[] = [],
): new () => Pick<T, K> & Partial<Pick<T, O>> {
  const made = { [name]: class {} }[name]!;
  for (const key of [...keys, ...optional]) {
    const spec = fieldOf(entity, key);
    if (!spec) throw new Error(`${entity.name} has no field ${key}`);
    spec.decorate((optional as readonly string[]).includes(key) ? ({ optional: true } as Options) : ({} as Options))(made.prototype, key);
  }
  InputType(name, { description: about })(made as never);
  return made as new () => Pick<T, K> & Partial<Pick<T, O>>;
}

/** An input with the same fields, all of them optional: what an update may change. */
export function partial<T extends object>(input: new () => T, name: string, about: string): new () => Partial<T> {
  const made = { [name]: class {} }[name]!;
  for (const [key, { decorate }] of fieldsOf(input)) decorate({ optional: true } as Options)(made.prototype, key);
  InputType(name, { description: about })(made as never);
  return made as new () => Partial<T>;
}

let last = 0n;
/** A UUID v7: it sorts by birth, so `order by id` is chronological everywhere. */
export function newId(): string {
  const now = BigInt(Date.now()) << 12n;
  last = now > last ? now : last + 1n;
  const time = last.toString(16).padStart(15, '0');
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${time.slice(12)}-${randomUUID().slice(19)}`;
}
