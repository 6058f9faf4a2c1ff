import { type Role, staff } from '../../../schema/roles.ts';
import { refuse } from '../../kernel/errors.ts';
import { isCleanText } from '../../kernel/fields.ts';
import { textLength } from '../../kernel/text.ts';

/** The longest a password may be: what is longer is not hashed, since that would be work for nothing. */
export const longestPassword = 128;
export const shortestPassword = (role: Role): number => (staff.includes(role) ? 12 : 10);

/** What people take first when told to make one up; figures and marks around it do not help. */
const common = new Set(
  `password passw0rd p@ssword p@ssw0rd pass admin administrator root user guest test demo welcome hello login letmein changeme change default
   secret master superman dragon monkey football baseball sunshine princess iloveyou trustno1 whatever freedom shadow qwerty qwertyuiop qwert
   asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc 1qaz2wsx 1q2w3e4r 1q2w3e4r5t q1w2e3r4 abc abcd abcdef abcdefg abcdefgh a1b2c3 aa
   woaini woaini1314 wodemima mima qingdao shandong shizhuan zhongguo china beijing gongxinju gxj office officer leader enterprise provider expert`.split(
    /\s+/,
  ),
);
const rows = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
];

/** Refuses a password that is too short for the role, holds the login, or is one of those everybody tries first. */
export function checkPassword({ role, login }: { role: string; login: string }, password: string): void {
  if (!isCleanText(password) || password.length > longestPassword)
    throw refuse('BAD_USER_INPUT', 'PASSWORD_LONG', { max: longestPassword });
  const min = shortestPassword(role as Role);
  if (textLength(password) < min) throw refuse('PASSWORD_TOO_WEAK', 'PASSWORD_SHORT', { min });
  const plain = password.normalize('NFKC').toLowerCase();
  if (plain.includes(login) || (login.length > 3 && plain.includes([...login].reverse().join(''))))
    throw refuse('PASSWORD_TOO_WEAK', 'PASSWORD_HAS_LOGIN');
  const bare = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (
    new Set(plain).size < 5 ||
    rows.some(row => row.includes(plain)) ||
    bare === '' ||
    common.has(bare) ||
    common.has(plain) ||
    repeats(plain)
  )
    throw refuse('PASSWORD_TOO_WEAK', 'PASSWORD_COMMON');
}

/** One short word again and again. */
const repeats = (text: string): boolean => /^(.{1,6}?)\1+$/u.test(text);
