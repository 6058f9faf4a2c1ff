import { shift, shiftAll } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { newId } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import { isSamePerson } from '../../kernel/policy.ts';
import { callResult } from '../../reviews/result/report.ts';
import { Submission } from '../../solutions/submission/entity.ts';
import { submissionLifecycle } from '../../solutions/submission/lifecycle.ts';
import { Decision, Release } from './entity.ts';
import { decisionLifecycle, releaseLifecycle } from './lifecycle.ts';
import { lockCall } from './service.ts';

/** What is about to be released. The rows are held until the transaction ends. */
async function pendingOf(ctx: Context, callId: string) {
  const rows = await ctx.query<{ id: string; submission_id: string; outcome: string }>(
    `select id, submission_id, outcome from decision where call_id = $1 and state = 'PENDING' order by id for update`,
    [callId],
  );
  const of = (outcome: string) => rows.filter(row => row.outcome === outcome).map(({ submission_id }) => submission_id);
  return { ids: rows.map(({ id }) => id), selected: of('SELECTED'), notSelected: of('NOT_SELECTED') };
}

/** Refuses more than the seats of the call, counting what has been selected before. */
async function refuseOverfull(ctx: Context, callId: string): Promise<void> {
  const [full] = await ctx.query<{ kind: string | null; division: string | null; max: number; taken: number }>(
    `with seat as (
       select s.kind, s.division, s.max from call c cross join lateral jsonb_to_recordset(c.seats) as s (kind text, division text, max int) where c.id = $1
     ), chosen as (
       select p.kind, s.divisions from decision d join submission s on s.id = d.submission_id join provider p on p.id = s.provider_id
       where d.call_id = $1 and d.outcome = 'SELECTED' and d.state not in ('CLEARED', 'REVERSED') and s.state not in ('NOT_SELECTED', 'WITHDRAWN')
     )
     select seat.kind, seat.division, seat.max, count(chosen.kind)::int as taken from seat
     left join chosen on (seat.kind is null or chosen.kind = seat.kind) and (seat.division is null or seat.division = any(chosen.divisions))
     group by seat.kind, seat.division, seat.max having count(chosen.kind) > seat.max limit 1`,
    [callId],
  );
  if (full) throw refuse('QUOTA_EXHAUSTED', 'SEATS_EXCEEDED', { ...full, kind: full.kind ?? '', division: full.division ?? '' });
}

/**
 * Signs the pending decisions of a call. The first signature is an officer's and freezes them; the second, of a leader or of
 * another officer, releases all of them at one moment. The same person twice is refused here, and by the database.
 */
export async function releaseDecisions(ctx: Context, callId: string): Promise<Release> {
  await lockCall(ctx, callId);
  const release = await ctx.db.findOneBy(Release, { callId, state: 'SIGNED' });
  const pending = await pendingOf(ctx, callId);
  if (pending.ids.length === 0) throw refuse('ILLEGAL_STATE', 'DECISIONS_EMPTY');
  return release ? signSecond(ctx, release, pending) : signFirst(ctx, callId, pending);
}

type Pending = Awaited<ReturnType<typeof pendingOf>>;

async function signFirst(ctx: Context, callId: string, { ids, selected }: Pending): Promise<Release> {
  if (ctx.actor.role !== 'OFFICER') throw refuse('FORBIDDEN', 'FIRST_SIGNATURE_OFFICER');
  await refuseOverfull(ctx, callId);
  const made = ctx.db.create(Release, {
    ...{ id: newId(), callId, decisions: ids.length, selected: selected.length, state: 'SIGNED' },
    ...{ firstSignerId: ctx.actor.id, firstSigner: ctx.actor.name },
  });
  await ctx.db.insert(Release, made as never);
  await record(ctx, 'Release.SIGN', made, { details: { decisions: ids.length, selected: selected.length } });
  return ctx.need(Release, made.id);
}

async function signSecond(ctx: Context, release: Release, { ids, selected, notSelected }: Pending): Promise<Release> {
  if (isSamePerson(ctx.actor, release.firstSignerId)) throw refuse('FORBIDDEN', 'SAME_PERSON');
  if (ids.length !== release.decisions || selected.length !== release.selected) throw refuse('ILLEGAL_STATE', 'RELEASE_CHANGED');
  const now = await ctx.now();
  await shift(ctx, Release, releaseLifecycle, release, 'RELEASE', {
    details: { firstSigner: release.firstSignerId },
    set: { secondSignerId: ctx.actor.id, secondSigner: ctx.actor.name, secondSignedAt: now },
  });
  const { items } = await callResult(ctx, release.callId);
  const scores = items.map(({ submissionId, total, rank }) => ({ submission_id: submissionId, total, rank }));
  await ctx.query(
    `update decision d set release_id = $2, released_at = $3, total = score.total, rank = score.rank, ranked = case when score.rank is not null then $5::int end
     from unnest($1::uuid[]) as signed (id) join decision it on it.id = signed.id
     left join jsonb_to_recordset($4) as score (submission_id uuid, total numeric, rank int) on score.submission_id = it.submission_id
     where d.id = signed.id`,
    [ids, release.id, now, JSON.stringify(scores), items.length],
  );
  await shiftAll(ctx, Decision, decisionLifecycle, ids, 'RELEASE', { details: { release: release.id } });
  await ctx.query(
    'update submission s set reason = d.reason from decision d where d.submission_id = s.id and d.id = any($1) and d.reason is not null',
    [ids],
  );
  const details = { release: release.id };
  await shiftAll(ctx, Submission, submissionLifecycle, selected, 'SELECT', { details });
  await shiftAll(ctx, Submission, submissionLifecycle, notSelected, 'NOT_SELECT', { details });
  return ctx.need(Release, release.id);
}
