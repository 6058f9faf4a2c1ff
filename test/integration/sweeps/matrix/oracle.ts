import { lower, plural } from '../../../../server/kernel/naming.ts';
import { type Actor, policy, type Rows, type Verb } from '../../../../server/kernel/policy.ts';
import { entities, lifecycles, meets, type Row, stateOf } from '../rules.ts';
import type { Stage } from './cast.ts';
import type { Line } from './lines.ts';

/**
 * What must come of a call, worked out from the tables of the policy and the lifecycles alone: no guard, no executor, no SQL.
 *
 * `permitted` leaves open what the domain says to it, as long as it is no refusal of a right; `refused` that it is refused
 * in the very words in which a record that never was is.
 */
export type Expected = { codes: readonly string[] } | 'permitted' | 'refused';

const rules = (actor: Actor, verb: Verb, entity: string): Rows[] =>
  verb === 'read' && !holdsScope(actor, entity) ? [] : (policy().entities[entity]?.[verb]?.[actor.role]?.(actor) ?? []);

function holdsScope(actor: Actor, name: string): boolean {
  if (actor.role !== 'PARTNER') return true;
  const scope = policy().scopes[name];
  return scope === 'any' || (scope !== undefined && actor.scopes!.includes(scope));
}

/** Operations on records that those who carry them out need not be able to read, and on which; each is a decision. */
export const actsUnseen: Record<string, (stage: Stage, actor: Actor, row: Row) => boolean> = {
  // Whoever sees to it that personal data go at a person's request is not for that reason to read them.
  erasePersonalData: () => true,
  // Whoever gives support finds an enterprise's accounts on the page of the enterprise, and does not read the records of accounts.
  viewAs: ({ rows, now }, actor, { role, state, enterpriseId }) =>
    role === 'ENTERPRISE' &&
    state === 'ACTIVE' &&
    rows.get('Enterprise')!.some(one => one.id === enterpriseId && meets('Enterprise', rules(actor, 'read', 'Enterprise'), one, now)),
};

/** Whether the operation is open to this actor at all. */
export function isOpen(actor: Actor, operation: string): boolean {
  const named = policy().operations[operation];
  if (named) return named.includes(actor.role) && holdsScope(actor, readingOf(operation) ?? operation);
  const read = readingOf(operation);
  if (read) return policy().entities[read]!.read?.[actor.role] !== undefined && holdsScope(actor, read);
  const [, verb, entity] = /^(create|update|advance)(.+)$/.exec(operation) ?? [];
  return (
    policy().entities[entity!]?.[verb === 'advance' ? 'move' : (verb as Verb)]?.[actor.role] !== undefined && holdsScope(actor, operation)
  );
}
const readingOf = (operation: string) =>
  entities.find(({ name }) => policy().entities[name] && [lower(name), plural(lower(name))].includes(operation))?.name;

export function expected(line: Line, actor: Actor, row: Row | null, stage: Stage): Expected {
  const { now } = stage;
  if (line.gate ? !isOpen(actor, line.gate) : !mayRoute(line, actor))
    return { codes: [actor.role === 'PUBLIC' ? 'UNAUTHENTICATED' : 'FORBIDDEN'] };
  if (line.unruled) return { codes: ['NOT_FOUND', 'BAD_USER_INPUT'] };
  if (line.codes) return { codes: line.codes };
  if (!line.record) return 'permitted';
  const { entity, named } = line.record;
  const seen = row !== null && (actsUnseen[line.name]?.(stage, actor, row) ?? meets(entity, rules(actor, 'read', entity), row, now));
  const move =
    line.action && line.name === `advance${entity}` ? lifecycles.find(each => each.entity === entity)?.moves[line.action] : undefined;
  // Such a move has a form of its own; that it is asked for is said before any record is looked for.
  if (move?.via) return { codes: ['BAD_USER_INPUT'] };
  if (line.kind !== 'mutation' && line.kind !== 'query')
    return { codes: seen ? ['OK'] : [line.kind === 'file' && actor.role === 'PUBLIC' ? 'UNAUTHENTICATED' : 'NOT_FOUND'] };
  if (!seen) return named === 'id' ? { codes: ['NOT_FOUND'] } : 'refused';
  if (line.name === `update${entity}` && !meets(entity, rules(actor, 'update', entity), row, now)) {
    const butForState = rules(actor, 'update', entity).map(({ state: _, ...others }) => others);
    return { codes: meets(entity, butForState, row, now) ? ['ILLEGAL_STATE'] : ['FORBIDDEN'] };
  }
  if (!move) return 'permitted';
  if (!(move.by ?? []).includes(actor.role) || !meets(entity, rules(actor, 'move', entity), row, now)) return { codes: ['FORBIDDEN'] };
  if (!move.from.includes(String(stateOf(entity, row, now)))) return { codes: ['ILLEGAL_STATE', 'DEADLINE_PASSED'] };
  return 'permitted';
}

/** Files are taken in from those who may make an attachment. */
const mayRoute = (line: Line, actor: Actor) =>
  line.kind === 'file' || line.kind === 'route' || (line.kind === 'upload' ? rules(actor, 'create', 'Attachment').length > 0 : true);
