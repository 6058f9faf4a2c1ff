import type { Context } from '../kernel/context.ts';
import { create } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { Call } from './entity.ts';
import type { Criterion, Rubric } from './rubric.ts';
import { standardForm } from './standardForm.ts';

const criterion = (code: string, name: string, nameEn: string, max: number, minPercent?: number): Criterion => ({
  code,
  name,
  nameEn,
  max,
  ...(minPercent !== undefined && { minPercent }),
});

/** The score sheet of 先试后转: what each word of 小快轻准 is worth, and the promise of the trial. */
export const standardRubric: Rubric = {
  criteria: [
    criterion('MATURITY', '产品成熟与先进', 'Maturity', 20),
    criterion('SMALL', '小型化', 'Small', 10),
    criterion('FAST', '快速化', 'Fast', 10),
    criterion('LIGHT', '轻量化', 'Light', 10),
    criterion('PRECISE', '精准化', 'Precise', 15, 60),
    criterion('TRIAL_PROMISE', '试用承诺', 'Trial promise', 15, 60),
    criterion('CASES', '案例与成效', 'Cases and results', 10),
    criterion('SERVICE', '服务与安全', 'Service and security', 10),
  ],
  pass: '70',
  dropFrom: 5,
  ties: ['PRECISE', 'TRIAL_PROMISE'],
  spreadAbove: '20',
  noteAtExtremes: false,
  vetoes: [
    { code: 'FALSE_MATERIAL', name: '材料虚假', nameEn: 'False material' },
    { code: 'HIDDEN_CHARGE', name: '变相收费', nameEn: 'Hidden charge' },
    { code: 'NO_RIGHT', name: '无产品权利', nameEn: 'No right to the product' },
    { code: 'NO_DATA_EXIT', name: '拒绝数据退出', nameEn: 'Refusal to return data' },
  ],
};

/** What every call of the programme has in common; a new one begins here. */
export const standardCall = {
  kinds: ['SOFTWARE', 'HARDWARE', 'BOTH', 'SOLUTION'],
  form: standardForm,
  rubric: standardRubric,
  trialMinimums: [
    { kind: 'SOFTWARE', days: 30 },
    { kind: 'HARDWARE', days: 60 },
  ],
  seats: [],
  correctionDays: 5,
  noticeDays: 5,
  objectionAcceptDays: 2,
  objectionDays: 10,
} satisfies Partial<Call>;

/** Past calls that can be created as data, by code. */
export const callTemplates: Record<string, Partial<Call> & Pick<Call, 'opensAt' | 'closesAt'>> = {
  C2024A: {
    ...standardCall,
    number: '青工信字〔2024〕1号',
    title: '关于征集青岛市制造业数字化转型“先试后转”产品和解决方案的通知(2024年第一批)',
    text: '面向全市征集“小快轻准”的数字化软件、硬件产品和解决方案,供工业企业先免费试用、再决定是否购买。',
    opensAt: new Date('2024-03-01T09:00:00+08:00'),
    closesAt: new Date('2024-03-29T17:00:00+08:00'),
    historical: true,
  },
};

/** Creates a past call from its template; the clock has opened and closed it already. One that exists is answered as it is. */
export async function createCallFromTemplate(ctx: Context, code: string): Promise<Call> {
  const template = callTemplates[code];
  if (!template) throw refuse('NOT_FOUND', 'CALL_TEMPLATE_UNKNOWN', { code });
  const existing = await ctx.db.findOneBy(Call, { code });
  if (existing) return ctx.need(Call, existing.id);
  const { id } = await create(ctx, Call, { ...template, code, announcedFor: template.opensAt, unsealsAt: template.closesAt });
  return ctx.need(Call, id);
}
