import type { EntityManager } from 'typeorm';
import { system } from '../../kernel/advance.ts';
import { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { isCleanText } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import type { Actor } from '../../kernel/policy.ts';
import { Enterprise } from '../enterprise/entity.ts';
import { actorOf } from '../session/session.ts';
import { User } from '../user/entity.ts';

const longest = '30 minutes';

/**
 * Lets this session look at an enterprise account's screens, with its rows and without a single change. A provider's drafts
 * are sealed and an expert's reviews are blind, so neither can be looked at this way.
 */
export async function viewAs(ctx: Context, userId: string, reason: string): Promise<Actor> {
  const { sessionId } = ctx.request;
  if (!sessionId) throw refuse('FORBIDDEN');
  const note = reason.trim();
  if (note === '' || note.length > 500 || !isCleanText(note)) throw refuse('BAD_USER_INPUT', 'NOTE_REQUIRED');
  const user = await ctx.db.findOneBy(User, { id: userId, role: 'ENTERPRISE', state: 'ACTIVE' });
  // The rows of the policy decide: a district finds the enterprises of its own district and no other.
  if (!user || !(await ctx.load(Enterprise, user.enterpriseId))) throw refuse('NOT_FOUND');
  const [row] = await ctx.query<{ ends_at: Date }>(
    `insert into viewing (session_id, viewer_id, viewed_id, reason, ends_at) values ($1, $2, $3, $4, clock_timestamp() + $5::interval)
     on conflict (session_id) do update set viewed_id = excluded.viewed_id, reason = excluded.reason, ends_at = excluded.ends_at
     returning ends_at`,
    [sessionId, ctx.actor.id, user.id, note, longest],
  );
  await record(ctx, 'User.VIEW_AS', user, { note, details: { internal: true, until: row!.ends_at.toISOString() } });
  return lookingAs(ctx.actor, user, note, row!.ends_at);
}

const lookingAs = (self: Actor, user: User, reason: string, endsAt: Date): Actor => ({
  ...actorOf({ ...user, mustChangePassword: false }),
  viewer: { self, reason, endsAt },
});

/** Ends it, and answers with who sits there. */
export async function endViewAs(ctx: Context): Promise<Actor> {
  const { viewer } = ctx.actor;
  if (!viewer) throw refuse('ILLEGAL_STATE', 'NOT_VIEWING');
  const viewed = await ctx.db.findOneByOrFail(User, { id: ctx.actor.id });
  await ctx.query('delete from viewing where session_id = $1', [ctx.request.sessionId]);
  await record(ctx.as(viewer.self), 'User.END_VIEW_AS', viewed, { note: viewer.reason, details: { internal: true } });
  return viewer.self;
}

/** Whom a session looks as; undefined when it may no longer. Asked only of sessions that look. */
export async function viewedBy(db: EntityManager, self: Actor, sessionId: string): Promise<Actor | undefined> {
  // Whoever has to do something first looks at nothing meanwhile.
  if (self.confinedTo || (self.role !== 'OFFICER' && self.role !== 'DISTRICT')) return undefined;
  const [row] = await db.query(
    `select v.viewed_id, v.reason, v.ends_at from viewing v join inside.account u on u.id = v.viewed_id join inside.enterprise e on e.id = u.enterprise_id
     where v.session_id = $1 and v.viewer_id = $2 and v.ends_at > clock_timestamp() and u.state = 'ACTIVE' and u.role = 'ENTERPRISE'
       and ($3::text is null or e.district = $3)`,
    [sessionId, self.id, self.role === 'DISTRICT' ? (self.district ?? '') : null],
  );
  if (!row) return undefined;
  const viewed = await new Context(system, db).transaction(door => door.db.findOneByOrFail(User, { id: row.viewed_id }));
  return lookingAs(self, viewed, row.reason, row.ends_at);
}

/** Writes down the ends of those that ran out, or whose session is no more. */
export function settleViewings(ctx: Context): Promise<void> {
  return ctx.transaction(async tx => {
    const [ended] = (await tx.db.query(
      `delete from viewing v where ends_at <= clock_timestamp() or not exists (select from session s where s.token_hash = v.session_id)
       returning viewer_id, viewed_id, reason`,
    )) as [{ viewer_id: string; viewed_id: string; reason: string }[]];
    for (const { viewer_id, viewed_id, reason } of ended) {
      const viewed = await tx.db.findOneByOrFail(User, { id: viewed_id });
      await record(tx.as(system), 'User.END_VIEW_AS', viewed, {
        note: reason,
        details: { internal: true, viewer: viewer_id, clock: true },
      });
    }
  });
}
