import { lotOf } from './lots.ts';
import type { Solver } from './solve.ts';

/** A submission that lacks experts. */
export interface Work {
  id: string;
  scenario: string;
  scenarios: readonly string[];
  divisions: readonly string[];
  /** How many are lacking. */
  places: number;
  /** Who has it, or had it and may not have it again. */
  taken: readonly string[];
  /** Employers of those who have it. */
  employers: readonly string[];
}

/** An expert who may be given some. */
export interface Seat {
  id: string;
  number: string;
  scenarios: readonly string[];
  divisions: readonly string[];
  employer: string;
  /** Reviews in this call: the most, and how many there are already. */
  most: number;
  load: number;
}

export const shortage = ['FIELD', 'CONFLICTS', 'CAPS'] as const;
export interface Short {
  item: string;
  places: number;
  /** FIELD: too few know it; CONFLICTS: enough know it, but too many are tied; CAPS: enough could, but have too much already. */
  why: (typeof shortage)[number];
  /** Who know it, who of them are free of conflicts, who of those have room. */
  known: number;
  free: number;
  room: number;
}

export interface Assignments {
  assignments: { item: string; expert: string; fit: number }[];
  short: Short[];
  /** Submissions that two experts of one employer mark, because there was no other way. */
  doubled: string[];
}

export interface Task {
  seed: string;
  items: readonly Work[];
  experts: readonly Seat[];
  apart: (expert: string, item: string) => boolean;
}

/** How well an expert knows what a submission is about: its main scenario, a further one of it, its industry; 0 is not at all. */
export function fitOf({ scenario, scenarios, divisions }: Work, expert: Pick<Seat, 'scenarios' | 'divisions'>): number {
  const main = expert.scenarios.includes(scenario);
  const industry = expert.divisions.some(division => divisions.includes(division));
  if (main) return industry ? 4 : 3;
  if (scenarios.some(other => expert.scenarios.includes(other))) return industry ? 2 : 1;
  return 0;
}

/** What counts more, far apart enough that no chain of exchanges buys one for the other. */
const price = { empty: 1e7, doubled: 1e5, uneven: 1e3, fit: 10 };

/**
 * Assigns experts to submissions: as many places as possible; nobody above the own cap or in conflict; no two of one
 * employer on a submission unless there is no other way; loads as even as can be; then those who know the field best.
 * What is still equal the lot decides.
 *
 * As a linear programme this is a flow from submissions over employers to experts, and a flow has a solution in whole
 * numbers: no search is needed, and the same input gives the same answer.
 */
export async function assignAll(task: Task, solve: Solver): Promise<Assignments> {
  const items = [...task.items].filter(({ places }) => places > 0).sort((a, b) => (a.id < b.id ? -1 : 1));
  const experts = [...task.experts].sort((a, b) => (a.number < b.number ? -1 : 1));
  const pairs = items.flatMap((item, i) =>
    experts.flatMap((expert, e) => {
      const fit = fitOf(item, expert);
      const open = fit > 0 && expert.most > expert.load && !item.taken.includes(expert.id) && !task.apart(expert.id, item.id);
      return open ? [{ i, e, fit, name: `x${i}_${e}` }] : [];
    }),
  );
  const chosen = pairs.length ? await solve(programme(task.seed, items, experts, pairs)) : new Set<string>();
  const given = pairs.filter(({ name }) => chosen.has(name));
  return {
    assignments: given.map(({ i, e, fit }) => ({ item: items[i]!.id, expert: experts[e]!.id, fit })),
    short: items.flatMap((item, at) => {
      const places = item.places - given.filter(({ i }) => i === at).length;
      return places > 0 ? [shortOf(task, item, places)] : [];
    }),
    doubled: items.flatMap((item, at) => {
      const employers = [...item.employers, ...given.filter(({ i }) => i === at).map(({ e }) => experts[e]!.employer)];
      return new Set(employers).size < employers.length ? [item.id] : [];
    }),
  };
}

function shortOf({ experts, apart }: Task, item: Work, places: number): Short {
  const known = experts.filter(expert => fitOf(item, expert) > 0 && !item.taken.includes(expert.id));
  const free = known.filter(({ id }) => !apart(id, item.id));
  const room = free.filter(({ most, load }) => most > load);
  const why = known.length < item.places ? 'FIELD' : free.length < item.places ? 'CONFLICTS' : 'CAPS';
  return { item: item.id, places, why, known: known.length, free: free.length, room: room.length };
}

interface Pair {
  i: number;
  e: number;
  fit: number;
  name: string;
}

/** The linear programme, in the format that solvers read. */
function programme(seed: string, items: readonly Work[], experts: readonly Seat[], pairs: readonly Pair[]): string {
  const costs: string[] = [];
  const rows: string[] = [];
  const bounds: string[] = [];
  const row = (terms: readonly string[], bound: string) => rows.push(` c${rows.length}: ${wrapped(terms, ' + ')} ${bound}`);
  const variable = (name: string, cost: number, most: number) => {
    costs.push(`${cost} ${name}`);
    bounds.push(` 0 <= ${name} <= ${most}`);
    return name;
  };
  const ofItem = groups(pairs, ({ i }) => i);
  for (const [i, item] of items.entries()) {
    const mine = ofItem.get(i) ?? [];
    row([...mine.map(({ name }) => name), variable(`s${i}`, price.empty, item.places)], `= ${item.places}`);
    for (const [employer, same] of groups(mine, ({ e }) => experts[e]!.employer)) {
      const free = item.employers.includes(employer) ? 0 : 1;
      if (same.length <= free) continue;
      rows.push(
        ` c${rows.length}: ${wrapped(
          same.map(({ name }) => name),
          ' + ',
        )} - ${variable(`d${i}_${same[0]!.e}`, price.doubled, same.length)} <= ${free}`,
      );
    }
  }
  for (const { i, e, fit, name } of pairs) {
    const chance = Number.parseInt(lotOf(seed, items[i]!.id, experts[e]!.number).slice(0, 4), 16) / 65_536;
    variable(name, Number((chance - price.fit * fit).toFixed(4)), 1);
  }
  const ofExpert = groups(pairs, ({ e }) => e);
  const able = experts.filter((_, e) => ofExpert.has(e));
  const total = items.reduce((sum, { places }) => sum + places, 0) + able.reduce((sum, { load }) => sum + load, 0);
  const [low, high] = [Math.floor(total / able.length), Math.ceil(total / able.length)];
  for (const [e, mine] of ofExpert) {
    const { most, load } = experts[e]!;
    const names = mine.map(({ name }) => name);
    if (names.length > most - load) row(names, `<= ${most - load}`);
    // Each further step away from an even share costs more than the one before, so nobody is far from it unless all are.
    const steps = (side: string) =>
      Array.from({ length: 12 }, (_, n) => variable(`${side}${e}_${n}`, price.uneven * (n + 1), n === 11 ? 1000 : 1));
    if (names.length > high - load) row([...names, ...steps('a').map(step => `-1 ${step}`)], `<= ${high - load}`);
    if (low > load) row([...names, ...steps('b')], `>= ${low - load}`);
  }
  return `Minimize\n obj: ${wrapped(costs, ' + ')}\nSubject To\n${rows.join('\n')}\nBounds\n${bounds.join('\n')}\nEnd\n`;
}

function groups<T, K>(list: readonly T[], keyOf: (entry: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>();
  for (const entry of list) {
    const key = keyOf(entry);
    const group = found.get(key);
    if (group) group.push(entry);
    else found.set(key, [entry]);
  }
  return found;
}

/** A sum over several lines: readers of the format dislike long ones. */
const wrapped = (terms: readonly string[], plus: string): string =>
  terms
    .map((term, at) => `${at === 0 ? '' : plus}${term}${at % 8 === 7 ? '\n' : ''}`)
    .join('')
    .replaceAll('+ -', '- ');
