import type { Context } from '../kernel/context.ts';
import { update } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { Flag, Input, newId, partial, Text } from '../kernel/fields.ts';
import { WorkingDay } from './entity.ts';
import { workingDays } from './workdays.ts';

@Input('What staff say of a day')
class WorkingDayInput {
  @Flag({ about: 'Whether it is worked' }) working!: boolean;
  @Text({ about: 'The holiday that makes it free, or that it is worked for', optional: true, max: 60 }) name?: string | null;
}
export const WorkingDayPatch = partial(WorkingDayInput, 'WorkingDayPatch', 'What changes about a day; what is left out stays');

interface Counting {
  /** Whether the first day counts too, when it is worked: so it is with a 公示. Every other clock starts on the working day after. */
  countFirst?: boolean;
}

/** The day on which a term of `days` working days ends. */
export async function addWorkingDays(ctx: Context, day: string, days: number, { countFirst = false }: Counting = {}): Promise<string> {
  if (!Number.isInteger(days) || days < 1) throw refuse('BAD_USER_INPUT', 'WORKING_DAYS_INVALID', { days });
  const [row] = await ctx.query<{ last: string | null }>('select add_working_days($1::date, $2, $3) as last', [day, days, countFirst]);
  return row?.last ?? outside(day);
}

/** How many working days lie after `from`, up to and including `to`; negative when `to` is the earlier. */
export async function workingDaysBetween(ctx: Context, from: string, to: string): Promise<number> {
  const [row] = await ctx.query<{ days: number | null }>('select working_days_between($1::date, $2::date) as days', [from, to]);
  return row?.days ?? outside(`${from} – ${to}`);
}

/** Whether a day is worked. */
export async function isWorkingDay(ctx: Context, day: string): Promise<boolean> {
  const [row] = await ctx.query<{ working: boolean }>('select working from working_day where day = $1', [day]);
  return row?.working ?? outside(day);
}

function outside(day: string): never {
  throw refuse('BAD_USER_INPUT', 'DAY_OUTSIDE_CALENDAR', { day });
}

/** Corrects a day. What is counted from it on is counted anew in the same transaction. */
export async function correctDay(
  ctx: Context,
  id: string,
  version: number,
  { working, name }: Partial<WorkingDayInput>,
): Promise<WorkingDay> {
  // Two corrections at once would each count without the other.
  await ctx.query('lock table working_day in share row exclusive mode');
  const day = await update(ctx, WorkingDay, id, version, { working: working ?? undefined, name, provisional: false, corrected: true });
  await count(ctx.db, day.day);
  return ctx.db.findOneByOrFail(WorkingDay, { id });
}

/** Counts the ordinals anew from a day on. */
async function count(db: Context['db'], from: string): Promise<void> {
  await db.query(
    `update working_day w set ordinal = counted.ordinal
     from (select id, coalesce((select ordinal from working_day where day < $1::date order by day desc limit 1), 0)
                      + count(*) filter (where working) over (order by day) as ordinal
           from working_day where day >= $1::date) counted
     where w.id = counted.id and w.ordinal <> counted.ordinal`,
    [from],
  );
}

/**
 * Fills the calendar from the library that ships with the product, ten years ahead. Safe to repeat: days that staff have
 * corrected stay, days that were provisional take what has been decided since.
 */
export async function fillCalendar(db: Context['db']): Promise<void> {
  const days = [...workingDays(2020, Math.max(2035, new Date().getFullYear() + 10))];
  const changed: { day: string }[] = await db.query(
    `insert into working_day as w (id, day, ordinal, working, name, provisional)
     select * from unnest($1::uuid[], $2::date[], $3::int[], $4::boolean[], $5::text[], $6::boolean[])
     on conflict (day) do update set working = excluded.working, name = excluded.name, provisional = excluded.provisional, version = w.version + 1
       where not w.corrected and (w.working, w.name, w.provisional) is distinct from (excluded.working, excluded.name, excluded.provisional)
     returning day`,
    [
      days.map(() => newId()),
      days.map(({ day }) => day),
      days.map(({ ordinal }) => ordinal),
      days.map(({ working }) => working),
      days.map(({ name }) => name),
      days.map(({ provisional }) => provisional),
    ],
  );
  if (changed.length > 0) await count(db, changed.map(({ day }) => day).sort()[0]!);
}
