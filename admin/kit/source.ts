import type { graphql } from '../../schema/graphql.ts';

/** Every dotted path into a record: `state`, `offering.name`. */
export type Path<T> = T extends readonly unknown[]
  ? never
  : T extends object
    ? { [K in keyof T & string]: K | (NonNullable<T[K]> extends object ? `${K}.${Path<NonNullable<T[K]>>}` : never) }[keyof T & string]
    : never;

/** Names a field of a record, checked by the compiler: a column nobody selects, or an input nobody accepts, does not build. */
export const sourceOf =
  <T>() =>
  (path: Path<T>): string =>
    path;

/** The input type of that name, as the schema has it: `Input<'TrialInput'>`, `Input<'TrialFilter'>`. */
export type Input<Name extends Parameters<typeof graphql.scalar>[0] & string> = NonNullable<ReturnType<typeof graphql.scalar<Name>>>;
