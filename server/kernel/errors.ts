import { GraphQLError } from 'graphql';
import type { Code } from '../../schema/codes.ts';
import { lexicon } from '../../schema/messages/index.ts';

/**
 * A refusal the user can understand and act on. Anything else that escapes is a defect, and is masked.
 *
 * `code` is one of the closed list; `reason` is the finer word that screens put into a sentence, with `details` filled in.
 */
export function refuse(code: Code, reason?: string, details: Record<string, unknown> = {}): GraphQLError {
  const pair = lexicon.reasons[reason ?? code];
  const message = pair ? pair[1].replace(/\{(\w+)\}/g, (hole, key) => (key in details ? String(details[key]) : hole)) : (reason ?? code);
  return new GraphQLError(message, {
    extensions: { code, ...(reason && { reason }), ...(Object.keys(details).length > 0 && { details }) },
  });
}

interface DriverError {
  code?: string;
  message?: string;
  constraint?: string;
}

/** The pg error inside whatever TypeORM or pg threw. */
export const driverError = (error: unknown): DriverError =>
  (error as { driverError?: DriverError })?.driverError ?? (error as DriverError) ?? {};

/** Whether the database gave up a statement that took too long, or was told to. */
export const isLate = (error: unknown): boolean => driverError(error).code === '57014';

/** What pg and TypeORM say when a connection is gone, at its making, in the middle or between two statements. */
const lost =
  /ECONN|EPIPE|Connection terminated|not queryable|query runner already released|timeout exceeded when trying to connect|timeout expired|stream was destroyed|write after end|ended by the other party/i;

/** What the database says, in our words: a named constraint is a refusal, a lost connection is `SERVICE_UNAVAILABLE`, the rest a defect. */
export function fromDatabase(error: unknown): unknown {
  if (error instanceof GraphQLError && error.extensions['code']) return error;
  const { code = '', constraint, message = '' } = driverError(error);
  const refusal = constraint && lexicon.constraints[constraint];
  if (refusal) return refuse(refusal, constraint);
  // Somebody named a record that is not there; what the product refers to by itself always is.
  if (code === '23503') return refuse('BAD_USER_INPUT', 'REFERENCE_UNKNOWN');
  // The second line has held where the first should have: the act was not theirs.
  if (code === '42501' && message.includes('row-level security')) return refuse('FORBIDDEN');
  if (isLate(error)) return refuse('TIMEOUT');
  if (/^(08|57P|53)/.test(code) || lost.test(String(error))) return refuse('SERVICE_UNAVAILABLE', undefined, { retryAfterMs: 1000 });
  return error;
}
