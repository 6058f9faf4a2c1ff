import type { Role } from '../../../schema/roles.ts';
import { callersOf } from '../../kernel/guard.ts';
import { type Actor, ahead, type Condition, policy, type Rows, type Rule, reached, sightOf, type Verb } from '../../kernel/policy.ts';

export const verbs: readonly Verb[] = ['read', 'create', 'update', 'move'];

/** Stands for whatever value an actor has, so that a rule shows what it compares with. */
const own = (attribute: string) => `own ${attribute}`;
const stranger = (role: Role, manager: boolean): Actor => ({
  id: own('id'),
  role,
  name: '',
  district: own('district'),
  enterpriseId: own('enterprise'),
  providerId: own('provider'),
  expertId: own('expert'),
  platformId: own('platform'),
  keyId: own('key'),
  scopes: [],
  manager,
});

/** One condition on a column, told apart by how it compares. */
export interface PolicyCondition {
  column: string;
  is: 'OWN' | 'ONE_OF' | 'REACHED' | 'AHEAD' | 'EMPTY';
  values: string[];
}
/** What a role may do with which rows of a type: alternatives, each of conditions that all hold; an empty one is every row. */
export interface PolicyRule {
  type: string;
  role: Role;
  verb: Verb;
  managersOnly: boolean;
  alternatives: { conditions: PolicyCondition[] }[];
}
export interface PolicyField {
  type: string;
  field: string;
  role: Role;
  sight: 'clear' | 'masked' | 'withheld';
}

function conditionOf(column: string, condition: Condition): PolicyCondition {
  if (condition === reached) return { column, is: 'REACHED', values: [] };
  if (condition === ahead) return { column, is: 'AHEAD', values: [] };
  if (condition === null) return { column, is: 'EMPTY', values: [] };
  const values = Array.isArray(condition) ? condition.map(String) : [String(condition)];
  return values.every(value => value.startsWith('own ')) ? { column, is: 'OWN', values } : { column, is: 'ONE_OF', values };
}
const alternativesOf = (rows: readonly Rows[]) =>
  rows.map(row => ({ conditions: Object.entries(row).map(([column, condition]) => conditionOf(column, condition)) }));

/** Which rows of a type a role may do something with, as conditions; none is never. */
export function alternativesFor(role: Role, rule: Rule | undefined, manager = true): PolicyRule['alternatives'] {
  return alternativesOf(rule?.(stranger(role, manager)) ?? []);
}

/** The rules of a role, of every type it has any for. */
export function rulesOf(role: Role): PolicyRule[] {
  return Object.entries(policy().entities).flatMap(([type, rules]) =>
    verbs.flatMap(verb => {
      const rule = rules[verb]?.[role];
      const alternatives = alternativesFor(role, rule);
      const managersOnly = alternatives.length > 0 && alternativesFor(role, rule, false).length === 0;
      return alternatives.length ? [{ type, role, verb, managersOnly, alternatives }] : [];
    }),
  );
}

/** How a role sees the fields that not every reader sees, of the types it reads. */
export const fieldsSeenBy = (role: Role): PolicyField[] =>
  Object.entries(policy().entities).flatMap(([type, rule]) =>
    rule.read?.[role] ? Object.keys(rule.fields ?? {}).map(field => ({ type, field, role, sight: sightOf(role, type, field) })) : [],
  );

/** The operations open to a role that no rule of a type covers. */
export const operationsOf = (role: Role): string[] =>
  Object.keys(policy().operations)
    .filter(operation => callersOf(operation).includes(role))
    .sort();
