import { HeaderMap } from '@apollo/server';
import ipaddr from 'ipaddr.js';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Column, type DataSource, Entity, PrimaryColumn } from 'typeorm';
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

/** What an operation has cost, and what is left until the minute is over. */
export interface Spent {
  cost: number;
  limit: number;
  remaining: number;
  resetsInSeconds: number;
}
export type Charge = (ctx: Context, cost: number) => Promise<Spent | undefined>;

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
 * process for itself: their limits keep a process alive, they are no contract.
 */
export function charging(db: DataSource, rates: Rates): Charge {
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

  return async ({ actor, request }, cost) => {
    const limit = actor.role === 'PARTNER' ? (actor.costPerMinute ?? rates.keys) : 0;
    const [limiter, who] =
      actor.role === 'PARTNER'
        ? [limit ? limiterOf(limit) : undefined, actor.id]
        : request.sessionId
          ? [sessions, request.sessionId]
          : [anonymous, lineOf(request.ip)];
    if (!limiter) return undefined;
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
  };
}

/** What a key, `own`, has spent of the minute at hand; null where that is nothing. */
export const spentByKey = `(select r.points from inside.rate_limit r where r.key = '${keyPrefix}:' || own.id and r.expire > extract(epoch from clock_timestamp()) * 1000)`;

/** An address, or the /64 of an IPv6 one: that is what one caller is given, and may change within. */
export function lineOf(address = 'unknown'): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4' ? parsed.toString() : parsed.toByteArray().slice(0, 8).join('.');
}
