/** `138****1234`; a short or foreign number keeps its last two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(7)}`;
  return digits.length > 4 ? `****${digits.slice(-2)}` : '****';
}

/** The first character of a name: `王**`. The stars never tell its length. */
export const maskName = (name: string): string => `${[...name.trim()][0] ?? ''}**`;

/** `w***@example.com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? '***' : `${[...email][0]}***${email.slice(at)}`;
}

/** An identity number or another long code: the first three and the last two characters stay. */
export const maskId = (id: string): string => (id.length > 8 ? `${id.slice(0, 3)}***${id.slice(-2)}` : '***');

/** Hides the middle of a personal value, whatever kind it is. */
export function mask(value: string): string {
  if (/^\d{15,18}[\dX]$/i.test(value)) return maskId(value);
  if (/^\+?\d[\d -]{5,}$/.test(value)) return maskPhone(value);
  return value.includes('@') ? maskEmail(value) : maskName(value);
}

/** The same for whatever is kept as JSON: every text in it is masked. */
export function maskAll(value: unknown): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map(maskAll);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, maskAll(part)]));
}
