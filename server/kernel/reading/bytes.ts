import { shanghai } from '../scalars.ts';

/**
 * Text on its way through: each character stands for one byte of the UTF-8.
 *
 * What JSON must escape is ASCII, and so are the names of its keys; the rest need not be understood to be passed on. A
 * value that is looked at is decoded first.
 */
const beyondAscii = /[^\0-\x7f]/;
export const toBytes = (text: string): string => (beyondAscii.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text);
export const fromBytes = (bytes: string): string => (beyondAscii.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes);

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what JSON escapes
const escaped = /[\0-\x1f"\\]/;
/** A text as JSON. */
export const quoted = (bytes: string): string => (escaped.test(bytes) ? JSON.stringify(bytes) : `"${bytes}"`);

/** A truth value as JSON: PostgreSQL writes `t`, or `true` once it has been cast. */
export const flagged = (bytes: string): string => (bytes.charCodeAt(0) === 116 ? 'true' : 'false');

/** An instant as JSON. Connections that read stand in Shanghai, so that all but the punctuation is as it has to be. */
export function dated(bytes: string): string {
  if (bytes.charCodeAt(4) !== 45 || !bytes.endsWith('+08')) return `"${shanghai(instantOf(bytes))}"`;
  const rest = bytes.length === 22 ? '000' : bytes.slice(20, -3).padEnd(3, '0').slice(0, 3);
  return `"${bytes.slice(0, 10)}T${bytes.slice(11, 19)}.${rest}+08:00"`;
}

const written = /^(\d{4,})-(\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?([+-]\d\d)(?::?(\d\d))?(?::?(\d\d))?$/;
/** An instant as a Date; beyond the years of four digits and in odd zones as well. */
export function instantOf(bytes: string): Date {
  const [, year, day, time, fraction = '', hours, minutes = '00', seconds = '00'] = written.exec(bytes) ?? [];
  if (!year) return new Date(Number.NaN);
  const ms = fraction ? Math.trunc(1000 * Number.parseFloat(fraction)) : 0;
  const base = Date.parse(`${year.length > 4 ? `+${year.padStart(6, '0')}` : year}-${day}T${time}Z`);
  const sign = hours!.startsWith('-') ? -1 : 1;
  return new Date(base + ms - sign * (Math.abs(Number(hours)) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}
