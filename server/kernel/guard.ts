import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { labelOf, lexicon, speaksAs } from '../../schema/messages/index.ts';
import { type Role, roles } from '../../schema/roles.ts';
import type { Context } from './context.ts';
import type { Reader } from './edges.ts';
import { refuse } from './errors.ts';
import { fieldsOf, isCleanText, lifecycleOf, uuidPattern } from './fields.ts';
import { maskAll } from './masking.ts';
import { lower, plural } from './naming.ts';
import { type Actor, hasScope, policy, sightFor } from './policy.ts';
import { answerOnly } from './scope.ts';
import { keyedColumns } from './search/key.ts';
import { normaliseText, textLength } from './text.ts';

const callers = new Map<string, readonly Role[]>();

/** The roles that may call a root operation. */
export const callersOf = (operation: string): readonly Role[] => callers.get(operation) ?? [];
export const mayCall = (actor: Actor, operation: string): boolean =>
  callersOf(operation).includes(actor.role) &&
  !looksOnly(actor, operation) &&
  (actor.confinedTo?.includes(operation) ?? true) &&
  hasScope(actor, scopedAs(operation));

const writes = new Set<string>();
/** What is open to who only looks: to stop looking. */
const whileViewing = ['endViewAs', 'signOut'];
/** What is the business of an account's owner alone, even to be looked at: where it is signed in, how it is kept. */
const ofOwner = ['mySessions', 'mySecurity', 'linkedIdentity', 'linkedIdentities'];
const looksOnly = (actor: Actor, operation: string) =>
  Boolean(actor.viewer) && (ofOwner.includes(operation) || (writes.has(operation) && !whileViewing.includes(operation)));

const readings = new Map<string, string>();
/** What a scope names an operation by: the type it reads, or itself. */
const scopedAs = (operation: string) => readings.get(operation) ?? operation;

/**
 * Binds the policy to the schema, or refuses to start: every root operation, every entity and every field marked personal
 * or internal must have a rule, and no rule may speak of what does not exist.
 */
export function guard(schema: GraphQLSchema, entities: readonly (new () => object)[]): GraphQLSchema {
  const faults: string[] = [];
  const { entities: rules, operations, scopes, keys } = policy();
  callers.clear();
  readings.clear();
  writes.clear();
  for (const name of Object.keys(schema.getMutationType()?.getFields() ?? {})) writes.add(name);
  const types = schema.getTypeMap();

  for (const entity of entities) {
    if (!isObjectType(types[entity.name])) continue;
    const rule = rules[entity.name];
    if (!rule) {
      faults.push(`${entity.name} has no policy`);
      continue;
    }
    const holders = (verb: 'read' | 'create' | 'update' | 'move') => roles.filter(role => rule[verb]?.[role]);
    for (const operation of [lower(entity.name), plural(lower(entity.name))]) {
      callers.set(operation, holders('read'));
      readings.set(operation, entity.name);
    }
    for (const verb of ['create', 'update'] as const) callers.set(`${verb}${entity.name}`, holders(verb));
    callers.set(`advance${entity.name}`, holders('move'));
    for (const [key, { options }] of fieldsOf(entity))
      if ((options.personal || options.internal) && !rule.fields?.[key])
        faults.push(`${entity.name}.${key} is personal or internal and has no field rule`);
    for (const key of keyedColumns(entity))
      if (rule.fields?.[key]) faults.push(`${entity.name}.${key} has a field rule and is found by everybody: mark it internal`);
    for (const key of Object.keys(rule.fields ?? {}))
      if (!(types[entity.name] as GraphQLObjectType).getFields()[key])
        faults.push(`the policy speaks of ${entity.name}.${key}, which does not exist`);
    const table = lifecycleOf(entity.name);
    for (const [action, { by = [] }] of Object.entries(table?.moves ?? {}))
      for (const role of by)
        if (!rule.move?.[role] && !table!.moves[action]!.via) faults.push(`${entity.name}.${action} is ${role}'s, who has no move rule`);
  }
  const existing = new Set<string>();
  for (const root of [schema.getQueryType(), schema.getMutationType()])
    for (const name of Object.keys(root?.getFields() ?? {})) {
      existing.add(name);
      if (operations[name]) callers.set(name, operations[name]);
      if (!callers.has(name)) faults.push(`the operation ${name} has no rule`);
      else if (callersOf(name).length === 0) faults.push(`the operation ${name} is nobody's`);
      else if (callersOf(name).includes('PARTNER') && !scopes[scopedAs(name)])
        faults.push(`the operation ${name} is PARTNER's and has no scope`);
    }
  for (const name of Object.keys(operations))
    if (!existing.has(name)) faults.push(`the policy speaks of the operation ${name}, which does not exist`);
  for (const scope of new Set(Object.values(scopes)))
    if (scope !== 'any' && !keys[scope]?.issue.length) faults.push(`the scope ${scope} is nobody's to give`);
  for (const name of policy().fresh) {
    const [entity = '', action] = name.split('.');
    if (action ? !lifecycleOf(entity)?.moves[action] : !existing.has(name))
      faults.push(`the policy wants ${name} fresh, which does not exist`);
  }
  for (const name of Object.keys(rules))
    if (!entities.some(entity => entity.name === name)) faults.push(`the policy speaks of ${name}, which is no entity`);
  if (faults.length) throw new Error(`AUTHZ_RULE_MISSING\n  ${faults.join('\n  ')}`);

  for (const root of [schema.getQueryType(), schema.getMutationType()]) if (root) guardRoot(root, root === schema.getMutationType());
  for (const entity of entities) {
    const type = types[entity.name];
    if (isObjectType(type)) guardFields(type);
  }
  return schema;
}

const textsOf = new WeakMap<object, { ids: string[]; texts: string[] }>();
/** The arguments of a root operation that are ids, and those that are texts. */
function namedArguments(field: RootField): { ids: string[]; texts: string[] } {
  let known = textsOf.get(field);
  if (!known) {
    const of = (kind: string) => field.args.filter(({ type }) => getNamedType(type).name === kind).map(arg => arg.name);
    known = { ids: of('ID'), texts: of('String') };
    textsOf.set(field, known);
  }
  return known;
}
type RootField = GraphQLField<unknown, unknown>;

/** Refuses a root operation to those it is not for, and arguments that are none; answers with them as they are taken. */
export function checkRoot(reader: Reader, field: RootField, args: Record<string, unknown>): Record<string, unknown> {
  const { name } = field;
  const { ids, texts } = namedArguments(field);
  if (looksOnly(reader.actor, name)) throw refuse('FORBIDDEN', 'VIEW_ONLY');
  if (!mayCall(reader.actor, name)) throw barred(reader.actor);
  if (needsFresh(name, args['action'])) needFresh(reader);
  for (const id of ids) if (!given(args[id]).every(text => uuidPattern.test(text))) throw refuse('BAD_USER_INPUT', 'ID_INVALID');
  const tidy = { ...args, ...tidied(args) };
  for (const field of texts) {
    const max = longest[field] ?? mostText;
    if (!given(tidy[field]).every(isCleanText)) throw refuse('BAD_USER_INPUT', 'TEXT_INVALID', { field });
    if (!given(tidy[field]).every(text => textLength(text) <= max)) throw refuse('BAD_USER_INPUT', 'TEXT_LONG', { field, max });
  }
  return tidy;
}

/** Binds the checks to every root operation. What a mutation answers is read under the rules of reading. */
function guardRoot(root: GraphQLObjectType, writes: boolean): void {
  for (const field of Object.values(root.getFields())) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (source, args, ctx: Context, info) => {
      const tidy = checkRoot(ctx, field, args);
      return writes ? written(ctx, resolve(source, tidy, ctx, info)) : resolve(source, tidy, ctx, info);
    };
  }
}

/** Why an actor may not call what others may. */
function barred({ role, confinedBy }: Actor): Error {
  if (role === 'PUBLIC') return refuse('UNAUTHENTICATED');
  if (confinedBy?.startsWith('FACTOR')) return refuse('MFA_REQUIRED', confinedBy);
  return refuse(confinedBy ? 'PASSWORD_EXPIRED' : 'FORBIDDEN');
}

const moved = (operation: string, action: string) => `${operation.replace(/^advance/, '')}.${action}`;
const needsFresh = (operation: string, action: unknown): boolean =>
  policy().fresh.includes(operation) || (typeof action === 'string' && policy().fresh.includes(moved(operation, action)));

/** Refuses a session that has not proved itself in the last ten minutes: the same act may follow a `stepUp`. */
export function needFresh(ctx: Reader): void {
  if (ctx.actor.stale) throw refuse('MFA_REQUIRED', 'STEP_UP');
}

async function written(ctx: Context, act: unknown): Promise<unknown> {
  const made = await act;
  if (ctx.db.queryRunner?.isTransactionActive) answerOnly(ctx.db.queryRunner);
  ctx.forget();
  return made;
}

/** What an argument holds, as a list; what was left out holds nothing. */
const given = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter(one => one !== undefined && one !== null);

/** The longest text that an argument takes; those within an input have limits of their own. */
const mostText = 10_000;
const longest: Record<string, number> = { note: 2000, reason: 2000 };

/** What people write in records and notes, as it is kept: trimmed and composed. What cannot be kept stays, and is refused by its field. */
function tidied({ input, note }: Record<string, unknown>): Record<string, unknown> {
  return { ...(input !== undefined && { input: tidy(input) }), ...(note !== undefined && { note: tidy(note) }) };
}

function tidy(value: unknown): unknown {
  if (typeof value === 'string') return normaliseText(value) ?? value;
  if (Array.isArray(value)) return value.map(tidy);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, tidy(part)]));
}

/** Masks or withholds the fields that the policy names. A withheld one refuses the operation. */
function guardFields(type: GraphQLObjectType): void {
  for (const key of Object.keys(policy().entities[type.name]?.fields ?? {})) {
    const field = type.getFields()[key]!;
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = async (source, args, ctx: Context, info) => {
      const sight = sightFor(ctx.actor, type.name, key);
      if (sight === 'withheld') throw refuse('FORBIDDEN', 'FIELD_WITHHELD', { field: key });
      const value = await resolve(source, args, ctx, info);
      return sight === 'masked' ? maskAll(value) : value;
    };
  }
}

/** Adds the Chinese term to every description, and the words of moves, states and fields. */
export function describe(schema: GraphQLSchema): GraphQLSchema {
  const term = (description: string | null | undefined, pair: readonly [string, string] | undefined) =>
    !pair
      ? description
      : description
        ? description.includes(`(${pair[0]})`)
          ? description
          : `${description} (${pair[0]})`
        : `${pair[1]} (${pair[0]})`;
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    type.description = term(type.description, lexicon.types[type.name] ?? lexicon.types[speaksAs(type.name)]);
    if (isObjectType(type) || isInputObjectType(type))
      for (const field of Object.values(type.getFields())) {
        const root = type === schema.getQueryType() || type === schema.getMutationType();
        field.description = root ? field.description : term(field.description, labelOf(type.name, field.name));
      }
    if (isEnumType(type)) for (const value of type.getValues()) value.description ??= wordOf(type.name, value.name);
  }
  return schema;
}

/** The words of an enum value: its own, those of the move it names, or those of the field it sorts by. */
function wordOf(type: string, value: string): string | undefined {
  const own = lexicon.enums[type]?.[value];
  const move = type.endsWith('Action') ? lexicon.moves[type.replace(/Action$/, '')]?.[value]?.name : undefined;
  const sort = type.endsWith('SortField')
    ? labelOf(
        type.replace(/SortField$/, ''),
        value.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      )
    : undefined;
  const pair = own ?? move ?? sort;
  return pair && `${pair[1]} (${pair[0]})`;
}
