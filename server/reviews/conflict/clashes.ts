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
  basis: 'EMPLOYER' | 'EMAIL_DOMAIN' | 'CASE_CUSTOMER' | 'OTHER';
  kept: boolean;
}

/** Addresses at which anybody can be: to share one ties nobody to anybody. */
const publicDomains = [
  ...['qq.com', 'vip.qq.com', 'foxmail.com', '163.com', 'vip.163.com', '126.com', 'yeah.net', '188.com', 'sina.com', 'sina.cn'],
  ...['sohu.com', 'aliyun.com', '139.com', '189.cn', 'wo.cn', '21cn.com', 'tom.com', 'gmail.com', 'outlook.com', 'hotmail.com'],
  ...['live.com', 'icloud.com', 'yahoo.com'],
];

/**
 * All clashes between experts and submissions, computed from what is known now: employer, e-mail domain, customers named
 * as cases, and the conflicts in force. All experts when none are named. One statement.
 */
export async function clashesOf(ctx: Context, submissionIds: readonly string[], expertIds?: readonly string[]): Promise<Clash[]> {
  return ctx.query<Clash>(
    `with item as (
       select s.id, s.provider_id, p.uscc, lower(split_part(p.contact_email, '@', 2)) as domain, s.snapshot
       from submission s join provider p on p.id = s.provider_id where s.id = any($1)
     ), found as (
       select e.id as expert_id, i.id, i.provider_id, 'EMPLOYER' as basis, false as kept from item i join expert e on e.employer_uscc = i.uscc
       union all
       select e.id, i.id, i.provider_id, 'EMAIL_DOMAIN', false from item i join expert e on lower(split_part(e.email, '@', 2)) = i.domain
       where i.domain <> '' and i.domain <> all($3)
       union all
       select e.id, i.id, i.provider_id, 'CASE_CUSTOMER', false
       from item i cross join lateral jsonb_path_query(i.snapshot, '$.solution.cases[*].uscc') as customer join expert e on e.employer_uscc = customer #>> '{}'
       union all
       select c.expert_id, i.id, i.provider_id, c.basis, true from item i join conflict c on c.provider_id = i.provider_id
       where c.state = 'IN_FORCE' and (c.submission_id is null or c.submission_id = i.id)
     )
     select distinct expert_id as "expertId", id as "submissionId", provider_id as "providerId", basis, kept from found
     where $2::uuid[] is null or expert_id = any($2) order by 1, 2, 4, 5`,
    [submissionIds, expertIds ?? null, publicDomains],
  );
}

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
