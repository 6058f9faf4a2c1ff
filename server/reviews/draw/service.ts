import { Call } from '../../calls/entity.ts';
import { advance, seen, shift } from '../../kernel/advance.ts';
import { contentHash } from '../../kernel/canonical.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { isCleanText, newId } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import { assign } from '../assigning.ts';
import { clashesOf, keepClashes } from '../conflict/clashes.ts';
import { openConsensus } from '../consensus/service.ts';
import { duringReview } from '../review/phase.ts';
import { ExpertDraw } from './entity.ts';
import { type Asked, gather, workOf } from './gather.ts';
import { expertDrawLifecycle } from './lifecycle.ts';
import { drawn, drawnAgain, type Protocol, wholeOf } from './protocol.ts';
import { solveLinear } from './solve.ts';

export interface Plan {
  protocol: Protocol;
  /** What stands planned and not released, which this one takes the place of. */
  before?: ExpertDraw | null;
  draw?: ExpertDraw;
}

const planned = (ctx: Context, callId: string) => ctx.db.findOneBy(ExpertDraw, { callId, state: 'PLANNED' });

/**
 * Draws experts for every admitted submission that has fewer than `perItem`, by the lot of a seed, and assigns them; also
 * for places that were given back. A dry run changes nothing; else the plan is kept and takes the place of the last one,
 * and experts hear nothing of it until it is released. Refused when places would stay empty.
 */
export async function drawExperts(ctx: Context, callId: string, asked: Asked & { dryRun: boolean; dueOn?: string | null }): Promise<Plan> {
  const { seed, perItem, panel, dueOn, dryRun } = asked;
  if (!isCleanText(seed) || seed.trim() === '' || [...seed].length > 100) throw refuse('BAD_USER_INPUT', 'SEED_INVALID');
  if (perItem < 1 || perItem > 25) throw refuse('BAD_USER_INPUT', 'PER_ITEM_INVALID');
  if (panel && (panel < perItem || panel > 1000)) throw refuse('BAD_USER_INPUT', 'PANEL_INVALID', { perItem });
  if (dueOn && dueOn < (await ctx.today())) throw refuse('BAD_USER_INPUT', 'DUE_PAST');
  const call = await ctx.need(Call, callId);
  await duringReview(ctx, callId, 'update');
  const { given, clashes } = await gather(ctx, call, asked);
  const protocol = { ...given, outcome: await drawn(given, solveLinear) };
  const before = await planned(ctx, callId);
  if (dryRun) return { protocol, before };
  const { assignments, short } = protocol.outcome;
  if (short.length) {
    const places = short.reduce((all, { places: missing }) => all + missing, 0);
    throw refuse('BAD_USER_INPUT', 'EXPERTS_TOO_FEW', { items: short.length, places });
  }
  await keepClashes(ctx, clashes);
  if (before) await shift(ctx, ExpertDraw, expertDrawLifecycle, { ...before } as ExpertDraw, 'DISCARD', { details: { replaced: true } });
  const digest = contentHash(protocol);
  const made = ctx.db.create(ExpertDraw, {
    ...{ id: newId(), callId, seed, perItem, panel: panel ?? null, dueOn: dueOn ?? null },
    ...{ assigned: assignments.length, digest, protocol },
  });
  await ctx.db.insert(ExpertDraw, made as never);
  await record(ctx, 'ExpertDraw.CREATE', made, { details: { digest } });
  await record(ctx, 'Call.DRAW', call, { details: { seed, perItem, panel: panel ?? null, reviews: assignments.length, digest } });
  return { protocol, before, draw: await ctx.need(ExpertDraw, made.id) };
}

/** Releases a plan: now the reviews are there, and their experts see them. Refused when something has changed that the plan stands on. */
async function release(ctx: Context, id: string): Promise<ExpertDraw> {
  const draw = await seen(ctx, ExpertDraw, id);
  await duringReview(ctx, draw.callId, 'update');
  const moved = await advance(ctx, ExpertDraw, expertDrawLifecycle, id, 'RELEASE');
  const { assignments, panelists } = wholeOf(draw.protocol).outcome;
  const lacking = new Map((await workOf(ctx, draw.callId, draw.perItem)).map(({ id: item, places, taken }) => [item, { places, taken }]));
  const active = new Set((await ctx.query<{ id: string }>(`select id from expert where state = 'ACTIVE'`)).map(expert => expert.id));
  const clashes = await clashesOf(
    ctx,
    assignments.map(({ item }) => item),
    assignments.map(({ expert }) => expert),
  );
  const apart = new Set(clashes.map(({ expertId, submissionId }) => `${expertId} ${submissionId}`));
  const changed = assignments.filter(({ item, expert }) => {
    const work = lacking.get(item);
    if (work) work.places -= 1;
    return !work || work.places < 0 || work.taken.includes(expert) || !active.has(expert) || apart.has(`${expert} ${item}`);
  });
  if (changed.length) throw refuse('ILLEGAL_STATE', 'DRAW_OUTDATED', { reviews: changed.length });
  await assign(
    ctx,
    draw.callId,
    assignments.map(({ item, expert }) => ({ submissionId: item, expertId: expert })),
    { seed: draw.seed, dueOn: draw.dueOn },
  );
  await openConsensus(ctx, draw.callId, panelists);
  return moved;
}

export const advanceExpertDraw = (ctx: Context, id: string, action: string, note?: string): Promise<ExpertDraw> =>
  action === 'RELEASE' ? release(ctx, id) : advance(ctx, ExpertDraw, expertDrawLifecycle, id, action, { note });

/** Draws again from what was kept, and says whether the same comes out. */
export async function repeatDraw(ctx: Context, id: string): Promise<{ same: boolean; digest: string }> {
  const { protocol } = await ctx.need(ExpertDraw, id);
  return drawnAgain(protocol, solveLinear);
}
