import type { EntityManager } from 'typeorm';
import { advance } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { create } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { newId } from '../../kernel/fields.ts';
import { AssessmentScheme, type AssessmentSchemeInput } from './entity.ts';
import { assessmentSchemeLifecycle } from './lifecycle.ts';
import { items, levels, levels2022, scenarios } from './sme2024.ts';

const twice = (codes: readonly (string | number)[]): boolean => new Set(codes).size < codes.length;

/** Proposes the next version of a scheme. Nothing is judged by it until another person approves it. */
export async function proposeScheme(ctx: Context, input: AssessmentSchemeInput): Promise<AssessmentScheme> {
  const { items, scenarios, levels } = input;
  const muddled =
    levels.length === 0 ||
    twice(levels.map(({ level }) => level)) ||
    twice(items.map(({ code }) => code)) ||
    twice(scenarios.map(({ scenario }) => scenario)) ||
    items.some(({ options }) => twice(options.map(({ code }) => code)));
  if (muddled) throw refuse('BAD_USER_INPUT', 'SCHEME_MUDDLED');
  const short = items.find(
    ({ kind, options, firstFigure, secondFigure }) =>
      (kind === 'CHANGE' && !['UP', 'FLAT', 'DOWN'].every(code => options.some(option => option.code === code))) ||
      (kind === 'SHARE' && options.some(({ bound }) => bound === null || bound === undefined)) ||
      (['CHANGE', 'SHARE'].includes(kind) && !(firstFigure && secondFigure)),
  );
  if (short) throw refuse('BAD_USER_INPUT', 'SCHEME_ITEM_INCOMPLETE', { field: short.code });
  const [row] = await ctx.query<{ next: number }>(
    'select coalesce(max(scheme_version), 0)::int + 1 as next from assessment_scheme where code = $1',
    [input.code],
  );
  return create(ctx, AssessmentScheme, { ...input, schemeVersion: row!.next, proposedById: ctx.actor.id });
}

/** Approves or rejects a version; never by who proposed it. */
export async function advanceScheme(ctx: Context, id: string, action: string, note?: string): Promise<AssessmentScheme> {
  const set = action === 'APPROVE' ? { approvedById: ctx.actor.id, approvedAt: await ctx.now() } : {};
  return advance(ctx, AssessmentScheme, assessmentSchemeLifecycle, id, action, { note, set });
}

/** The scheme an assessment of a day is judged by: of those that apply by then, the latest version. */
export async function schemeOn(ctx: Context, code: string, day: string): Promise<AssessmentScheme> {
  const scheme = await ctx.db
    .createQueryBuilder(AssessmentScheme, 'it')
    .where(`it.state = 'APPROVED' and it.code = :code and it.appliesFrom <= :day`, { code, day })
    .orderBy('it.schemeVersion', 'DESC')
    .limit(1)
    .getOne();
  if (!scheme) throw refuse('BAD_USER_INPUT', 'NO_SCHEME_THEN', { at: day });
  return scheme;
}

const shipped = () => [
  {
    code: 'SME2022',
    name: '中小企业数字化水平评测指标(2022 年版)',
    appliesFrom: '2022-11-01',
    items: [],
    scenarios: [],
    levels: levels2022,
    basis: '工信厅企业〔2022〕32号。只接收等级与总分,不在此打分。',
  },
  {
    code: 'SME2024',
    name: '中小企业数字化水平评测指标(2024 年版)',
    appliesFrom: '2024-09-01',
    items: items(),
    scenarios: scenarios(),
    levels,
    basis:
      '工信厅企业〔2024〕56号;三级、四级所需场景数各公开工具说法不一(另有 6 和 3),待工信局核对原文后以新版本确认。选项文字以官方问卷为准。',
  },
];

/** The schemes that come with the product, once. */
export async function fillSchemes(db: EntityManager): Promise<void> {
  for (const scheme of shipped()) {
    if (await db.existsBy(AssessmentScheme, { code: scheme.code })) continue;
    await db.insert(AssessmentScheme, { ...scheme, id: newId(), schemeVersion: 1, state: 'APPROVED' } as never);
  }
}
