import type { Role } from '../../schema/roles.ts';

/** Who asks. Which attributes an actor has depends on the role; a rule that needs one the actor lacks answers never. */
export interface Actor {
  id: string;
  role: Role;
  name: string;
  district?: string;
  enterpriseId?: string;
  providerId?: string;
  expertId?: string;
  platformId?: string;
  /** Scopes of an API key; `keyId` is set for partners only. */
  scopes?: readonly string[];
  keyId?: string;
  /** What the queries of this key may cost in a minute, where it is not as the server is set. */
  costPerMinute?: number;
  /** Every account of the same person, the own one among them: two of them do not count as two people. */
  accounts?: readonly string[];
  /** Whom the actor stands in for, when that is not the own organisation; facts keep it. */
  onBehalfOf?: string;
  /** The only operations open to an actor who must do something first: change a password, enrol a second factor. Records are out of reach meanwhile. */
  confinedTo?: readonly string[];
  /** Why it is confined: what every other operation is refused with. */
  confinedBy?: 'PASSWORD_EXPIRED' | 'FACTOR_MISSING' | 'FACTOR_DUE';
  /** Whether the session has not proved itself lately: what the policy calls fresh is refused until it does. */
  stale?: boolean;
  /** Who sits at the desk, when it is somebody of the bureau who looks at this account's screens: nothing can be changed, contacts are masked. */
  viewer?: { self: Actor; reason: string; endsAt: Date };
  /** Whether the actor manages the accounts of the own organisation. */
  manager?: boolean;
}

/** Whether an account is the actor's own, or another one of the same person. */
export const isSamePerson = (actor: Actor, accountId: string | null | undefined): boolean =>
  Boolean(accountId) && (accountId === actor.id || (actor.accounts ?? []).includes(accountId!));

export type Verb = 'read' | 'create' | 'update' | 'move';

/** A column's instant that is not after `domain_now()`. */
export const reached = Symbol('reached');
/** A column's instant that is empty or still to come. */
export const ahead = Symbol('ahead');

export type Condition = string | number | boolean | null | readonly string[] | typeof reached | typeof ahead;
/** One alternative: every column must meet its condition. `{}` is always true. */
export type Rows = Record<string, Condition>;
/** `[]` is never, `[{}]` is always, several alternatives are joined by or. */
export type Rule = (actor: Actor) => Rows[];

export type Sight = 'clear' | 'masked';
export interface EntityPolicy {
  read?: Partial<Record<Role, Rule>>;
  create?: Partial<Record<Role, Rule>>;
  update?: Partial<Record<Role, Rule>>;
  move?: Partial<Record<Role, Rule>>;
  /**
   * Rows that acts of a role write beside those it may make, change or move by itself: a paper is returned with its review.
   * They open no operation; only the second line in the database reads them.
   */
  entails?: { create?: Partial<Record<Role, Rule>>; update?: Partial<Record<Role, Rule>> };
  /** Rows that are also read under the rules of what they belong to, as facts are under their subject's: the database draws no line of their own. */
  follows?: boolean;
  /** Fields that not every reader of the record may read: absent for a role is withheld. */
  fields?: Record<string, Partial<Record<Role, Sight>>>;
}
export interface Policy {
  entities?: Record<string, EntityPolicy>;
  /** Root operations that no entity rule covers, and who may call them. */
  operations?: Record<string, readonly Role[]>;
  /**
   * The scope a partner's key must have to read a type, or to call an operation that is no reading of a type (`createTrial`).
   * What is not named is no key's; `any` is every key's.
   */
  scopes?: Record<string, string>;
  /** Who may give a scope to a key, and who of them, another person, must approve it; a scope without `approve` is good at once. */
  keys?: Record<string, { issue: readonly Role[]; approve?: readonly Role[] }>;
  /** What a session must have proved itself for in the last ten minutes: operations (`createUser`) and moves (`ServiceList.WITHDRAW`). */
  fresh?: readonly string[];
}

export const all: Rule = () => [{}];
const missing = Symbol('missing');
type Attribute = (actor: Actor) => Condition | typeof missing;
/** A value of the actor: `where({ district: my('district') })`. */
export const my =
  (attribute: keyof Actor): Attribute =>
  actor =>
    (actor[attribute] as Condition | undefined) ?? missing;

/** Rows whose columns meet the conditions. An attribute the actor lacks makes it never. */
export function where(conditions: Record<string, Condition | Attribute>): Rule {
  return actor => {
    const rows: Rows = {};
    for (const [column, condition] of Object.entries(conditions)) {
      const value = typeof condition === 'function' ? condition(actor) : condition;
      if (value === missing) return [];
      rows[column] = value;
    }
    return [rows];
  };
}
export const either =
  (...rules: Rule[]): Rule =>
  actor =>
    rules.flatMap(rule => rule(actor));
/** The same rule for several roles. */
export const each = <T>(roles: readonly Role[], rule: T): Partial<Record<Role, T>> =>
  Object.fromEntries(roles.map(role => [role, rule])) as Partial<Record<Role, T>>;

let table: Required<Policy> = { entities: {}, operations: {}, scopes: {}, keys: {}, fresh: [] };

/** Hands the policy to the kernel, at start. */
export function installPolicy(parts: readonly Policy[]): void {
  const merged = { entities: {}, operations: {}, scopes: {}, keys: {}, fresh: [] as string[] } satisfies Policy as Required<Policy> & {
    fresh: string[];
  };
  for (const part of parts) {
    for (const [name, rule] of Object.entries(part.entities ?? {})) {
      if (merged.entities[name]) throw new Error(`${name} has two policies`);
      merged.entities[name] = rule;
    }
    Object.assign(merged.operations, part.operations);
    Object.assign(merged.scopes, part.scopes);
    Object.assign(merged.keys, part.keys);
    merged.fresh.push(...(part.fresh ?? []));
  }
  table = merged;
}
export const policy = (): Required<Policy> => table;

/** The rows this actor may touch with this verb. */
export function allowed(actor: Actor, verb: Verb, entity: string): Rows[] {
  if (actor.confinedTo || (actor.viewer && verb !== 'read')) return [];
  // Writing is a matter of the operation, which has a scope of its own.
  if (verb === 'read' && !hasScope(actor, entity)) return [];
  return table.entities[entity]?.[verb]?.[actor.role]?.(actor) ?? [];
}

/** Whether a key holds the scope that reading a type or calling an operation needs. Other actors need none. */
export const hasScope = (actor: Actor, name: string): boolean => {
  const scope = table.scopes[name];
  return actor.role !== 'PARTNER' || (scope !== undefined && (scope === 'any' || (actor.scopes ?? []).includes(scope)));
};

/** How a role sees a field: clear, masked, or not at all. */
export function sightOf(role: Role, entity: string, field: string): Sight | 'withheld' {
  const rule = table.entities[entity]?.fields?.[field];
  return rule ? (rule[role] ?? 'withheld') : 'clear';
}

/** How an actor sees a field; who only looks at somebody's screens sees masked what its owner sees clear. */
export function sightFor({ role, viewer }: Actor, entity: string, field: string): Sight | 'withheld' {
  const sight = sightOf(role, entity, field);
  return viewer && sight === 'clear' && table.entities[entity]?.fields?.[field] ? 'masked' : sight;
}

/** Whether a record is among the allowed rows: the in-memory twin of the SQL filter, for conditions that need no clock. */
export function covers(rows: readonly Rows[], record: object): boolean {
  return rows.some(row =>
    Object.entries(row).every(([column, condition]) => {
      const value = (record as Record<string, unknown>)[column];
      if (typeof condition === 'symbol') throw new Error(`a condition on the clock (${column}) can only be asked of the database`);
      if (condition === null) return value === null || value === undefined;
      return Array.isArray(condition) ? condition.includes(value as string) : value === condition;
    }),
  );
}
