import { generateSecret, generateSync, generateURI, verifySync } from 'otplib';

/** One-time codes of RFC 6238 as every app on a telephone makes them: six figures, a step of 30 seconds, SHA-1. */
const shape = { digits: 6, period: 30, algorithm: 'sha1' } as const;
/** How many seconds the clock of a telephone may be off, before and after. */
const tolerance = 30;

/** A new secret of 160 bits, in base32. */
export const newSecret = (): string => generateSecret({ length: 20 });

/** What the QR code says that an app reads. */
export const uriOf = (secret: string, login: string): string => generateURI({ issuer: 'Shizhuan', label: login, secret, ...shape });

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000);

/** The code of a secret at an instant. */
export const codeAt = (secret: string, at: Date): string => generateSync({ secret, epoch: secondsOf(at), ...shape });

/** The time step whose code this is, of now or its neighbours; undefined when it is none of theirs. */
export function stepOf(secret: string, code: string, at: Date): number | undefined {
  if (!/^[0-9]{6}$/.test(code)) return undefined;
  const result = verifySync({ secret, token: code, epoch: secondsOf(at), epochTolerance: tolerance, ...shape });
  return result.valid ? (result as { timeStep: number }).timeStep : undefined;
}
