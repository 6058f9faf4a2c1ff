import { advance, seen } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { create } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { isSamePerson } from '../../kernel/policy.ts';
import { CoverageRule, type CoverageRuleInput } from './entity.ts';
import { coverageRuleLifecycle } from './lifecycle.ts';

/** The rule figures of a day are made by: of those that apply by then, the latest version. */
export async function ruleOn(ctx: Context, day: string): Promise<CoverageRule> {
  const rule = await ctx.db
    .createQueryBuilder(CoverageRule, 'it')
    .where(`it.state = 'APPROVED' and it.appliesFrom <= :day`, { day })
    .orderBy('it.ruleVersion', 'DESC')
    .limit(1)
    .getOne();
  if (!rule) throw refuse('BAD_USER_INPUT', 'NO_RULE_THEN', { at: day });
  return rule;
}

/** Proposes the next version of the rule. Nothing changes until another person approves it. */
export async function proposeRule(ctx: Context, input: CoverageRuleInput): Promise<CoverageRule> {
  const [{ next }] = (await ctx.query<{ next: number }>('select coalesce(max(rule_version), 0) + 1 as next from coverage_rule')) as [
    { next: number },
  ];
  return create(ctx, CoverageRule, { ...input, ruleVersion: next, proposedById: ctx.actor.id });
}

/** Approves or rejects a rule. Evidence then expires by the months of the rule in force today. */
export async function advanceRule(ctx: Context, id: string, action: string, note?: string): Promise<CoverageRule> {
  const subject = await seen(ctx, CoverageRule, id);
  if (isSamePerson(ctx.actor, subject.proposedById) && action === 'APPROVE') throw refuse('FORBIDDEN', 'SAME_PERSON');
  const set = action === 'APPROVE' ? { approvedById: ctx.actor.id, approvedAt: await ctx.now() } : {};
  const rule = await advance(ctx, CoverageRule, coverageRuleLifecycle, id, action, { note, set });
  if (action === 'APPROVE') {
    const { months } = await ruleOn(ctx, await ctx.today());
    await ctx.query(
      `update evidence set expires_at = (dated_on + make_interval(months => $1)) at time zone 'Asia/Shanghai'
       where state in ('PROPOSED', 'VERIFIED') and expires_at <> (dated_on + make_interval(months => $1)) at time zone 'Asia/Shanghai'`,
      [months],
    );
  }
  return rule;
}
