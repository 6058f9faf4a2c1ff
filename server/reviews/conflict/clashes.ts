import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { newId } from '../../kernel/fields.ts';
import { recordAll } from '../../kernel/journal.ts';
import { Conflict } from './entity.ts';

/** An expert and a submission that must not meet. `kept` when it stands as a `Conflict`, else it was computed just now. */
export interface Clash {
  expertId: string;
  submissionId: string;
  providerId: string;
  basis: 'EMPLOYER' | 'EMAIL_DOMAIN' | 'CASE_CUSTOMER' | 'RECENT_TIE' | 'RELATED_COMPANY' | 'OTHER';
  kept: boolean;
}

/**
 * All clashes between experts and submissions, computed from what is known now: employer, ties that last or ended lately,
 * related companies, e-mail domain, customers named as cases, and the conflicts in force. All experts when none are named.
 * The database says what a clash is (`expert_clashes`), since it also bars the reviews concerned whenever one comes up.
 */
export const clashesOf = (ctx: Context, submissionIds: readonly string[], expertIds?: readonly string[]): Promise<Clash[]> =>
  ctx.query<Clash>(
    `select expert_id as "expertId", submission_id as "submissionId", provider_id as "providerId", basis, kept
     from expert_clashes($1, $2) order by 1, 2, 4, 5`,
    [submissionIds, expertIds ?? null],
  );

/** Refuses an expert who must not mark a submission, however that is known. */
export async function refuseConflict(ctx: Context, submissionId: string, expertId: string): Promise<void> {
  if ((await clashesOf(ctx, [submissionId], [expertId])).length > 0) throw refuse('CONFLICT_OF_INTEREST');
}

/** Writes down the clashes that were computed and do not stand yet, so that one can see why an expert was passed over. */
export async function keepClashes(ctx: Context, clashes: readonly Clash[]): Promise<void> {
  const known = new Set(clashes.filter(({ kept }) => kept).map(({ expertId, providerId, basis }) => `${expertId} ${providerId} ${basis}`));
  const fresh = new Map<string, Clash>();
  for (const clash of clashes) {
    const key = `${clash.expertId} ${clash.providerId} ${clash.basis}`;
    if (!known.has(key)) fresh.set(key, clash);
  }
  if (fresh.size === 0) return;
  const made = [...fresh.values()].map(({ expertId, providerId, basis }) =>
    ctx.db.create(Conflict, { id: newId(), expertId, providerId, kind: 'COMPUTED', basis }),
  );
  await ctx.db.insert(Conflict, made);
  await recordAll(
    ctx,
    'Conflict.CREATE',
    made.map(subject => ({
      subject,
      changes: (['expertId', 'providerId', 'kind', 'basis'] as const).map(field => ({ field, after: subject[field] })),
    })),
  );
}
