import { refuse } from '../errors.ts';

/** Turns a file away as a whole, saying why; what is wrong with single cells is a fault instead. */
export function reject(reason: string, details?: Record<string, unknown>): never {
  throw refuse('FILE_REJECTED', reason, details);
}
