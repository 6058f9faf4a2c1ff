import { settle, shift, system } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import type { Fact } from '../../kernel/journal.ts';
import { stateSql, timedMoves } from '../../kernel/lifecycle.ts';
import { lockOffering, releaseSeat, takeSeat } from '../../offerings/offering/service.ts';
import { Trial } from './entity.ts';
import { holdsSeat, trialLifecycle } from './lifecycle.ts';

/** How long a seat is held for who has waited for it. */
const hold = 72 * 3_600_000;

const clocked = [...new Set(timedMoves(trialLifecycle).flatMap(([, { from }]) => from))].map(state => `'${state}'`).join(', ');
/** Trials that the clock has moved and nobody has written down yet. */
const overdue = `state in (${clocked}) and state <> ${stateSql(trialLifecycle)}`;

/**
 * Works on the trials of one offering: waits for its turn, and first writes down what the clock has done, so that
 * a hold that has run out or a trial that has ended is in nobody's way.
 */
export async function onTrialsOf<R>(ctx: Context, offeringId: string, work: () => Promise<R>): Promise<R> {
  await ctx.asSystem(async clock => {
    await lockOffering(clock, offeringId);
    await settleTrials(clock, offeringId);
  });
  return work();
}

/** Whether the clock has moved a trial of an offering unseen, and whether somebody waits for a seat. */
export async function lineOf(ctx: Context, offeringId: string): Promise<{ overdue: boolean; waiting: boolean }> {
  const [line] = await ctx.query<{ overdue: boolean; waiting: boolean }>(
    `select exists (select from trial where offering_id = $1 and ${overdue}) as overdue,
            exists (select from trial where offering_id = $1 and state = 'WAITING') as waiting`,
    [offeringId],
  );
  return line!;
}

async function settleTrials(ctx: Context, offeringId: string): Promise<void> {
  const due = await ctx.query<{ id: string }>(`select id from trial where offering_id = $1 and ${overdue} order by id`, [offeringId]);
  for (const { id } of due)
    for (const action of await settle(ctx, Trial, trialLifecycle, id)) {
      if (action === 'LAPSE') await releaseSeat(ctx, offeringId, false);
      if (action === 'END') await releaseSeat(ctx, offeringId, true);
      if (action === 'CLOSE') await ctx.query(`update trial set not_converted_reason = 'NO_ANSWER' where id = $1`, [id]);
    }
  if (due.length) await offerSeats(ctx, offeringId);
}

/** The seat follows the state: one that a trial no longer holds comes back, and goes to who has waited longest. */
export async function followSeat(ctx: Context, offeringId: string, before: string, after: string): Promise<void> {
  if (!holdsSeat(before) || holdsSeat(after)) return;
  await ctx.asSystem(async clock => {
    await releaseSeat(clock, offeringId, before === 'RUNNING');
    await offerSeats(clock, offeringId);
  });
}

/** Offers free seats to those who wait, first come first served. The caller has the lock. */
export async function offerSeats(ctx: Context, offeringId: string): Promise<void> {
  await ctx.asSystem(async clock => {
    for (;;) {
      const first = await clock.db.findOne(Trial, { where: { offeringId, state: 'WAITING' }, order: { appliedAt: 'ASC', id: 'ASC' } });
      if (!first || !(await takeSeat(clock, offeringId))) return;
      await shift(clock, Trial, trialLifecycle, first, 'OFFER', { set: { heldUntil: new Date((await clock.now()).getTime() + hold) } });
    }
  });
}

/** Offerings change above the heads of those who wait: new seats are offered, and who waits for what is gone is told so. */
export async function followOffering(ctx: Context, { name, subjectId }: Fact): Promise<void> {
  await onTrialsOf(ctx, subjectId, async () => {
    if (/UPDATE|RESUME/.test(name)) return offerSeats(ctx, subjectId);
    const waiting = await ctx.db.find(Trial, {
      where: [
        { offeringId: subjectId, state: 'WAITING' },
        { offeringId: subjectId, state: 'OFFERED' },
      ],
    });
    for (const trial of waiting) {
      const before = trial.state;
      await shift(ctx.as(system), Trial, trialLifecycle, trial, 'DROP', { details: { because: name } });
      if (holdsSeat(before)) await releaseSeat(ctx, subjectId, false);
    }
  });
}

/** Materialises what the clock has moved, offering by offering. */
export async function settleAll(ctx: Context, most = 100): Promise<number> {
  const due = await ctx.query<{ offering_id: string }>(`select distinct offering_id from trial where ${overdue} limit $1`, [most]);
  for (const { offering_id: id } of due) await ctx.transaction(tx => onTrialsOf(tx, id, async () => undefined));
  return due.length;
}
