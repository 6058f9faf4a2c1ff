import { createHmac, randomBytes } from 'node:crypto';

/** One-time codes of RFC 6238 as every app on a telephone makes them: six figures, a step of 30 seconds, SHA-1. */
const period = 30;
const digits = 6;
/** How many steps the clock of a telephone may be off: 30 seconds before and after. */
const tolerance = 1;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret of 160 bits, in base32. */
export const newSecret = (): string => Array.from(randomBytes(32), byte => alphabet[byte % alphabet.length]).join('');

/** What the QR code says that an app reads. */
export const uriOf = (secret: string, login: string): string =>
  `otpauth://totp/Shizhuan:${encodeURIComponent(login)}?secret=${secret}&issuer=Shizhuan&algorithm=SHA1&digits=${digits}&period=${period}`;

const stepAt = (at: Date) => Math.floor(at.getTime() / 1000 / period);

function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const number = mac.readUInt32BE(mac[mac.length - 1]! & 0xf) & 0x7f_ff_ff_ff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The bytes that base32 stands for. */
function bytesOf(secret: string): Buffer {
  const bits = [...secret].map(letter => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g)!.map(byte => Number.parseInt(byte, 2)));
}

/** The code of a secret at an instant. */
export const codeAt = (secret: string, at: Date): string => codeOf(secret, stepAt(at));

/** The time step whose code this is, of now or its neighbours; undefined when it is none of theirs. */
export function stepOf(secret: string, code: string, at: Date): number | undefined {
  const now = stepAt(at);
  return [now, now - tolerance, now + tolerance].find(step => codeOf(secret, step) === code);
}
