import { type DocumentNode, type FieldNode, type GraphQLError, getOperationAST, type ValueNode } from 'graphql';
import type { Code } from '../../../schema/codes.ts';
import type { Context } from '../context.ts';
import { fromDatabase } from '../errors.ts';
import { newId, uuidPattern } from '../fields.ts';
import { record } from '../journal.ts';

/** What is remembered of a refusal. */
export interface Refused {
  code: Code;
  reason?: string;
  /** The root operation, or the route. */
  operation: string;
  /** The record it was about, if one was named. */
  subjectId?: string;
}

/** What tells of somebody who tried what is not theirs: whatever they asked, and only where something was to be changed. */
const always: readonly Code[] = ['FORBIDDEN', 'CONFLICT_OF_INTEREST', 'MFA_INVALID', 'RATE_LIMITED'];
const ofWrites: readonly Code[] = ['NOT_FOUND', 'TOKEN_INVALID'];

/** Of one actor, more than these in a minute are counted and told in one fact. */
const mostInAMinute = 20;
const minute = 60_000;

interface Tally {
  since: number;
  count: number;
  more: Map<string, number>;
  ctx: Context;
}
const tallies = new Map<string, Tally>();
let anonymous = 0;

/** How many refusals without sign-in this process has given: they leave no facts, or any visitor could swell the trail. */
export const anonymousRefusals = (): number => anonymous;

/** Writes down the refusals of an answer that are worth it, outside the transaction they have taken back. */
export async function noteRefusals(
  ctx: Context,
  document: DocumentNode,
  { operationName, variables = {} }: { operationName?: string | null; variables?: Record<string, unknown> },
  errors: readonly GraphQLError[],
): Promise<void> {
  const operation = getOperationAST(document, operationName);
  const root = operation?.selectionSet.selections.find((each): each is FieldNode => each.kind === 'Field');
  if (!operation || !root) return;
  const writes = operation.operation === 'mutation';
  const seen = new Set<string>();
  for (const error of errors) {
    const { code, reason } = ((fromDatabase(error.originalError ?? error) as GraphQLError).extensions ?? {}) as {
      code?: Code;
      reason?: string;
    };
    if (!code || seen.has(code) || !(always.includes(code) || (writes && ofWrites.includes(code)))) continue;
    seen.add(code);
    const field = writes ? root.name.value : String(error.path?.[0] ?? root.name.value);
    await noteRefusal(ctx, { code, reason, operation: field, subjectId: subjectOf(root, variables) });
  }
}

/** Writes down one refusal. Nobody but the actor waits for it, and an actor who is refused all the time is told of in sum. */
export async function noteRefusal(ctx: Context, refused: Refused): Promise<void> {
  if (ctx.actor.role === 'PUBLIC') {
    anonymous += 1;
    return;
  }
  await tellTallies();
  const tally = tallyOf(ctx);
  tally.count += 1;
  if (tally.count > mostInAMinute) {
    const key = `${refused.code} ${refused.operation}`;
    tally.more.set(key, (tally.more.get(key) ?? 0) + 1);
    return;
  }
  await write(ctx, refused.code, refused.subjectId, { ...refused });
}

function tallyOf(ctx: Context): Tally {
  const { id } = ctx.actor;
  const known = tallies.get(id);
  if (known) return known;
  const fresh = { since: performance.now(), count: 0, more: new Map<string, number>(), ctx };
  tallies.set(id, fresh);
  return fresh;
}

/** Tells in sum of what was not told one by one, once its minute is over; `all` of it when the process ends. */
export async function tellTallies(all = false): Promise<void> {
  for (const [id, { since, more, ctx }] of tallies) {
    if (!all && performance.now() - since < minute) continue;
    tallies.delete(id);
    const count = [...more.values()].reduce((sum, each) => sum + each, 0);
    if (count) await write(ctx, 'MORE', undefined, { count, refused: Object.fromEntries(more) });
  }
}

async function write(ctx: Context, code: string, subjectId: string | undefined, details: Record<string, unknown>): Promise<void> {
  await ctx.transaction(tx => record(tx, `Refusal.${code}`, { id: subjectId ?? newId() }, { details: { ...details, internal: true } }));
}

/** The id an operation was given: its own `id`, else the first that its input names. */
function subjectOf(root: FieldNode, variables: Record<string, unknown>): string | undefined {
  const given = (root.arguments ?? []).flatMap(({ name, value }) => pairs(name.value, plain(value, variables)));
  const ids = given.filter(([, value]) => typeof value === 'string' && uuidPattern.test(value)) as [string, string][];
  return (ids.find(([key]) => key === 'id') ?? ids.find(([key]) => /Ids?$/.test(key)))?.[1];
}

function plain(value: ValueNode, variables: Record<string, unknown>): unknown {
  if (value.kind === 'Variable') return variables[value.name.value];
  if (value.kind === 'StringValue') return value.value;
  if (value.kind === 'ListValue') return value.values.map(each => plain(each, variables));
  if (value.kind === 'ObjectValue') return Object.fromEntries(value.fields.map(field => [field.name.value, plain(field.value, variables)]));
  return undefined;
}

function pairs(key: string, value: unknown): [string, unknown][] {
  if (Array.isArray(value)) return value.slice(0, 1).flatMap(each => pairs(key, each));
  if (value && typeof value === 'object') return Object.entries(value).flatMap(([inner, each]) => pairs(inner, each));
  return [[key, value]];
}
