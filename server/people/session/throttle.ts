import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { lineOf } from '../../kernel/rates.ts';
import { digest } from './hashing.ts';
import { networkOf } from './network.ts';
import { signInSettings } from './settings.ts';

/** Failures of a login from one network in 15 minutes until it is locked there, for 15 minutes. */
const mostFromNetwork = 5;
const window = '15 minutes';
/** Failures of a login from anywhere, since its last success, until an administrator has to unlock it. */
const mostOfLogin = 20;
const anybody = '*';

/** One attempt that has been counted and is not decided yet. */
export interface Attempt {
  login: string;
  network: string;
  /** The how manieth from this network, and from anywhere. */
  fromNetwork: number;
  ofLogin: number;
}

/**
 * Counts an attempt, before anything is verified, so that guesses at the same moment cannot slip through; refused when there
 * were too many. Names are counted alike whether or not there is such an account, and only by their digest.
 *
 * To be called outside any transaction: what is counted stays counted.
 */
export async function reserve(ctx: Context, name: string): Promise<Attempt> {
  await reserveAddress(ctx);
  const [login, network] = [digest(name), networkOf(ctx.request.ip)];
  const fromNetwork = await count(ctx, login, network, window, mostFromNetwork);
  if (fromNetwork > mostFromNetwork) throw refuse('INVALID_CREDENTIALS', 'SIGN_IN_LOCKED');
  const ofLogin = await count(ctx, login, anybody);
  return { login, network, fromNetwork, ofLogin };
}

/** Whether the account behind an attempt has to be locked, and the attempt refused unverified. */
export const isTooMany = ({ ofLogin }: Attempt): boolean => ofLogin > mostOfLogin;
/** Whether this was the last attempt there is: when it fails, the account is locked. */
export const isLast = ({ ofLogin }: Attempt): boolean => ofLogin >= mostOfLogin;
export const isLastFromNetwork = ({ fromNetwork }: Attempt): boolean => fromNetwork >= mostFromNetwork;

/** Counts an attempt of an address, or of the line that an IPv6 one is of, whatever it is at; a success takes nothing back. */
export async function reserveAddress(ctx: Context): Promise<void> {
  const most = signInSettings().attemptsPerMinute;
  if ((await count(ctx, anybody, lineOf(ctx.request.ip), '1 minute')) > most)
    throw refuse('RATE_LIMITED', 'SIGN_IN_RATE', { most, retryAfterMs: 60_000 });
}

/** Raises a counter by one and answers with it. One with a window begins anew once that is over, or the lock that filled it. */
async function count(ctx: Context, login: string, network: string, within: string | null = null, most: number | null = null) {
  const [row] = await ctx.query<{ count: number }>(
    `insert into sign_in_attempt as a (login, network, count, since) values ($1, $2, 1, (select domain_now()))
     on conflict (login, network) do update set (count, since, locked_until) = (
       select case when over then 1 else least(a.count, 1000000) + 1 end,
              case when over then at else a.since end,
              case when over then null when a.count + 1 = $4 then at + $3::interval else a.locked_until end
       from (select at, coalesce(a.locked_until <= at, a.since <= at - $3::interval, false) as over from (select domain_now() as at) clock) as now)
     returning count`,
    [login, network, within, most],
  );
  return row!.count;
}

/** Takes an attempt back that was no guess: the password was right and the code is still to come. */
export async function release(ctx: Context, { login, network }: Attempt): Promise<void> {
  await ctx.query(
    `update sign_in_attempt set count = count - 1, locked_until = case when count > $4 then locked_until end
     where login = $1 and network in ($2, $3) and count > 0`,
    [login, network, anybody, mostFromNetwork],
  );
}

/** A success wipes the counts of that login and network; the address goes on being counted. */
export async function forgive(ctx: Context, { login, network }: Pick<Attempt, 'login' | 'network'>): Promise<void> {
  await ctx.query('delete from sign_in_attempt where login = $1 and network in ($2, $3)', [login, network, anybody]);
}

/** Wipes all that was counted of a login: an administrator has unlocked it. */
export const forgiveAll = (ctx: Context, name: string) => ctx.query('delete from sign_in_attempt where login = $1', [digest(name)]);
