import { ObjectType } from 'type-graphql';
import { fieldsOf } from './fields.ts';

const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : (value ?? null));

/** The fields that a snapshot keeps: all that were declared, but no personal ones, since a snapshot can never be erased. */
const kept = (entity: { prototype: object }, without: readonly string[]) =>
  [...fieldsOf(entity)].filter(([key, { options }]) => !options.personal && !without.includes(key));

/** The type of a frozen copy of a record, for `@Json`. Personal fields are not in it. */
export function snapshotType<T extends object, const W extends keyof T & string = never>(
  entity: new () => T,
  name: string,
  about: string,
  without: readonly W[] = [],
): new () => Omit<T, W> {
  const made = { [name]: class {} }[name]!;
  for (const [key, { decorate }] of kept(entity, without)) decorate({} as never)(made.prototype, key);
  ObjectType(name, { description: about })(made as never);
  return made as new () => Omit<T, W>;
}

/** A frozen copy of a record, as JSON keeps it. */
export const snapshotOf = <T extends object>(type: new () => T, record: T): T =>
  Object.fromEntries([...fieldsOf(type).keys()].map(key => [key, plain(record[key as keyof T])])) as T;
