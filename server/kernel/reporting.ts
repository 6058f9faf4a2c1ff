import { Extensions } from 'type-graphql';
import type { Context } from './context.ts';
import type { Actor } from './policy.ts';

/** One statement, with its values as `$1` and so on; the rights of whoever asks stand in it. */
export interface Statement {
  text: string;
  values: unknown[];
}

/**
 * What a root field reads, where that is one statement of its own.
 *
 * Its rows come with what JSON has: numbers, texts, truths, lists and objects. `arrange` makes the answer of them without
 * asking anything more, or throws what is to be refused. What does not `fit` is left to the resolver.
 */
export interface ReportReading<Args = any, Row = any> {
  root: 'report';
  report: (args: Args, actor: Actor) => Statement;
  arrange: (rows: Row[], args: Args, ctx: Context) => unknown;
  fits?: (args: Args) => boolean;
}

/** Lets a root field be answered by its statement alone. */
export const Reported = <Args, Row>(reading: Omit<ReportReading<Args, Row>, 'root'>): MethodDecorator & PropertyDecorator =>
  Extensions({ reading: { root: 'report', ...reading } });

/** The same for the resolver itself. */
export async function answerReport<Args, Row, T>(
  ctx: Context,
  { report, arrange }: { report: (args: Args, actor: Actor) => Statement; arrange: (rows: Row[], args: Args, ctx: Context) => T },
  args: Args,
): Promise<T> {
  const { text, values } = report(args, ctx.actor);
  return arrange(await ctx.query<Row & Record<string, unknown>>(text, values), args, ctx);
}
