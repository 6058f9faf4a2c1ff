import type { EntityManager } from 'typeorm';
import type { Context } from '../../kernel/context.ts';
import { record } from '../../kernel/journal.ts';
import type { User } from '../user/entity.ts';

const most = 5;
const window = '15 minutes';

/** What has been tried in vain: the name as given, whether or not there is such an account, and where from. */
interface Attempt {
  login: string;
  ip: string;
}
export const attemptOf = (ctx: Context, login: string): Attempt => ({ login, ip: ctx.request.ip ?? '' });

/** Whether too much has been tried on this account from there lately. */
export async function isLocked(db: EntityManager, { login, ip }: Attempt): Promise<boolean> {
  const [row] = await db.query('select 1 from sign_in_failure where login = $1 and ip = $2 and locked_until > clock_timestamp()', [
    login,
    ip,
  ]);
  return row !== undefined;
}

/**
 * Counts a failure once the refused act has been rolled back, and leaves a fact on the account there is. The fifth in
 * 15 minutes locks the account from that address for 15 minutes.
 */
export function countFailure(ctx: Context, attempt: Attempt, user: User | null): void {
  ctx.request.afterRollback?.push(outside =>
    outside.transaction(async tx => {
      const [row] = await tx.query<{ locked: boolean }>(
        `insert into sign_in_failure as f (login, ip, failures, since) values ($1, $2, 1, clock_timestamp())
         on conflict (login, ip) do update set
           failures = case when f.since < clock_timestamp() - $3::interval then 1 else f.failures + 1 end,
           since = case when f.since < clock_timestamp() - $3::interval then clock_timestamp() else f.since end,
           locked_until = case when f.since >= clock_timestamp() - $3::interval and f.failures + 1 >= $4 then clock_timestamp() + $3::interval end
         returning locked_until is not null as locked`,
        [attempt.login, attempt.ip, window, most],
      );
      if (user) await record(tx, 'User.SIGN_IN_FAILED', user, { details: { ip: attempt.ip, locked: row!.locked } });
    }),
  );
}

/** A success wipes the count of that account and address. */
export async function forgive(db: EntityManager, { login, ip }: Attempt): Promise<void> {
  await db.query('delete from sign_in_failure where login = $1 and ip = $2', [login, ip]);
}
