import { type City, districts } from './city.ts';
import { idAt } from './dice.ts';
import { at, lastDayOfMonth, monthOf, plusDays, plusMonths, workdayFrom } from './time.ts';

/** How many enterprises the city has, of how many the register in force, and how many have left it in the past year. */
export const population = { all: 10_000, members: districts.reduce((sum, { enterprises }) => sum + enterprises, 0), leavers: 70 };

export interface RegisterMonth {
  month: string;
  lastDay: string;
  importedAt: Date;
  /** The fact that its import is. */
  factId: string;
}

/** When an enterprise was in the register, as places in the list of months: from `entered` on, until before `left`. */
export interface Stay {
  entered: number;
  left: number;
}

export interface Membership {
  months: RegisterMonth[];
  /** By the place of the enterprise; undefined for those that never were above designated size. */
  stays: (Stay | undefined)[];
}

const count = 13;

/** The registers of the past year, and who was in them. Most enter in December and January, as real ones do. */
export function membership({ time, dice }: Pick<City, 'time' | 'dice'>): Membership {
  const die = dice('membership');
  const yesterday = time.day(-1);
  const thisMonth = monthOf(time.today);
  const newest = lastDayOfMonth(thisMonth) <= yesterday ? thisMonth : monthOf(plusMonths(`${thisMonth}-01`, -1));
  const months = Array.from({ length: count }, (_, nth): RegisterMonth => {
    const month = monthOf(plusMonths(`${newest}-01`, nth - count + 1));
    const lastDay = lastDayOfMonth(month);
    const third = at(workdayFrom(plusDays(lastDay, 3)), 10, 15);
    const latest = at(yesterday, 18);
    const importedAt = third < latest ? third : latest;
    return { month, lastDay, importedAt, factId: idAt(importedAt, `register of ${month}`) };
  });

  const entering: number[] = months.slice(1).flatMap(({ month }, nth) => {
    const many = month.endsWith('-12') ? 64 : month.endsWith('-01') ? 46 : die.int(8, 16);
    return Array.from({ length: many }, () => nth + 1);
  });
  const newcomers = die.some(
    Array.from({ length: population.members }, (_, place) => place),
    entering.length,
  );
  const stays: Membership['stays'] = Array.from({ length: population.all }, (_, place) => {
    if (place < population.members) return { entered: 0, left: count };
    if (place < population.members + population.leavers) return { entered: 0, left: 1 + ((place * 7) % (count - 1)) };
    return undefined;
  });
  for (const [nth, place] of newcomers.entries()) stays[place] = { entered: entering[nth]!, left: count };
  return { months, stays };
}
