import { createHash } from 'node:crypto';

/** Whatever JSON can say, with the keys of every object in order and nothing undefined: equal values are equal texts. */
export function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(item => canonical(item ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const parts = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`);
  return `{${parts.join(',')}}`;
}

/** SHA-256 of the canonical text, in hex: what a receipt, a snapshot or a list is known by. */
export const contentHash = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');
