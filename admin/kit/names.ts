/** How the API names things after a type: `trial(id)`, `trials(…)`, `policies`, `APPLIED_AT`. */
export const one = (type: string) => type[0]!.toLowerCase() + type.slice(1);
export const many = (type: string) => (/[^aeiou]y$/i.test(type) ? `${one(type).slice(0, -1)}ies` : `${one(type)}s`);
export const upperSnake = (field: string) => field.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
export const stateEnum = (type: string) => `${type}State`;

/** The value at a dotted path; undefined where the path ends early. */
export const valueAt = (record: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value === null || value === undefined ? undefined : (value as Record<string, unknown>)[key]), record);

/** The address of a list narrowed by a filter. */
export const listOf = (type: string, filter: object): string => `/${type}?filter=${encodeURIComponent(JSON.stringify(filter))}`;
