import type { Json } from '../operations/types.ts';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;
const cursors = new Set(['cursor', 'endCursor', 'startCursor']);

/**
 * An answer as text that is the same for the same data: names in order, instants to the millisecond whatever their zone,
 * cursors only as being there, since everybody writes them as they like.
 */
export const canonical = (value: Json): string => JSON.stringify(settled(value));

function settled(value: Json, name = ''): Json {
  if (Array.isArray(value)) return value.map(each => settled(each));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, each]) => [key, settled(each as Json, key)]),
    );
  if (typeof value !== 'string') return value;
  if (cursors.has(name)) return '*';
  // Beyond the millisecond contestants differ in how much they tell.
  return instant.test(value) ? Date.parse(value.replace(/(\.\d{3})\d+/, '$1')) : value;
}

/** Where two texts part, with a little of both. */
export function difference(got: string, wanted: string): string {
  let at = 0;
  while (at < got.length && got[at] === wanted[at]) at += 1;
  const from = Math.max(0, at - 60);
  return `at ${at}\n  got    …${got.slice(from, at + 120)}\n  wanted …${wanted.slice(from, at + 120)}`;
}
