import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../config.ts';

let list: Set<string> | undefined;

/** The passwords that everybody tries first, one a line: words, names and walks over the keyboard, with what people hang on them. */
const common = (): Set<string> =>
  (list ??= new Set(
    readFileSync(join(root, 'server/people/session/common-passwords.txt'), 'utf8')
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#')),
  ));

/** How many there are. */
export const howManyCommon = (): number => common().size;

/** Keys in the order in which fingers walk over them. */
const walks = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  'qwertyuiopasdfghjklzxcvbnm',
  'poiuytrewqlkjhgfdsamnbvcxz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujmikolp',
];

const letters: Record<string, string> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };
/** With the figures and signs that people put for letters put back. */
const unleeted = (text: string) => text.replace(/[013457@$!]/g, sign => letters[sign]!);

/** Whether a password, in lower case, is one of them: as it stands, without the figures and marks around it, or with figures put for letters. */
export function isCommon(plain: string): boolean {
  const bare = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return (
    bare === '' ||
    walks.some(walk => walk.includes(plain)) ||
    [plain, bare, unleeted(plain), unleeted(bare)].some(text => common().has(text))
  );
}
