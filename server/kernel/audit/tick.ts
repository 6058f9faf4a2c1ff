import type { Context } from '../context.ts';
import { anchorDaily } from './anchors.ts';
import { advanceCheck } from './checking.ts';
import { tellTallies } from './refusals.ts';

/** What the audit does by itself: the anchor of the day, a verification somebody has asked for, refusals told in sum. */
export async function auditTick(ctx: Context): Promise<void> {
  await anchorDaily(ctx);
  await tellTallies();
  await advanceCheck(ctx);
}
