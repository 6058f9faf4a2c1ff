import pino, { type DestinationStream, type Logger } from 'pino';
import type { Config } from '../config.ts';
import { driverError } from '../kernel/errors.ts';

/** Structured lines on stderr; what is secret or personal is never written. */
export const logger = (config: Pick<Config, 'logLevel'>, into: DestinationStream = pino.destination(2)): Logger =>
  pino(
    {
      level: config.logLevel,
      serializers: { err: errorOf },
      redact: { paths: secret.flatMap(name => [name, `*.${name}`]), censor: '[redacted]' },
    },
    into,
  );

const secret = ['password', 'token', 'cookie', 'authorization', 'phone', 'secret'];

/** What PostgreSQL says of an error that tells where it is. Its detail and its values tell whom it is about, and stay out. */
const placing = ['code', 'severity', 'schema', 'table', 'column', 'dataType', 'constraint', 'routine'] as const;

/** An error as it is logged: its kind, its place, and its words without what the database was given. */
function errorOf(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'no error was thrown', type: typeof error };
  const driver = driverError(error) as Record<string, unknown>;
  const said = Object.fromEntries(placing.filter(name => typeof driver[name] === 'string').map(name => [name, driver[name]]));
  // Data that PostgreSQL cannot take stand in the message, in quotes.
  const bare = (text: string) => (/^2[23]/.test(String(said['code'])) ? text.replace(/"[^"]*"/g, '"…"') : text);
  const { cause, errors } = error as { cause?: unknown; errors?: unknown };
  return {
    type: error.constructor.name,
    message: bare(error.message),
    ...said,
    stack: bare(error.stack ?? ''),
    ...(cause !== undefined && { cause: errorOf(cause) }),
    ...(Array.isArray(errors) && { errors: errors.slice(0, 5).map(errorOf) }),
  };
}
