import { type Role, staff } from '../../../schema/roles.ts';
import { refuse } from '../../kernel/errors.ts';
import { isCleanText } from '../../kernel/fields.ts';
import { textLength } from '../../kernel/text.ts';
import { isCommon } from './common.ts';

/** The longest a password may be: what is longer is not hashed, since that would be work for nothing. */
export const longestPassword = 128;
export const shortestPassword = (role: Role): number => (staff.includes(role) ? 12 : 10);

/** Whose password it is to be, and what is known of them that it must not hold. */
export interface Owner {
  role: string;
  login: string;
  name?: string | null;
  /** Name and credit code of the organisation. */
  organisation: readonly string[];
}

/** Refuses a password that is too short for the role, holds what is known of its owner, or is one of those everybody tries first. */
export function checkPassword({ role, login, name, organisation }: Owner, password: string): void {
  if (!isCleanText(password) || password.length > longestPassword)
    throw refuse('BAD_USER_INPUT', 'PASSWORD_LONG', { max: longestPassword });
  const min = shortestPassword(role as Role);
  if (textLength(password) < min) throw refuse('PASSWORD_TOO_WEAK', 'PASSWORD_SHORT', { min });
  const plain = password.normalize('NFKC').toLowerCase();
  if (plain.includes(login) || (login.length > 3 && plain.includes([...login].reverse().join(''))))
    throw refuse('PASSWORD_TOO_WEAK', 'PASSWORD_HAS_LOGIN');
  const known = [name ?? '', ...organisation].map(text => text.normalize('NFKC').toLowerCase().trim());
  // Two Chinese characters are a name; two letters are nothing.
  if (known.some(text => textLength(text) >= (/\p{Script=Han}/u.test(text) ? 2 : 4) && plain.includes(text)))
    throw refuse('PASSWORD_TOO_WEAK', 'PASSWORD_HAS_NAME');
  if (new Set(plain).size < 5 || repeats(plain) || isCommon(plain)) throw refuse('PASSWORD_TOO_WEAK', 'PASSWORD_COMMON');
}

/** One short word again and again. */
const repeats = (text: string): boolean => /^(.{1,6}?)\1+$/u.test(text);
