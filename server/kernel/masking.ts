/** Hides the middle of a personal value: a phone number keeps 3 + 4 digits, a name its first character, an address its domain. */
export function mask(value: string): string {
  if (/^\+?\d[\d -]{6,}$/.test(value)) return `${value.slice(0, 3)}****${value.slice(-4)}`;
  const at = value.indexOf('@');
  if (at > 0) return `${value[0]}***${value.slice(at)}`;
  const [head = '', ...rest] = [...value];
  return head + '*'.repeat(Math.max(1, Math.min(rest.length, 6)));
}
