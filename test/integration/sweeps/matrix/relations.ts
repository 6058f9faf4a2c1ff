import { ahead, policy, type Rows, reached } from '../../../../server/kernel/policy.ts';
import { meets, type Row, stateOf } from '../rules.ts';
import { owners, type Principal, type Stage } from './cast.ts';

/** How a record stands to the one who asks for it. `other` is a record of those whom neither an owner nor a district ties to the asker. */
export const relations = [
  'none',
  'own',
  'own unpublished',
  'assigned',
  'conflicted',
  'same district',
  'other district',
  'unpublished',
  'other',
  'deleted',
  'missing',
] as const;
export type Relation = (typeof relations)[number];

const self: Record<string, keyof Principal['actor']> = {
  Provider: 'providerId',
  Enterprise: 'enterpriseId',
  Expert: 'expertId',
  User: 'id',
  ApiKey: 'id',
};

export function relationOf(stage: Stage, { actor }: Principal, entity: string, row: Row): Relation {
  if (actor.role === 'EXPERT') {
    const provider =
      entity === 'Provider' ? row.id : (row['providerId'] ?? providerOf(stage, entity === 'Submission' ? row.id : row['submissionId']));
    if (provider && stage.conflicted.has(String(provider)) && entity !== 'Offering') return 'conflicted';
    if (row['expertId'] === actor.expertId || stage.assigned.has(String(entity === 'Submission' ? row.id : row['submissionId'])))
      return 'assigned';
  }
  const published = isPublished(entity, row, stage.now);
  const own = published ? 'own' : 'own unpublished';
  const key = self[entity];
  if (key && actor[key] === row.id) return own;
  if (owners.some(column => actor[column] !== undefined && row[column] === actor[column])) return own;
  // What is tied to an account is its owner's: sessions, links, invitations accepted.
  if (row['userId'] === actor.id) return own;
  if (Object.entries(row).some(([column, value]) => column.endsWith('ById') && value === actor.id)) return own;
  if (!published) return 'unpublished';
  if (actor.district && typeof row['district'] === 'string') return row['district'] === actor.district ? 'same district' : 'other district';
  return 'other';
}

/** Rows that are alike in all that a rule or a lifecycle asks of them; one of them stands for all. */
export interface Kind {
  row: Row;
  state: string;
  movable: boolean;
  changeable: boolean;
}

const kinds = new Map<string, Map<Relation, Kind[]>>();
/** The kinds of rows of a type that there are for this principal, by how they stand to it. */
export function kindsOf(stage: Stage, who: Principal, entity: string): Map<Relation, Kind[]> {
  const key = `${who.name} ${entity}`;
  const known = kinds.get(key);
  if (known) return known;
  const found = new Map<Relation, Map<string, Kind>>();
  const { move, update } = policy().entities[entity]!;
  const [movables, changeables] = [move, update].map(rules => rules?.[who.actor.role]?.(who.actor) ?? []) as [Rows[], Rows[]];
  for (const row of stage.rows.get(entity) ?? []) {
    const relation = relationOf(stage, who, entity, row);
    const state = String(stateOf(entity, row, stage.now));
    const [movable, changeable] = [movables, changeables].map(rules => meets(entity, rules, row, stage.now)) as [boolean, boolean];
    const list = found.get(relation) ?? new Map<string, Kind>();
    found.set(relation, list);
    // Accounts are told apart by their role, since some operations are for those of one role.
    const kind = `${state} ${movable} ${changeable} ${row['role'] ?? ''}`;
    if (!list.has(kind)) list.set(kind, { row, state, movable, changeable });
  }
  const made = new Map([...found].map(([relation, list]) => [relation, [...list.values()]]));
  kinds.set(key, made);
  return made;
}

const providerOf = (stage: Stage, submissionId: unknown): unknown =>
  submissionId ? stage.rows.get('Submission')?.find(({ id }) => id === submissionId)?.['providerId'] : undefined;

const publications = new Map<string, Rows[]>();
/** The parts of the rules of reading that speak of a record's own standing: its state, its instants, its flags; not of whose it is. */
function publicationsOf(entity: string): Rows[] {
  const known = publications.get(entity);
  if (known) return known;
  const nobody = {
    id: 'nobody',
    role: 'PUBLIC',
    name: '',
    district: 'x',
    enterpriseId: 'x',
    providerId: 'x',
    expertId: 'x',
    platformId: 'x',
  } as const;
  const found = Object.values(policy().entities[entity]?.read ?? {}).flatMap(rule =>
    (rule?.(nobody) ?? []).map(
      rows =>
        Object.fromEntries(
          Object.entries(rows).filter(
            ([column, condition]) =>
              column === 'state' || condition === null || typeof condition === 'boolean' || condition === reached || condition === ahead,
          ),
        ) as Rows,
    ),
  );
  const standing = found.filter(rows => Object.keys(rows).length > 0);
  publications.set(entity, standing);
  return standing;
}
const isPublished = (entity: string, row: Row, now: Date) => {
  const standing = publicationsOf(entity);
  return standing.length === 0 || meets(entity, standing, row, now);
};
