import type { EntityManager } from 'typeorm';
import { system } from '../kernel/advance.ts';
import { Context } from '../kernel/context.ts';
import { create, insert } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { Input, Moment, Text, Texts, uuidPattern } from '../kernel/fields.ts';
import { stateSql } from '../kernel/lifecycle.ts';
import type { Actor } from '../kernel/policy.ts';
import { ApiKey } from './entity.ts';
import { makeKey, readKey, sameHash } from './key.ts';
import { apiKeyLifecycle } from './lifecycle.ts';
import { type Scope, scopes } from './scopes.ts';

const longestDays = 400;
const day = 86_400_000;

@Input('A key as it is asked for')
export class ApiKeyInput {
  @Text({ about: 'What the key is for', max: 60 }) name!: string;
  @Text({ about: 'The partner platform it belongs to', max: 60 }) platform!: string;
  @Texts({ about: 'What it is good for: catalogue:read, lists:read, trials:read, trials:write', max: 40, most: 10 }) scopes!: string[];
  @Moment({ about: 'When it ends by itself, at most 400 days from now; a year from now when left out', optional: true })
  expiresAt?: Date | null;
}

async function valuesOf(
  ctx: Context,
  { name, platform, scopes: wanted, expiresAt }: ApiKeyInput,
): Promise<{ key: string; values: Partial<ApiKey> }> {
  const unknown = wanted.filter(scope => !scopes.includes(scope as Scope));
  if (wanted.length === 0 || unknown.length > 0)
    throw refuse('BAD_USER_INPUT', 'SCOPE_UNKNOWN', { scopes: unknown.join(', '), known: scopes.join(', ') });
  const now = (await ctx.now()).getTime();
  const ends = expiresAt ?? new Date(now + 365 * day);
  if (ends.getTime() <= now || ends.getTime() > now + longestDays * day)
    throw refuse('BAD_USER_INPUT', 'KEY_EXPIRY', { field: 'expiresAt', max: longestDays });
  const { key, prefix, secretHash } = makeKey();
  return { key, values: { name, platform, scopes: [...new Set(wanted)], expiresAt: ends, prefix, secretHash } };
}

/** Makes a key and answers with it, this once. */
export async function createApiKey(ctx: Context, input: ApiKeyInput): Promise<{ key: string; apiKey: ApiKey }> {
  const { key, values } = await valuesOf(ctx, input);
  ctx.request.secret = true;
  return { key, apiKey: await create(ctx, ApiKey, { ...values, createdById: uuidPattern.test(ctx.actor.id) ? ctx.actor.id : null }) };
}

/** For scripts and set-ups: a key that no account has made. */
export function createKey(db: EntityManager, input: ApiKeyInput): Promise<{ key: string; apiKey: ApiKey }> {
  return new Context(system, db, { id: 'command' }).transaction(async ctx => {
    const { key, values } = await valuesOf(ctx, input);
    return { key, apiKey: await insert(ctx, ApiKey, values) };
  });
}

/** Who asks with this key; undefined for one that was never made, was revoked or has run out. */
export async function keyActor(db: EntityManager, text: string): Promise<Actor | undefined> {
  const given = readKey(text);
  if (!given) return undefined;
  const [row] = await db.query(
    `select id, name, platform, prefix, scopes, secret_hash, last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute' as stale
     from api_key where prefix = $1 and ${stateSql(apiKeyLifecycle)} = 'ACTIVE'`,
    [given.prefix],
  );
  if (!row || !sameHash(row.secret_hash, given.secretHash)) return undefined;
  if (row.stale)
    await db.query(
      `update api_key set last_used_at = clock_timestamp() where id = $1 and (last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute')`,
      [row.id],
    );
  return {
    id: row.id,
    role: 'PARTNER',
    name: `${row.platform} · ${row.name}`,
    keyId: row.prefix,
    scopes: row.scopes,
    platformId: row.platform,
  };
}
