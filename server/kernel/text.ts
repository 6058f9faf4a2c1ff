import { timingSafeEqual } from 'node:crypto';

/** What no database, file or screen may be given: control characters other than tab and line ends, halves of surrogate pairs. */
export const unkeepable = /(?![\t\n\r])[\p{Cc}\p{Surrogate}\ufffe\uffff]/u;

/** Text without what cannot be kept, or with something in its place. */
export const withoutUnkeepable = (text: string, instead = ''): string => text.replace(new RegExp(unkeepable, 'gu'), instead);

/** Length as people count characters: a rare ideograph is one, not two. */
export const textLength = (text: string): number => [...text].length;

/**
 * Text as it is kept: trimmed, composed (NFC), line ends made LF; undefined when it holds NUL, another control
 * character or half of a surrogate pair, which no database or file may be given.
 *
 * Full-width characters stay as typed: they belong to Chinese names and titles.
 */
export function normaliseText(text: string): string | undefined {
  const plain = text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
  return unkeepable.test(plain) ? undefined : plain;
}

/** Whether two secrets are the same, in a time that tells of neither; any text may be given. */
export function sameSecret(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
