import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Cipher } from '../config.ts';
import { refuse } from './errors.ts';

interface Sealing {
  key: Buffer;
  cipher: Cipher;
}
let sealing: Sealing | undefined;

/** Hands over the key and the cipher, at start. The key is kept outside the database, so that a copy of the database opens nothing. */
export const installSealing = (given: Sealing): void => void (sealing = given);

const derived = (key: Buffer, name: string, length: number): Buffer => Buffer.from(hkdfSync('sha256', key, '', `shizhuan ${name}`, length));

interface Method {
  seal: (key: Buffer, text: string, bound: string) => Buffer;
  open: (key: Buffer, sealed: Buffer, bound: string) => string;
}

const aes: Method = {
  seal: (key, text, bound) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', derived(key, 'aes-256-gcm', 32), iv).setAAD(Buffer.from(bound));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  },
  open: (key, sealed, bound) => {
    const decipher = createDecipheriv('aes-256-gcm', derived(key, 'aes-256-gcm', 32), sealed.subarray(0, 12), { authTagLength: 16 })
      .setAAD(Buffer.from(bound))
      .setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
  },
};

/** OpenSSL 3.0 has no SM4 in GCM: it is encrypted, and then authenticated with SM3. */
const sm4: Method = {
  seal: (key, text, bound) => {
    const iv = randomBytes(16);
    const cipher = createCipheriv('sm4-cbc', derived(key, 'sm4-cbc', 16), iv);
    const body = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([tag(key, body, bound), body]);
  },
  open: (key, sealed, bound) => {
    const body = sealed.subarray(32);
    if (sealed.length < 64 || !timingSafeEqual(tag(key, body, bound), sealed.subarray(0, 32))) throw new Error('not sealed with this key');
    const decipher = createDecipheriv('sm4-cbc', derived(key, 'sm4-cbc', 16), body.subarray(0, 16));
    return Buffer.concat([decipher.update(body.subarray(16)), decipher.final()]).toString('utf8');
  },
};
const tag = (key: Buffer, body: Buffer, bound: string) =>
  createHmac('sm3', derived(key, 'hmac-sm3', 32))
    .update(`${bound.length}:${bound}`)
    .update(body)
    .digest();

const methods: Record<Cipher, Method> = { 'aes-256-gcm': aes, 'sm4-sm3': sm4 };

/** A secret as it is kept. `bound` says whose it is: moved to another row, it opens no more. The method stands before it. */
export function seal(text: string, bound: string): string {
  const { key, cipher } = installed();
  return `${cipher}:${methods[cipher].seal(key, text, bound).toString('base64')}`;
}

/** The secret again, whichever method sealed it; refused when the key is another one. */
export function unseal(kept: string, bound: string): string {
  const [cipher, sealed = ''] = kept.split(':') as [Cipher, string?];
  try {
    return methods[cipher].open(installed().key, Buffer.from(sealed, 'base64'), bound);
  } catch {
    throw refuse('SERVICE_UNAVAILABLE', 'SECRET_KEY_WRONG');
  }
}

function installed(): Sealing {
  if (!sealing) throw new Error('no key has been handed over to seal with');
  return sealing;
}
