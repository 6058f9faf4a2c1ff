import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const pattern = /^(ck_live_([0-9A-Za-z]{12})_([0-9A-Za-z]{32}))_([0-9A-Za-z]{6})$/;

const characters = (length: number) => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

function checksum(text: string): string {
  let rest = crc32(text);
  let sum = '';
  for (let at = 0; at < 6; at += 1) {
    sum = alphabet[rest % alphabet.length] + sum;
    rest = Math.floor(rest / alphabet.length);
  }
  return sum;
}

/** A new key `ck_live_<12>_<32>_<6>`: recognisable by scanners, and told from garbage without a query by its checksum. */
export function makeKey(): { key: string; prefix: string; secretHash: string } {
  const [prefix, secret] = [characters(12), characters(32)];
  const body = `ck_live_${prefix}_${secret}`;
  return { key: `${body}_${checksum(body)}`, prefix, secretHash: hashOf(secret) };
}

/** The parts of a key, undefined when it is none: a wrong checksum costs no query. */
export function readKey(text: string): { prefix: string; secretHash: string } | undefined {
  const [, body, prefix, secret, sum] = pattern.exec(text) ?? [];
  return body && prefix && secret && checksum(body) === sum ? { prefix, secretHash: hashOf(secret) } : undefined;
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
