import { Client } from 'pg';
import { roles } from '../../../../schema/roles.ts';
import { system } from '../../../../server/kernel/advance.ts';
import { Context } from '../../../../server/kernel/context.ts';
import { newId, uuidPattern } from '../../../../server/kernel/fields.ts';
import { record } from '../../../../server/kernel/journal.ts';
import { type Actor, policy, type Rows } from '../../../../server/kernel/policy.ts';
import { createKey } from '../../../../server/partners/service.ts';
import { dice, idAt } from '../../../../server/seed/dice.ts';
import { anyone, here, Someone, someone, sql } from '../../../kit.ts';
import { databaseUrl } from '../../../template.ts';
import { type Entity, entities, meets, type Row } from '../rules.ts';
import { insert, rowsOf } from '../world.ts';

/** One column of the matrix. */
export interface Principal {
  name: string;
  someone: Someone;
  actor: Actor;
  /** Asks for nothing but records that never were: only what is open to it is of interest. */
  brief?: boolean;
}

/** The demonstration city, somebody of every role in it, and the rows that the sweep asks about. */
export interface Stage {
  people: Principal[];
  rows: Map<string, Row[]>;
  /** For each type the id of a record that was, and of which only its facts are left. */
  deleted: Map<string, string>;
  /** Providers with whom the expert has a conflict, and the submissions that are the expert's to review. */
  conflicted: Set<string>;
  assigned: Set<string>;
  now: Date;
  /** Rules of which no row could be made; what they say is not swept. */
  uncovered: string[];
}

export async function setStage(): Promise<Stage> {
  const people = await everybody();
  const [{ now }] = (await sql('select domain_now() as now')) as [{ now: Date }];
  const { conflicted, assigned } = await conflictOf(people);
  const rows = new Map<string, Row[]>();
  for (const entity of ruled()) rows.set(entity.name, await sample(entity, people));
  const uncovered = await cover(people, rows, now);
  const deleted = new Map<string, string>();
  const ctx = new Context(system, here().owner.manager, { id: 'stage' });
  for (const { name } of ruled()) {
    const id = newId();
    deleted.set(name, id);
    await record(ctx, `${name}.CREATE`, { id });
  }
  return { people, rows, deleted, conflicted, assigned, now, uncovered };
}

const ruled = () => entities.filter(({ name }) => policy().entities[name]);

/** Every role, in the shoes of those of the city who have seen most; and for every scope a key that holds no other. */
async function everybody(): Promise<Principal[]> {
  const accounts = await sql<{ role: string; provider_id: string; enterprise_id: string; expert_id: string }>(
    `select role, provider_id, enterprise_id, expert_id from account where login in ('provider', 'enterprise', 'expert')`,
  );
  const of = (role: string) => accounts.find(one => one.role === role)!;
  const shoes: Partial<Record<string, Someone['of']>> = {
    PROVIDER: { providerId: of('PROVIDER').provider_id },
    ENTERPRISE: { enterpriseId: of('ENTERPRISE').enterprise_id },
    EXPERT: { expertId: of('EXPERT').expert_id },
    DISTRICT: { district: '370211' },
  };
  const people: Principal[] = [];
  for (const role of roles) {
    if (role === 'PARTNER') continue;
    const one = role === 'PUBLIC' ? anyone() : await someone(role, shoes[role]);
    people.push({ name: role, someone: one, actor: { id: one.id, role, name: '', ...one.of } });
  }
  const scopes = [...new Set(Object.values(policy().scopes))].filter(scope => scope !== 'any').sort();
  for (const granted of [scopes, ...scopes.map(scope => [scope])]) {
    const platform = granted === scopes ? 'matrix' : `matrix ${granted[0]}`;
    const { key, apiKey } = await createKey(here().owner.manager, { name: granted.join(' '), platform, scopes: granted });
    people.push({
      name: granted === scopes ? 'PARTNER' : `PARTNER of ${granted[0]}`,
      brief: granted !== scopes,
      someone: new Someone(apiKey.id, 'PARTNER', { authorization: `Bearer ${key}` }),
      actor: { id: apiKey.id, role: 'PARTNER', name: '', scopes: granted, platformId: platform, keyId: apiKey.prefix },
    });
  }
  await spares();
  // That a key was used is told again after a minute only: none of these is over while the sweep lasts.
  await sql(`update api_key set last_used_at = '2999-01-01'`);
  return people;
}

/** Younger accounts and a younger key than those that ask, so that what is tried on them ends nobody's session here. */
async function spares(): Promise<void> {
  for (const role of roles) if (role !== 'PUBLIC' && role !== 'PARTNER') await someone(role);
  await createKey(here().owner.manager, {
    name: 'spare',
    platform: 'spare',
    scopes: [Object.values(policy().scopes).find(scope => scope !== 'any')!],
  });
}

/** Has the expert declared partial to one of those whose papers are the expert's to read. */
async function conflictOf(people: readonly Principal[]) {
  const expertId = people.find(({ name }) => name === 'EXPERT')!.actor.expertId!;
  const officer = people.find(({ name }) => name === 'OFFICER')!.someone;
  const mine = await sql<{ submission_id: string; provider_id: string }>(
    `select submission_id, provider_id from review r join submission s on s.id = submission_id where expert_id = $1 and r.state in ('ASSIGNED', 'ACCEPTED') order by r.id desc`,
    [expertId],
  );
  await officer.ask('mutation ($input: ConflictInput!) { createConflict(input: $input) { id } }', {
    input: { expertId, providerId: mine[0]!.provider_id, reason: '曾任其技术顾问' },
  });
  const conflicts = await sql<{ provider_id: string }>('select provider_id from conflict where expert_id = $1', [expertId]);
  const reviewed = await sql<{ submission_id: string }>('select submission_id from review where expert_id = $1', [expertId]);
  return {
    conflicted: new Set(conflicts.map(({ provider_id }) => provider_id)),
    assigned: new Set(reviewed.map(({ submission_id }) => submission_id)),
  };
}

export const owners = ['providerId', 'enterpriseId', 'expertId', 'platformId'] as const;
const most = 1500;

/** All rows of a type; of a long table the last ones, and those that are anybody's own. */
async function sample(entity: Entity, people: readonly Principal[]): Promise<Row[]> {
  const repository = here().owner.getRepository(entity);
  const last = (await repository.createQueryBuilder('it').orderBy('it.id', 'DESC').limit(most).getMany()) as Row[];
  if (last.length < most) return last;
  const selves = people
    .flatMap(({ actor }) => [actor.id, actor.providerId, actor.enterpriseId, actor.expertId])
    .filter(id => uuidPattern.test(id ?? ''));
  const own = (await repository.createQueryBuilder('it').where('it.id in (:...selves)', { selves }).getMany()) as Row[];
  for (const column of [...owners, 'district'] as const) {
    const values = people.flatMap(({ actor }) => (actor[column] ? [actor[column]] : []));
    if (!repository.metadata.findColumnWithPropertyName(column) || values.length === 0) continue;
    own.push(
      ...((await repository
        .createQueryBuilder('it')
        .where(`it.${column} in (:...values)`, { values })
        .orderBy('it.id', 'DESC')
        .limit(300)
        .getMany()) as Row[]),
    );
  }
  const known = new Map([...last, ...own].map(row => [row.id, row]));
  return [...known.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
}

/**
 * Sees to it that every rule lets some row through: where the city has none, one that comes near it is changed, as the
 * owner may. Answers with the rules for which that was not to be had.
 */
async function cover(people: Principal[], rows: Map<string, Row[]>, now: Date): Promise<string[]> {
  const uncovered: string[] = [];
  const admin = new Client({ connectionString: databaseUrl(new URL(here().apiUrl).pathname.slice(1)) });
  await admin.connect();
  try {
    await admin.query('set session_replication_role = replica');
    for (const entity of ruled()) {
      const list = rows.get(entity.name)!;
      const rules = policy().entities[entity.name]!;
      if (list.length === 0) await populate(admin, entity, people, rows, now);
      for (const verb of ['read', 'update', 'move'] as const)
        for (const { name, actor } of people)
          for (const rule of rules[verb]?.[actor.role]?.(actor) ?? []) {
            if (list.some(row => meets(entity.name, [rule], row, now))) continue;
            if (!(await bend(admin, entity, list, rule, rules.read?.[actor.role]?.(actor) ?? [], now)))
              uncovered.push(`${entity.name} ${verb} ${name}`);
          }
    }
  } finally {
    await admin.end();
  }
  return uncovered;
}

/** Makes a copy of the row that is nearest to a rule, so that the copy meets the rule; where there can be no two, the row itself is changed. */
async function bend(admin: Client, entity: Entity, list: Row[], rule: Rows, read: Rows[], now: Date): Promise<boolean> {
  const { tableName, columns } = here().owner.getMetadata(entity);
  const lacking = (row: Row) =>
    Object.entries(rule).filter(([column, condition]) => !meets(entity.name, [{ [column]: condition }], row, now));
  const far = (row: Row) => lacking(row).length + (meets(entity.name, read, row, now) ? 0 : 0.5);
  const nearest = [...list].sort((a, b) => far(a) - far(b)).slice(0, 10);
  for (const row of nearest) {
    const changes = Object.fromEntries(
      lacking(row).map(([column, condition]) => [column, Array.isArray(condition) ? condition[0] : condition]),
    );
    if (Object.entries(changes).some(([column, value]) => column === 'id' || typeof value === 'symbol')) continue;
    const stored = (values: object) =>
      Object.fromEntries(
        Object.entries(values).map(([key, value]) => [columns.find(({ propertyName }) => propertyName === key)!.databaseName, value]),
      );
    const id = idAt(now, `${entity.name}/${JSON.stringify(changes)}/${list.length}`);
    // What takes a signature is not kept without one.
    const unsigned = Object.keys(row).filter(column => column.endsWith('ById') && row[column] === null && !(column in changes));
    const signed = Object.fromEntries(unsigned.map(column => [column, idAt(now, `${entity.name}/${column}`)]));
    for (const whole of unsigned.length ? [changes, { ...signed, ...changes }] : [changes])
      if (
        await tried(admin, `insert into "${tableName}" select (jsonb_populate_record(it, $2)).* from "${tableName}" it where id = $1`, [
          row.id,
          JSON.stringify({ ...stored(whole), id }),
        ])
      ) {
        list.unshift({ ...row, ...whole, id });
        return true;
      }
    const sets = Object.keys(stored(changes)).map((column, at) => `"${column}" = $${at + 2}`);
    if (!(await tried(admin, `update "${tableName}" set ${sets.join(', ')} where id = $1`, [row.id, ...Object.values(changes)]))) continue;
    Object.assign(row, changes);
    return true;
  }
  return false;
}

const tried = (admin: Client, statement: string, parameters: unknown[]): Promise<boolean> =>
  admin.query(statement, parameters).then(
    ({ rowCount }) => rowCount === 1,
    () => false,
  );

/** Rows for a table that the city leaves empty. What its constraints do not take is left out. */
async function populate(admin: Client, entity: Entity, people: Principal[], rows: Map<string, Row[]>, now: Date): Promise<void> {
  const list = rows.get(entity.name)!;
  for (const [at, row] of rowsOf(entity, people, rows, dice(1, entity.name), []).entries()) {
    const made = { ...row, id: idAt(now, `${entity.name}/made/${at}`) };
    if (
      await insert(admin, entity, [made]).then(
        () => true,
        () => false,
      )
    )
      list.unshift(made);
  }
}
