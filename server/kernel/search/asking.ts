import type { Condition } from '../conditions.ts';
import { syllable } from './key.ts';
import { syllables } from './syllables.ts';

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&');
/** As `lower(normalize(…, NFKC))` of the database does it. */
const folded = (word: string) => word.normalize('NFKC').toLowerCase();
const doubled = (word: string) => [...word].map(letter => escaped(letter).repeat(2)).join('');

const longest = Math.max(...[...syllables].map(({ length }) => length));
const beginnings = new Set([...syllables].flatMap(each => Array.from(each, (_, at) => each.slice(0, at + 1))));
const mostWays = 8;

/**
 * The ways to read a word as syllables of pinyin, those of fewest syllables first: `fangan` is `fang an` and `fan gan`.
 * Where it is not whole syllables, the last may still be in the typing: `zhus` is `zhu s`. Three letters are not taken for that,
 * since most are abbreviations.
 */
export function waysToRead(word: string): string[][] {
  if (!/^[a-z]{2,40}$/.test(word)) return [];
  const whole = split(word, syllables);
  const ways = whole.length || word.length < 4 ? whole : split(word, beginnings);
  return ways.sort((a, b) => a.length - b.length).slice(0, mostWays);
}

/** Splits a word into syllables, the last of them one of `endings`. Bounded, since every way is a condition. */
function split(word: string, endings: ReadonlySet<string>): string[][] {
  const ways = new Map<number, string[][]>([[word.length, [[]]]]);
  for (let from = word.length - 1; from >= 0; from -= 1) {
    const here: string[][] = [];
    for (let to = Math.min(word.length, from + longest); to > from; to -= 1) {
      const part = word.slice(from, to);
      if ((to === word.length ? endings : syllables).has(part)) here.push(...ways.get(to)!.map(rest => [part, ...rest]));
    }
    ways.set(from, here.sort((a, b) => a.length - b.length).slice(0, 2 * mostWays));
  }
  return ways.get(0)!;
}

/** The condition that a search key has a word: as it is written, by initials, or as it is spoken. */
export function keyHas(word: string, name: string): Condition {
  const plain = folded(word);
  const spoken = waysToRead(plain.replaceAll('ü', 'v').replace(/([ln])ve/g, '$1ue')).map(
    way => `%${way.map(each => syllable + each).join('')}%`,
  );
  const patterns = [`%${doubled(plain)}%`, ...spoken];
  const sql = patterns.map((_, at) => `it.searchKey like :${name}x${at}`).join(' or ');
  return { sql: `(${sql})`, parameters: Object.fromEntries(patterns.map((pattern, at) => [`${name}x${at}`, pattern])) };
}

/** The condition that a column has a word, as it is written. */
export const columnHas = (column: string, word: string, name: string): Condition => ({
  sql: `it.${column} ilike :${name}`,
  parameters: { [name]: `%${escaped(word)}%` },
});
