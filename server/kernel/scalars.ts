import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const bad = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

const decimalPattern = /^-?\d{1,16}(\.\d{1,6})?$/;

function decimal(value: unknown): string {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string' || !decimalPattern.test(text))
    throw bad('A decimal is a string such as "128000.00", with at most 16 digits before and 6 after the point.');
  return text;
}

/** Exact decimal, as a string, so that no floating point ever touches it. */
export const GraphQLDecimal = new GraphQLScalarType({
  name: 'Decimal',
  description: 'Exact decimal number as a string, such as "128000.00"; money is in CNY (精确小数).',
  serialize: value => String(value),
  parseValue: decimal,
  parseLiteral: node => decimal(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : undefined),
});

/** Whether the text names a day that exists. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function day(value: unknown): string {
  if (!isDay(value)) throw bad('A date is a day that exists, written 2024-06-30, from the year 1900 on.');
  return value;
}

/** A calendar day in Asia/Shanghai; never an instant, so no zone can shift it. */
export const GraphQLDay = new GraphQLScalarType({
  name: 'Date',
  description: 'A day in Asia/Shanghai, written 2024-06-30 (日期).',
  serialize: value => (value instanceof Date ? shanghai(value).slice(0, 10) : String(value)),
  parseValue: day,
  parseLiteral: node => day(node.kind === Kind.STRING ? node.value : undefined),
});

/** An instant as wall time in Shanghai with its offset: 2024-07-01T00:00:00.000+08:00. */
export function shanghai(instant: Date): string {
  return `${new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
}

const instantPattern = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

function instant(value: unknown): Date {
  const match = typeof value === 'string' ? instantPattern.exec(value) : null;
  if (!match || !isDay(match[1])) throw bad('An instant is ISO 8601 with an offset, such as 2024-07-01T00:00:00+08:00.');
  return new Date(value as string);
}

/** An instant; read in any offset, answered in that of Shanghai. */
export const GraphQLInstant = new GraphQLScalarType({
  name: 'DateTime',
  description: 'An instant, ISO 8601 with offset, answered in +08:00 (时间).',
  serialize: value => shanghai(value instanceof Date ? value : new Date(String(value))),
  parseValue: instant,
  parseLiteral: node => instant(node.kind === Kind.STRING ? node.value : undefined),
});
