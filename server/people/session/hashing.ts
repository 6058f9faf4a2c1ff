import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { refuse } from '../../kernel/errors.ts';

/** OWASP's minimum for argon2id; about 30 ms and 19 MiB. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const current = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;

/** So many at once, and so many who wait for one of them to end: whoever comes after is told to come later, not to wait. */
const atOnce = 8;
const waiting: (() => void)[] = [];
const mostWaiting = 32;
let running = 0;

/** Runs work that takes a processor and memory, a few at a time; RATE_LIMITED when too many wait already. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) throw refuse('RATE_LIMITED', undefined, { retryAfterMs: 1000 });
    await new Promise<void>(resolve => waiting.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // Whoever is let in takes the place over: it is never free for somebody in between.
    if (next) next();
    else running -= 1;
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost));

/** Verified against when there is no such account, so that an unknown name takes as long as a wrong password. */
const nobody = hash(randomBytes(16).toString('hex'), cost);

let verifications = 0;
/** How many passwords this process has looked at. */
export const verified = (): number => verifications;

export async function isPassword(kept: string | null | undefined, password: string): Promise<boolean> {
  const against = kept ?? (await nobody);
  const right = await inTurn(() => {
    verifications += 1;
    return verify(against, password);
  });
  return right && Boolean(kept);
}

/** Whether a hash was made with what is no longer the cost. */
export const isOutdated = (kept: string): boolean => !kept.startsWith(current);

/** A token that nobody guesses: 256 bits, 43 characters that fit a cookie and an address. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** For what is long and random by itself: tokens, recovery codes. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
