import { createHash } from 'node:crypto';
import type { FaultCode, FaultParams } from '../../schema/faults.ts';
import { fault, type Parser } from '../kernel/sheets/parsers.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights18 = Array.from({ length: 17 }, (_, n) => 3 ** n % 31);
const weights17 = [3, 7, 9, 10, 5, 8, 4, 2];

/** The code as it is kept: half width, upper case, without blanks and hyphens. */
export const normaliseUscc = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff\p{Dash_Punctuation}]/gu, '')
    .toUpperCase();

/** The 18th character that the 17 before it call for (GB 32100), undefined when one of them is not of the alphabet. */
export function checkCharacter18(code: string): string | undefined {
  const values = [...code.slice(0, 17)].map(character => alphabet.indexOf(character));
  if (values.length < 17 || values.includes(-1)) return undefined;
  const sum = values.reduce((sum, value, n) => sum + value * (weights18[n] as number), 0);
  return alphabet[(31 - (sum % 31)) % 31];
}

/** The 17th character that the organisation code in positions 9–16 calls for (GB 11714). */
export function checkCharacter17(code: string): string {
  const sum = weights17.reduce((sum, weight, n) => sum + weight * Number.parseInt(code[8 + n] ?? '0', 36), 0);
  return { 10: 'X', 11: '0' }[11 - (sum % 11)] ?? String(11 - (sum % 11));
}

export const check18 = (code: string): boolean => code.length === 18 && checkCharacter18(code) === code[17];

/** Worth a warning, never a refusal: organisations exist whose code breaks this rule. */
export const check17 = (code: string): boolean => checkCharacter17(code) === code[16];

export interface UsccFault {
  code: FaultCode;
  params?: FaultParams;
  /** a genuine code of an early pilot area may fail the check: an officer may overrule this fault with the licence at hand */
  overridable?: true;
}

export type UsccExplained = { ok: true; uscc: string; warning?: UsccFault } | { ok: false; uscc: string; fault: UsccFault };

/** Whether a text is a unified social credit code once normalised, and if not, what most likely happened to it. */
export function explainUscc(text: string): UsccExplained {
  const uscc = normaliseUscc(text);
  const wrong = (code: FaultCode, params?: FaultParams): UsccExplained => ({ ok: false, uscc, fault: { code, ...(params && { params }) } });
  if (uscc === '') return wrong('EMPTY');
  // 18 digits of which a spreadsheet kept 15, or the same shown with an exponent
  if (/^\d(\.\d+)?E\+?\d+$/.test(uscc) || (/^\d{15}000$/.test(uscc) && !check18(uscc))) return wrong('USCC_SPREADSHEET');
  if (uscc.length !== 18) return wrong('USCC_LENGTH', { length: uscc.length });
  if (!check18(uscc) && looksPersonal(uscc)) return wrong('USCC_PERSONAL_ID');
  const strangers = [...new Set(uscc)].filter(character => !alphabet.includes(character));
  if (strangers.length > 0) return wrong('USCC_CHARACTERS', { characters: strangers.join('') });
  if (!check18(uscc)) {
    return { ok: false, uscc, fault: { code: 'USCC_CHECK', params: { expected: checkCharacter18(uscc) ?? '' }, overridable: true } };
  }
  if (check17(uscc)) return { ok: true, uscc };
  return { ok: true, uscc, warning: { code: 'USCC_ORGANISATION_CHECK', params: { expected: checkCharacter17(uscc) } } };
}

/** A cell that must hold a credit code; a personal identity number is refused without being repeated. */
export const usccCell: Parser<string> = text => {
  const explained = explainUscc(text);
  if (explained.ok) return explained.uscc;
  const { code, params } = explained.fault;
  return fault(code, params, code === 'USCC_PERSONAL_ID' ? `${explained.uscc.slice(0, 3)}***` : undefined);
};

/** Registered with the market regulator, as every enterprise and provider is; the rest are offices, unions and the like. */
export const isMarketEntity = (uscc: string): boolean => uscc.startsWith('9');

function looksPersonal(code: string): boolean {
  const [, year, month, day] = /^[1-8]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(code) ?? [];
  return Number(year) >= 1900 && Number(year) < 2100 && Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
}

/**
 * A made-up code of an enterprise registered in a region, the same for the same seed, right in both checks.
 *
 * Its organisation part starts with Y, which no registered or imported code does so far; the rest is wide enough that
 * a city of 50,000 meets no code twice.
 */
export function makeUscc(seed: string, region: string): string {
  const hash = createHash('sha256').update(`${region}/${seed}`).digest();
  const body = Array.from({ length: 7 }, (_, n) => alphabet[hash.readUInt32BE(n * 4) % 31]).join('');
  const code = `91${region}Y${body}`;
  const code17 = code + checkCharacter17(code);
  return code17 + checkCharacter18(code17);
}
