import type { EntityManager } from 'typeorm';
import { system } from '../kernel/advance.ts';
import { Context } from '../kernel/context.ts';
import { stateSql } from '../kernel/lifecycle.ts';
import type { Actor } from '../kernel/policy.ts';
import { sameSecret } from '../kernel/text.ts';
import { readKey } from './key.ts';
import { apiKeyLifecycle } from './lifecycle.ts';
import { within } from './network.ts';

/**
 * Who asks with this key; undefined for one that was never made, is not approved, was revoked, has run out, or is used from
 * a network that is not its own. Asked of the database every time, so that a revoked key is shut out of every process at once.
 */
export async function keyActor(db: EntityManager, text: string, address?: string): Promise<Actor | undefined> {
  const given = readKey(text);
  if (!given) return undefined;
  const [row] = await db.query(
    `select id, name, platform, prefix, scopes, networks, cost_per_minute, secret_hash,
            last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute' as stale
     from inside.api_key where prefix = $1 and ${stateSql(apiKeyLifecycle)} = 'ACTIVE'`,
    [given.prefix],
  );
  if (!row || !sameSecret(row.secret_hash, given.secretHash) || !within(row.networks, address)) return undefined;
  if (row.stale)
    await new Context(system, db).transaction(door =>
      door.query(
        `update api_key set last_used_at = clock_timestamp(), last_used_from = $2
         where id = $1 and (last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute')`,
        [row.id, address ?? null],
      ),
    );
  return {
    id: row.id,
    role: 'PARTNER',
    name: `${row.platform} · ${row.name}`,
    keyId: row.prefix,
    scopes: row.scopes,
    platformId: row.platform,
    ...(row.cost_per_minute !== null && { costPerMinute: row.cost_per_minute }),
  };
}
