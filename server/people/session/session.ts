import type { EntityManager } from 'typeorm';
import { type Role, staff } from '../../../schema/roles.ts';
import type { Context } from '../../kernel/context.ts';
import type { Guess } from '../../kernel/familiar.ts';
import { record } from '../../kernel/journal.ts';
import type { Actor } from '../../kernel/policy.ts';
import { fromBytes } from '../../kernel/reading/bytes.ts';
import { type Statement, unknownPace, type Wire } from '../../kernel/reading/wire.ts';
import { User } from '../user/entity.ts';
import { confinementOf } from './confinement.ts';
import { digest, newToken } from './hashing.ts';
import { signInSettings } from './settings.ts';

const ordinary = { idle: '30 minutes', absolute: '12 hours' };
const lives: Partial<Record<Role, typeof ordinary>> = {
  PROVIDER: { idle: '2 hours', absolute: '24 hours' },
  ENTERPRISE: { idle: '2 hours', absolute: '24 hours' },
  EXPERT: { idle: '60 minutes', absolute: '12 hours' },
};
const lifeOf = (role: string) => lives[role as Role] ?? ordinary;

/** How long a session that has proved itself may do what the policy calls fresh. */
const freshness = '10 minutes';
/** Until the session ends anyway. */
const cookieLife = 86_400;

/** How many sessions an account has at once: one for those who work for the bureau or a district. */
const mostSessions = (role: string): number => (staff.includes(role as Role) ? 1 : 5);

/** Opens a session for an account and answers with its token, which is nowhere kept. */
export async function openSession(
  db: EntityManager,
  user: { id: string; role: string },
  {
    ip,
    userAgent,
    vouched = false,
    unproved = false,
    identityId,
  }: { ip?: string; userAgent?: string; vouched?: boolean; unproved?: boolean; identityId?: string } = {},
): Promise<string> {
  const token = newToken();
  const { idle, absolute } = lifeOf(user.role);
  await db.query(
    `insert into session (token_hash, user_id, created_at, seen_at, expires_at, idle_at, fresh_until, ip, user_agent, vouched, unproved, identity_id)
     select $1, $2, now, now, now + $3::interval, now + $4::interval, case when not $9 then now + $5::interval end, $6, $7, $8, $9, $10 from (select domain_now() as now) clock`,
    [digest(token), user.id, absolute, idle, freshness, ip ?? null, userAgent ?? null, vouched, unproved, identityId ?? null],
  );
  return token;
}

/**
 * Opens a session for the browser that asks: with a new id, whatever it had before, and in place of the account's oldest ones.
 * `vouched` says that somebody else has seen two factors, `unproved` that our own is still to be asked for.
 */
export async function admit(
  ctx: Context,
  user: User,
  { vouched = false, unproved = false, identityId }: { vouched?: boolean; unproved?: boolean; identityId?: string } = {},
): Promise<string> {
  // Two who sign in to one account at once follow one another from here on.
  await ctx.asSystem(door => door.query('update account set last_sign_in_at = (select domain_now()) where id = $1', [user.id]));
  if (ctx.request.sessionId) await ctx.query('delete from session where token_hash = $1', [ctx.request.sessionId]);
  const ended = await endAll(
    ctx,
    `user_id = $1 and token_hash not in (select token_hash from session where user_id = $1 order by seen_at desc limit $2)`,
    [user.id, mostSessions(user.role) - 1],
  );
  const token = await openSession(ctx.db, user, { ...ctx.request, vouched, unproved, identityId });
  if (ended > 0) await record(ctx, 'User.SESSION_ENDED', user, { details: { by: 'SIGN_IN', ended } });
  ctx.request.setCookie?.('sid', token, cookieLife);
  return token;
}

const endAll = async (ctx: Context, which: string, values: unknown[]): Promise<number> => {
  // TypeORM answers a delete with [rows, count].
  const [rows] = (await ctx.query(`delete from session where ${which} returning id`, values)) as unknown as [unknown[]];
  return rows.length;
};

/** Ends the sessions of an account, but for one, and says in a fact that it did and what for. */
export async function endSessions(ctx: Context, userId: string, by: string, except?: string): Promise<number> {
  const ended = await endAll(ctx, 'user_id = $1 and token_hash is distinct from $2', [userId, except ?? null]);
  if (ended > 0) await record(ctx, 'User.SESSION_ENDED', Object.assign(new User(), { id: userId }), { details: { by, ended } });
  return ended;
}

/** Ends one session of an account; false when it has none of that name. */
export async function endOne(ctx: Context, user: User, sessionId: string): Promise<boolean> {
  const ended = await endAll(ctx, 'user_id = $1 and id = $2', [user.id, sessionId]);
  if (ended > 0) await record(ctx, 'User.SESSION_ENDED', user, { details: { by: 'END_SESSION', ended } });
  return ended > 0;
}

/** Gives the session that asks another token, after what raises its rights; `proved` makes it fresh. The old token is good for nothing. */
export async function renewSession(ctx: Context, { proved = false } = {}): Promise<void> {
  const { sessionId } = ctx.request;
  if (!sessionId) return;
  const token = newToken();
  if (proved)
    await ctx.asSystem(door =>
      door.query(
        `update linked_identity set proved_at = (select domain_now()) where proved_at is null and id = (select identity_id from session where token_hash = $1)`,
        [sessionId],
      ),
    );
  await ctx.query(
    `update session set token_hash = $2, fresh_until = case when $3 then (select domain_now()) + $4::interval else fresh_until end, unproved = unproved and not $3 where token_hash = $1`,
    [sessionId, digest(token), proved, freshness],
  );
  ctx.request.sessionId = digest(token);
  ctx.request.setCookie?.('sid', token, cookieLife);
}

/** Ends the session that asks; false when there was none. */
export async function signOut(ctx: Context): Promise<boolean> {
  const { sessionId } = ctx.request;
  if (sessionId) {
    await ctx.query('delete from session where token_hash = $1', [sessionId]);
    await record(ctx, 'User.SIGN_OUT', await ctx.db.findOneByOrFail(User, { id: ctx.actor.id }));
  }
  ctx.request.setCookie?.('sid', '', 0);
  return sessionId !== undefined;
}

/** Who an account is, as far as its row tells. `accounts` are those of the same person. */
export const actorOf = (user: User, accounts: readonly string[] = []): Actor => ({
  id: user.id,
  ...(accounts.length > 1 && { accounts }),
  role: user.role as Role,
  name: user.name,
  manager: user.manager,
  ...(user.district && { district: user.district }),
  ...(user.providerId && { providerId: user.providerId }),
  ...(user.enterpriseId && { enterpriseId: user.enterpriseId }),
  ...(user.expertId && { expertId: user.expertId }),
});

/** Found with every request, so it is planned once for each connection. `$2` is the age that a password may reach; 0 is any. */
const found = `
  select to_jsonb(found) - 'seen', seen from (
    select s.seen_at > now - interval '1 second' as seen, found.* from (select domain_now() as now) clock, session s join inside.account u on u.id = s.user_id
    left join factor f on f.user_id = u.id
    cross join lateral (select u.id, u.role, u.name, u.manager, u.must_change_password, u.district, u.provider_id, u.enterprise_id, u.expert_id,
      array(select a.id from inside.account a where a.person_number = u.person_number) as accounts,
      coalesce(s.fresh_until > now, false) as fresh, s.vouched or f.sealed is not null as enrolled, s.unproved,
      exists (select from viewing v where v.session_id = s.token_hash) as viewing,
      $2::int > 0 and u.password_hash is not null and u.password_changed_at + make_interval(days => $2::int) <= now as expired) found
    where s.token_hash = $1 and s.expires_at > now and s.idle_at > now and u.state = 'ACTIVE') found`;

interface Found {
  actor: Actor;
  sessionId: string;
  viewing: boolean;
}
const pace = unknownPace();
const statementFor = (sessionId: string): Statement => ({
  name: 'session',
  text: found,
  values: [sessionId, signInSettings().passwordDays],
  pace,
});

/** Whom each session was found to be of: as the database said it, and what it came to. */
const remembered = new Map<string, { said: string; actor: Actor; sessionId: string; role: string }>();
const mostRemembered = 5000;

/** So that the question and who asks it are asked together. Nothing may be answered before it is `confirmed`. */
export function likelyActor(db: EntityManager, token: string): Guess | undefined {
  const known = remembered.get(digest(token));
  if (!known) return undefined;
  const { said, actor, sessionId, role } = known;
  const asked = performance.now();
  return {
    actor,
    sessionId,
    statement: statementFor(sessionId),
    confirmed: async ([row]) => {
      if (row?.[0] !== said) {
        remembered.delete(sessionId);
        return false;
      }
      if (row[1] !== 't') await touch(db, sessionId, role, asked);
      return true;
    },
  };
}

/** When each session was last noted as in use, by the clock of this process; infinite while it is being noted. */
const noted = new Map<string, number>();

/**
 * A session in use goes on; noted at most once a second. Of all that are `asked` before it has been noted, one does it and
 * waits: a page asks many things at once, and each of them would wait for the same row.
 */
async function touch(db: EntityManager, sessionId: string, role: string, asked: number): Promise<void> {
  if ((noted.get(sessionId) ?? 0) > asked) return;
  noted.delete(sessionId);
  noted.set(sessionId, Number.POSITIVE_INFINITY);
  try {
    await db.query(
      `update session set seen_at = now, idle_at = now + $2::interval from (select domain_now() as now) clock
       where token_hash = $1 and seen_at <= now - interval '1 second'`,
      [sessionId, lifeOf(role).idle],
    );
    noted.set(sessionId, performance.now());
    if (noted.size > mostRemembered) noted.delete(noted.keys().next().value!);
  } catch (error) {
    noted.delete(sessionId);
    throw error;
  }
}

/** The account behind a session's token, or undefined when it has expired, been ended or never was. */
export async function sessionActor(db: EntityManager, token: string, wire?: Pick<Wire, 'ask'>): Promise<Found | undefined> {
  const sessionId = digest(token);
  const statement = statementFor(sessionId);
  const asked = performance.now();
  if (wire) {
    const [row] = await wire.ask(statement);
    if (!row) return undefined;
    const made = foundOf(sessionId, JSON.parse(fromBytes(row[0]!)) as SessionRow);
    if (row[1] !== 't') await touch(db, sessionId, made.actor.role, asked);
    if (!made.viewing) remember({ said: row[0]!, actor: made.actor, sessionId, role: made.actor.role });
    return made;
  }
  // A session that has only just been made is seen within its transaction alone.
  const [row] = await db.query(`select said from (${found}) as found(said, seen)`, statement.values);
  return row && foundOf(sessionId, row.said);
}

function remember(known: { said: string; actor: Actor; sessionId: string; role: string }): void {
  if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value!);
  remembered.set(known.sessionId, known);
}

/** What the database says of a session and its account. */
interface SessionRow extends Record<'id' | 'name', string> {
  role: Role;
  manager: boolean;
  must_change_password: boolean;
  district: string | null;
  provider_id: string | null;
  enterprise_id: string | null;
  expert_id: string | null;
  accounts: string[];
  fresh: boolean;
  enrolled: boolean;
  unproved: boolean;
  viewing: boolean;
  expired: boolean;
}

function foundOf(sessionId: string, row: SessionRow): Found {
  const { role, enrolled } = row;
  const mustChange = row.must_change_password || (row.expired && staff.includes(role));
  const user = {
    id: row.id,
    role,
    name: row.name,
    manager: row.manager,
    district: row.district,
    providerId: row.provider_id,
    enterpriseId: row.enterprise_id,
    expertId: row.expert_id,
  } as User;
  return {
    sessionId,
    viewing: row.viewing,
    actor: {
      ...actorOf(user, row.accounts),
      ...confinementOf({ role, mustChange, enrolled, unproved: row.unproved }),
      ...(!row.fresh && { stale: true }),
    },
  };
}
