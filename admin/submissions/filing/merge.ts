import type { Content } from './content.ts';

/** The same field, typed differently in two places since both had last the same. */
export interface Collision {
  field: string;
  mine: unknown;
  theirs: unknown;
}
type Flat = Map<string, unknown>;

/** A draft field by field: `solution.painPoint`, `answers.x`, `papers.licence`. */
export function flat({ solution, answers, papers }: Content): Flat {
  const all: Flat = new Map();
  for (const [key, value] of Object.entries(solution)) all.set(`solution.${key}`, value);
  for (const [key, value] of Object.entries(answers)) all.set(`answers.${key}`, value);
  for (const key of new Set(papers.map(paper => paper.key)))
    all.set(
      `papers.${key}`,
      papers.filter(paper => paper.key === key),
    );
  return all;
}

function unflat(all: Flat): Content {
  const content: Content = { solution: {}, answers: {}, papers: [] };
  for (const [field, value] of all) {
    if (value === undefined) continue;
    const at = field.indexOf('.');
    const [part, key] = [field.slice(0, at), field.slice(at + 1)];
    if (part === 'papers') content.papers.push(...(value as Content['papers']));
    else if (part === 'answers') content.answers[key] = value as string[];
    else content.solution[key] = value;
  }
  return content;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Puts together what two tabs have typed since both had `base`. What only one has touched is taken from it; what both have
 * touched stands as mine and is named, so that the person chooses. Nothing is dropped unseen.
 */
export function merge(base: Content, mine: Content, theirs: Content): { content: Content; collisions: Collision[] } {
  const [was, own, other] = [flat(base), flat(mine), flat(theirs)];
  const collisions: Collision[] = [];
  const all: Flat = new Map();
  for (const field of new Set([...was.keys(), ...own.keys(), ...other.keys()])) {
    const [before, here, there] = [was.get(field), own.get(field), other.get(field)];
    const untouched = same(here, before);
    all.set(field, untouched ? there : here);
    if (!untouched && !same(there, before) && !same(here, there)) collisions.push({ field, mine: here, theirs: there });
  }
  return { content: unflat(all), collisions };
}

/** The merged draft with the other tab's word in these fields. */
export function withTheirs(content: Content, collisions: readonly Collision[], fields: ReadonlySet<string>): Content {
  const all = flat(content);
  for (const { field, theirs } of collisions) if (fields.has(field)) all.set(field, theirs);
  return unflat(all);
}
