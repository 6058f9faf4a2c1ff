import type { DataSource } from 'typeorm';
import type { Context } from '../../kernel/context.ts';

const pause = 60_000;
/** When each database is swept next. */
const next = new WeakMap<DataSource, number>();

/** Removes what has run out: sessions, links, counts that no longer count. Once a minute is enough, for nothing of it is good any more. */
export async function sweep(ctx: Context): Promise<void> {
  const { connection } = ctx.db;
  if (Date.now() < (next.get(connection) ?? 0)) return;
  next.set(connection, Date.now() + pause);
  await ctx.query('delete from session where expires_at <= (select domain_now()) or idle_at <= (select domain_now())');
  await ctx.query('delete from set_up_token where expires_at <= (select domain_now())');
  // What addresses and networks have failed at is counted for minutes; what a login has, until it succeeds or for a month. By then
  // an account is locked or nobody guesses, and names that nobody has do not pile up.
  await ctx.query(
    `delete from sign_in_attempt where network <> '*' and since < (select domain_now()) - interval '1 hour' and coalesce(locked_until, since) < (select domain_now())`,
  );
  await ctx.query(`delete from sign_in_attempt where network = '*' and since < (select domain_now()) - interval '30 days'`);
}
