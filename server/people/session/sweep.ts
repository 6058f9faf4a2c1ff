import type { Context } from '../../kernel/context.ts';

const pause = 60_000;
let next = 0;

/** Removes what has run out: sessions, links, counts that no longer count. Once a minute is enough, for nothing of it is good any more. */
export async function sweep(ctx: Context): Promise<void> {
  if (Date.now() < next) return;
  next = Date.now() + pause;
  await ctx.query('delete from session where expires_at <= (select domain_now()) or idle_at <= (select domain_now())');
  await ctx.query('delete from set_up_token where expires_at <= (select domain_now())');
  // What an account has failed at is counted until it succeeds; what addresses and networks have, for minutes.
  await ctx.query(
    `delete from sign_in_attempt where network <> '*' and since < (select domain_now()) - interval '1 hour' and coalesce(locked_until, since) < (select domain_now())`,
  );
}
