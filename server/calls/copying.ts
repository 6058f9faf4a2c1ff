import type { Context } from '../kernel/context.ts';
import { create } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { monthsAfter } from './eligibility.ts';
import { Call } from './entity.ts';
import type { CallForm } from './formShape.ts';

const shanghai = 8 * 3_600_000;
/** The day of an instant in Shanghai, and what is left of it. */
const split = (at: Date) => {
  const local = at.getTime() + shanghai;
  const rest = local % 86_400_000;
  return { day: new Date(local).toISOString().slice(0, 10), rest };
};
const join = (day: string, rest: number) => new Date(Date.parse(`${day}T00:00:00Z`) + rest - shanghai);

/** The same time of day so many years later, on that day or the next that is worked. */
async function yearsLater(ctx: Context, at: Date, years: number): Promise<Date> {
  const { day, rest } = split(at);
  const wanted = monthsAfter(day, 12 * years);
  const [row] = await ctx.query<{ day: string }>(`select min(day)::text as day from working_day where day >= $1 and working`, [wanted]);
  if (!row?.day) throw refuse('BAD_USER_INPUT', 'DAY_OUTSIDE_CALENDAR', { day: wanted });
  return join(row.day, rest);
}

/** A form whose days are as many years later. */
const renewed = ({ eligibility, ...form }: CallForm, years: number): CallForm => ({
  ...form,
  eligibility: eligibility.map(rule =>
    rule.check === 'REGISTERED_BEFORE' && rule.value ? { ...rule, value: monthsAfter(rule.value, 12 * years) } : rule,
  ),
});

/** The code of the copy: the year in it raised, and a number behind it when that one is taken. */
async function codeAfter(ctx: Context, code: string, years: number): Promise<string> {
  const raised = code.replace(/20\d\d/, year => String(Number(year) + years)).slice(0, 16);
  const taken = await ctx.query<{ code: string }>('select code from call where code like $1', [`${raised}%`]);
  const codes = new Set(taken.map(row => row.code));
  if (!codes.has(raised)) return raised;
  for (let serial = 2; ; serial += 1) if (!codes.has(`${raised}-${serial}`)) return `${raised}-${serial}`;
}

const kept = [
  ...['title', 'titleEn', 'text', 'textEn', 'contact', 'kinds', 'rubric', 'seats', 'trialMinimums'],
  ...['correctionDays', 'noticeDays', 'objectionDays', 'disclosure', 'peerMarks'],
] as const;

/**
 * Drafts a call like another one: everything but numbers and dates. Its window is the same a year later, or as many years as
 * bring it into the future, on days that are worked.
 */
export async function copyCall(ctx: Context, id: string): Promise<Call> {
  const pattern = await ctx.need(Call, id);
  const now = await ctx.now();
  const ahead = split(now).day.slice(0, 4);
  let years = Math.max(1, Number(ahead) - Number(split(pattern.opensAt).day.slice(0, 4)));
  if ((await yearsLater(ctx, pattern.opensAt, years)) <= now) years += 1;
  const opensAt = await yearsLater(ctx, pattern.opensAt, years);
  const closesAt = await yearsLater(ctx, pattern.closesAt, years);
  return create(
    ctx,
    Call,
    {
      ...Object.fromEntries(kept.map(key => [key, pattern[key as keyof Call]])),
      form: renewed(pattern.form, years),
      code: await codeAfter(ctx, pattern.code, years),
      ...{ opensAt, closesAt, unsealsAt: closesAt },
    },
    pattern.code,
  );
}
