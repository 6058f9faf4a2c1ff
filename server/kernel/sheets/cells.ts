/** A number of a workbook as a person would type it: at most the 15 digits a spreadsheet keeps, never with an exponent. */
export function numberText(raw: string): string {
  const number = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(number)) return raw;
  const kept = Number(number.toPrecision(15));
  const text = String(kept);
  if (!text.includes('e')) return text;
  if (Math.abs(kept) >= 1) return BigInt(kept).toString();
  return kept.toFixed(20).replace(/\.?0+$/, '');
}

const dayMillis = 86_400_000;

/** The moment of a serial number as `2024-06-30`, with ` 12:00:00` when it is not midnight. A time without a day stays a number. */
export function dateText(raw: string, since1904: boolean): string {
  const serial = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(serial) || serial < 1 || serial > 2_958_466) return numberText(raw);
  // spreadsheets believe in 1900-02-29, so days before it are one off
  const epoch = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const text = new Date(Math.round((epoch + serial * dayMillis) / 1_000) * 1_000).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}

/** Whether a number format shows dates: a built-in one of any locale, or one that spells years, months or days. */
export function showsDate(id: number, format: string | undefined): boolean {
  if (format === undefined) return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
  return /[ymd]/i.test(format.replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*./gi, ''));
}

/** Characters a workbook's XML cannot hold are written `_x000D_`. */
export const unescapeText = (text: string) =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** `B7` as row and column, both from 1; undefined for anything else. */
export function address(ref: string): { row: number; column: number } | undefined {
  const [, letters, row] = /^([A-Z]{1,7})(\d{1,9})$/.exec(ref.replaceAll('$', '')) ?? [];
  if (!letters || !row) return undefined;
  return { row: Number(row), column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) };
}
