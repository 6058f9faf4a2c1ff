import type { EntityManager } from 'typeorm';
import { advance, permitMove, seen, system } from '../kernel/advance.ts';
import { Context } from '../kernel/context.ts';
import { amend, create, insert } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { Count, Input, Moment, Text, Texts, uuidPattern } from '../kernel/fields.ts';
import { policy } from '../kernel/policy.ts';
import { ApiKey } from './entity.ts';
import { makeKey } from './key.ts';
import { apiKeyLifecycle } from './lifecycle.ts';
import { isNetwork } from './network.ts';
import { type Scope, scopes } from './scopes.ts';

const longestDays = 400;
const usualOverlap = 7;
const day = 86_400_000;

@Input('A key as it is asked for')
export class ApiKeyInput {
  @Text({ about: 'What the key is for', max: 60 }) name!: string;
  @Text({ about: 'The partner platform it belongs to; it has at most two live keys', max: 60 }) platform!: string;
  @Texts({ about: 'What it is good for: catalogue:read, lists:read, trials:read, trials:write', max: 40, most: 10 }) scopes!: string[];
  @Texts({ about: 'The networks it may be used from, such as 203.0.113.0/24; everywhere when left out', max: 50, most: 20, optional: true })
  networks?: string[] | null;
  @Count({ about: 'What its queries may cost in a minute; as the server is set when left out', optional: true, min: 100, max: 10_000_000 })
  costPerMinute?: number | null;
  @Moment({ about: 'When it ends by itself, at most 400 days from now; a year from now when left out', optional: true })
  expiresAt?: Date | null;
}

@Input('How a key is followed by another; what is left out stays as it was')
export class ApiKeyRotation {
  @Count({ about: 'How long the old key stays good beside the new one, in days; 7 when left out', optional: true, max: 90 })
  overlapDays?: number | null;
  @Texts({ about: 'The networks the new key may be used from', max: 50, most: 20, optional: true }) networks?: string[] | null;
  @Moment({ about: 'When the new key ends by itself, at most 400 days from now; a year from now when left out', optional: true })
  expiresAt?: Date | null;
}

export interface MadeKey {
  key: string;
  apiKey: ApiKey;
}

async function valuesOf(
  ctx: Context,
  { name, platform, scopes: wanted, networks, costPerMinute, expiresAt }: ApiKeyInput,
): Promise<{ key: string; values: Partial<ApiKey> }> {
  const unknown = wanted.filter(scope => !scopes.includes(scope as Scope));
  if (wanted.length === 0 || unknown.length > 0)
    throw refuse('BAD_USER_INPUT', 'SCOPE_UNKNOWN', { scopes: unknown.join(', '), known: scopes.join(', ') });
  const strange = (networks ?? []).find(network => !isNetwork(network));
  if (strange !== undefined) throw refuse('BAD_USER_INPUT', 'NETWORK_INVALID', { field: 'networks', network: strange });
  const now = (await ctx.now()).getTime();
  const ends = expiresAt ?? new Date(now + 365 * day);
  if (ends.getTime() <= now || ends.getTime() > now + longestDays * day)
    throw refuse('BAD_USER_INPUT', 'KEY_EXPIRY', { field: 'expiresAt', max: longestDays });
  const { key, prefix, secretHash } = makeKey();
  const values = { name, platform, scopes: [...new Set(wanted)], networks: networks ?? [], expiresAt: ends, prefix, secretHash };
  return { key, values: { ...values, costPerMinute: costPerMinute ?? null } };
}

/** Makes a key and answers with it, this once. One that does more than read is only proposed: another person must approve it. */
export const createApiKey = async (ctx: Context, input: ApiKeyInput): Promise<MadeKey> => issue(ctx, await valuesOf(ctx, input));

async function issue(ctx: Context, { key, values }: { key: string; values: Partial<ApiKey> }, note?: string): Promise<MadeKey> {
  const { keys } = policy();
  // A key is never above its maker: a scope that is not this role's to give is not given.
  const beyond = values.scopes!.filter(scope => !keys[scope]?.issue.includes(ctx.actor.role));
  if (beyond.length > 0) throw refuse('FORBIDDEN', 'SCOPE_NOT_YOURS', { scopes: beyond.join(', ') });
  const state = values.scopes!.some(scope => keys[scope]?.approve) ? 'PROPOSED' : 'ACTIVE';
  ctx.request.secret = true;
  const createdById = uuidPattern.test(ctx.actor.id) ? ctx.actor.id : null;
  return { key, apiKey: await create(ctx, ApiKey, { ...values, state, createdById }, note) };
}

/** Makes the successor of a key. The old one ends after the overlap, which begins once the successor is good. */
export async function rotateApiKey(ctx: Context, id: string, input: ApiKeyRotation, note?: string): Promise<MadeKey> {
  const old = await seen(ctx, ApiKey, id);
  if (old.state !== 'ACTIVE') throw refuse('ILLEGAL_STATE', undefined, { state: old.state });
  const { name, platform, scopes: held, networks, costPerMinute } = old;
  const { key, values } = await valuesOf(ctx, {
    ...{ name, platform, scopes: held, networks: input.networks ?? networks, costPerMinute, expiresAt: input.expiresAt },
  });
  const made = await issue(ctx, { key, values: { ...values, replacesId: old.id, overlapDays: input.overlapDays ?? usualOverlap } }, note);
  if (made.apiKey.state === 'ACTIVE') await endReplaced(ctx, made.apiKey, note);
  return made;
}

/** The key that another takes over from ends when their overlap does, if not before. */
async function endReplaced(ctx: Context, { replacesId, overlapDays }: ApiKey, note?: string): Promise<void> {
  const old = await ctx.db.findOneBy(ApiKey, { id: replacesId! });
  const ends = new Date((await ctx.now()).getTime() + (overlapDays ?? usualOverlap) * day);
  if (old?.state === 'ACTIVE' && old.expiresAt > ends) await amend(ctx, ApiKey, old, old.version, { expiresAt: ends }, note, 'ROTATE');
}

/** Approves, by another person than the maker, or revokes. */
export async function advanceApiKey(ctx: Context, id: string, action: string, note?: string | null): Promise<ApiKey> {
  if (action !== 'APPROVE') return advance(ctx, ApiKey, apiKeyLifecycle, id, action, { note });
  const key = await seen(ctx, ApiKey, id);
  permitMove(ctx, apiKeyLifecycle, key, action);
  const { scopes: wanted } = key;
  const beyond = wanted.filter(scope => policy().keys[scope]?.approve?.includes(ctx.actor.role) === false);
  if (beyond.length > 0) throw refuse('FORBIDDEN', 'SCOPE_NOT_YOURS', { scopes: beyond.join(', ') });
  const approvedAt = await ctx.now();
  const approved = await advance(ctx, ApiKey, apiKeyLifecycle, id, action, { note, set: { approvedById: ctx.actor.id, approvedAt } });
  if (approved.replacesId) await endReplaced(ctx, approved, note ?? undefined);
  return approved;
}

/** For scripts and set-ups: a key that no account has made, good at once. */
export function createKey(db: EntityManager, input: ApiKeyInput): Promise<MadeKey> {
  return new Context(system, db, { id: 'command' }).transaction(async ctx => {
    const { key, values } = await valuesOf(ctx, input);
    return { key, apiKey: await insert(ctx, ApiKey, { ...values, state: 'ACTIVE' }) };
  });
}
