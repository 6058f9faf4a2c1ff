import { HeaderMap } from '@apollo/server';
import ipaddr from 'ipaddr.js';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Column, type DataSource, Entity, PrimaryColumn } from 'typeorm';
import type { Spent } from './caller.ts';
import type { Context } from './context.ts';
import { refuse } from './errors.ts';

/** What queries may cost in a minute, by who asks; 0 is no limit. */
export interface Rates {
  /** Each key of a partner platform. */
  keys: number;
  /** Each session. */
  sessions: number;
  /** All callers without a session, by network. */
  anonymous: number;
}

/** What a key has spent of its minute. Unlogged: a crash forgives a minute. */
@Entity()
export class RateLimit {
  @PrimaryColumn('varchar', { length: 255 }) key!: string;
  @Column('int', { default: 0 }) points!: number;
  @Column('bigint', { nullable: true }) expire?: number | null;
}

export type Charge = (ctx: Context, cost: number) => Promise<Spent | undefined>;

/** What was spent of the limits that each process counts: of which, by whom, how much. */
export type Spending = readonly [limit: 'sessions' | 'anonymous', who: string, cost: number];
/** How processes that serve together tell each other what was spent. */
export interface Together {
  tell: (spent: readonly Spending[]) => void;
  hear: (take: (spent: readonly Spending[]) => void) => void;
}
/** So often they do, in milliseconds. */
const telling = 200;

let ofKeys = 0;
/** What the queries of a key may cost in a minute where it is not set for the key itself; null is no limit. */
export const usualOfKeys = (): number | null => ofKeys || null;

const minute = 60;
const seconds = (ms: number) => Math.max(1, Math.ceil(ms / 1000));
const keyPrefix = 'key';

/**
 * Counts what is spent, and refuses with RATE_LIMITED what is too much.
 *
 * Keys are counted in the database, in one statement, so that however many processes serve, a key has one limit; once it
 * is spent, a process remembers that until the minute is over, and asks no more. Sessions and networks are counted by each
 * process for itself, so that nothing waits for it; those of one start tell each other a few times a second.
 */
export function charging(db: DataSource, rates: Rates, together?: Together): Charge {
  ofKeys = rates.keys;
  const keys = new Map<number, RateLimiterAbstract>();
  const limiterOf = (points: number): RateLimiterAbstract => {
    let limiter = keys.get(points);
    if (!limiter) {
      limiter = new RateLimiterPostgres({
        ...{ storeClient: db, storeType: 'typeorm', tableName: 'rate_limit', tableCreated: true, keyPrefix, points, duration: minute },
        inMemoryBlockOnConsumed: points + 1,
        insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration: minute }),
      });
      keys.set(points, limiter);
    }
    return limiter;
  };
  const sessions = rates.sessions ? new RateLimiterMemory({ points: rates.sessions, duration: minute }) : undefined;
  const anonymous = rates.anonymous ? new RateLimiterMemory({ points: rates.anonymous, duration: minute }) : undefined;
  const note = together && tellingOthers(together, { sessions, anonymous });

  return async ({ actor, request }, cost) => {
    const limit = actor.role === 'PARTNER' ? (actor.costPerMinute ?? rates.keys) : 0;
    const [limiter, who, shared] =
      actor.role === 'PARTNER'
        ? [limit ? limiterOf(limit) : undefined, actor.id, undefined]
        : request.sessionId
          ? [sessions, request.sessionId, 'sessions' as const]
          : [anonymous, lineOf(request.ip), 'anonymous' as const];
    if (!limiter) return undefined;
    if (request.paid?.who === who) return request.paid.spent;
    const spent = consume(limiter, who, cost);
    request.paid = { who, spent };
    if (shared) note?.(shared, who, cost);
    return spent;
  };
}

async function consume(limiter: RateLimiterAbstract, who: string, cost: number): Promise<Spent> {
  try {
    const { remainingPoints, msBeforeNext } = await limiter.consume(who, cost);
    return { cost, limit: limiter.points, remaining: remainingPoints, resetsInSeconds: seconds(msBeforeNext) };
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfterSeconds = seconds(error.msBeforeNext);
    const refusal = refuse('RATE_LIMITED', undefined, { retryAfterSeconds, cost, limit: limiter.points });
    Object.assign(refusal.extensions, { http: { status: 429, headers: new HeaderMap([['retry-after', String(retryAfterSeconds)]]) } });
    throw refusal;
  }
}

/** What a key, `own`, has spent of the minute at hand; null where that is nothing. */
export const spentByKey = `(select r.points from inside.rate_limit r where r.key = '${keyPrefix}:' || own.id and r.expire > extract(epoch from clock_timestamp()) * 1000)`;

/** Gathers what is spent here for the others, and counts what was spent there. */
function tellingOthers({ tell, hear }: Together, limiters: Record<Spending[0], RateLimiterAbstract | undefined>) {
  let gathered = new Map<string, Spending>();
  hear(spent => {
    for (const [limit, who, cost] of spent) void limiters[limit]?.penalty(who, cost);
  });
  return (limit: Spending[0], who: string, cost: number): void => {
    if (gathered.size === 0)
      setTimeout(() => {
        const spent = [...gathered.values()];
        gathered = new Map();
        tell(spent);
      }, telling).unref();
    const key = `${limit} ${who}`;
    gathered.set(key, [limit, who, cost + (gathered.get(key)?.[2] ?? 0)]);
  };
}

/** An address, or the /64 of an IPv6 one: that is what one caller is given, and may change within. */
export function lineOf(address = 'unknown'): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4' ? parsed.toString() : parsed.toByteArray().slice(0, 8).join('.');
}
