import { In } from 'typeorm';
import { settle, shift } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import type { Fact } from '../../kernel/journal.ts';
import { stateSql, timedMoves } from '../../kernel/lifecycle.ts';
import type { Offering } from '../../offerings/offering/entity.ts';
import { advanceOffering, lockOffering, releaseSeat, takeSeat } from '../../offerings/offering/service.ts';
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

/** Who loses a place when an offering goes: those who wait, and where it is removed those whom nobody has accepted yet. */
export const droppedBy: Readonly<Record<string, readonly string[]>> = {
  DELIST: ['WAITING', 'OFFERED', 'APPLIED'],
  EXPIRE: ['WAITING', 'OFFERED'],
};
const offering: Readonly<Record<string, true>> = { UPDATE: true, REVERT: true, RENEW: true, RESUME: true };

/** What an act on an offering entails for its trials. The caller has the lock. Whatever goes on is left alone. */
async function entail(ctx: Context, offeringId: string, action: string): Promise<void> {
  if (offering[action]) return offerSeats(ctx, offeringId);
  const states = droppedBy[action];
  if (!states) return;
  await ctx.asSystem(async clock => {
    const open = await clock.db.find(Trial, { where: { offeringId, state: In([...states]) }, order: { id: 'ASC' } });
    for (const trial of open) {
      const before = trial.state;
      await shift(clock, Trial, trialLifecycle, trial, 'DROP', { details: { because: `Offering.${action}` } });
      if (holdsSeat(before)) await releaseSeat(clock, offeringId, false);
    }
  });
}

/** Moves an offering, and the trials that it takes along, in one transaction. */
export const moveOffering = (ctx: Context, id: string, action: string, note?: string): Promise<Offering> =>
  onTrialsOf(ctx, id, async () => {
    const moved = await advanceOffering(ctx, id, action, note);
    await entail(ctx, id, action);
    return moved;
  });

/** Offerings change above the heads of those who wait, by the clock too: new seats are offered, and who waits for what is gone is told so. */
export const followOffering = (ctx: Context, { name, subjectId }: Fact): Promise<void> =>
  onTrialsOf(ctx, subjectId, () => entail(ctx, subjectId, name.slice(name.indexOf('.') + 1)));

/** Materialises what the clock has moved, offering by offering. */
export async function settleAll(ctx: Context, most = 100): Promise<number> {
  const due = await ctx.query<{ offering_id: string }>(`select distinct offering_id from trial where ${overdue} limit $1`, [most]);
  for (const { offering_id: id } of due) await ctx.transaction(tx => onTrialsOf(tx, id, async () => undefined));
  return due.length;
}
