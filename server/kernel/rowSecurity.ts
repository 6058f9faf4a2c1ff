import { createHash } from 'node:crypto';
import { escapeIdentifier, escapeLiteral } from 'pg';
import type { EntityMetadata } from 'typeorm';
import { type Role, roles } from '../../schema/roles.ts';
import { lifecycleOf } from './fields.ts';
import { stateSql } from './lifecycle.ts';
import { type Actor, ahead, type Condition, type EntityPolicy, type Policy, type Rows, type Rule, reached } from './policy.ts';
import { settings } from './scope.ts';

/**
 * The second line: the rules of rows once more, in the database.
 *
 * Made from the same table that the application asks, with the actor's attributes read from the settings of the transaction
 * (`scope.ts`). A transaction that has not said who acts sees and writes no row of these tables. The schema `inside` is the
 * one way across, for what is counted beyond the rows its reader may list: to name it is to say so.
 */
const mark = '\u0001';
type Rules = Partial<Record<Role, Rule>>;

/** An actor whose attributes are the names of the settings that carry them. */
const anybody = (role: Role, manager: boolean): Actor => ({
  ...Object.fromEntries(Object.entries(settings).map(([attribute, name]) => [attribute, mark + name])),
  id: `${mark}id`,
  role,
  name: '',
  manager,
});
const rowsOf = (rules: Rules | undefined, role: Role, manager = true): Rows[] => rules?.[role]?.(anybody(role, manager)) ?? [];
const isOwn = (condition: Condition): condition is string => typeof condition === 'string' && condition.startsWith(mark);

const isEvery = (rows: readonly Rows[]): boolean => rows.some(row => Object.keys(row).length === 0);

/** Whether there is anybody who may not read all of it. */
export const isScoped = ({ read, follows }: EntityPolicy): boolean => !follows && roles.some(role => !isEvery(rowsOf(read, role)));

function conditionSql({ columns }: EntityMetadata, entity: string, property: string, condition: Condition): string {
  const found = columns.find(({ propertyName }) => propertyName === property);
  if (!found) throw new Error(`the policy speaks of ${entity}.${property}, which is no column`);
  const table = property === 'state' ? lifecycleOf(entity) : undefined;
  const byProperty = (name: string) => escapeIdentifier(columns.find(({ propertyName }) => propertyName === name)!.databaseName);
  const sql = table ? stateSql(table, byProperty) : byProperty(property);
  if (condition === reached) return `${sql} <= (select domain_now())`;
  if (condition === ahead) return `(${sql} is null or ${sql} > (select domain_now()))`;
  if (condition === null) return `${sql} is null`;
  if (Array.isArray(condition)) return condition.length ? `${sql} in (${condition.map(escapeLiteral).join(', ')})` : 'false';
  if (isOwn(condition)) return `${sql} = (select inside.${found.type === 'uuid' ? 'own_id' : 'own'}('${condition.slice(1)}'))`;
  return `${sql} = ${escapeLiteral(String(condition))}`;
}

function rowsSql(metadata: EntityMetadata, rows: readonly Rows[]): string {
  if (isEvery(rows)) return 'true';
  const arms = rows.map(row =>
    Object.entries(row)
      .map(([property, condition]) => conditionSql(metadata, metadata.name, property, condition))
      .join(' and '),
  );
  return arms.length > 1 ? arms.map(arm => `(${arm})`).join(' or ') : (arms[0] ?? 'false');
}

/** A rule of moving says where a record stands before the move; where it stands after is the lifecycle's. */
const wherever = (rules: Rules | undefined): Rules =>
  Object.fromEntries(
    Object.entries(rules ?? {}).map(([role, rule]) => [role, (actor: Actor) => rule(actor).map(({ state: _, ...row }) => row)]),
  );

/** The rows of every role as one expression. `who` is asked once per statement; what it answers is compared row by row. */
function caseOf(who: string, arms: readonly (readonly [Role, string])[]): string {
  const open = arms.filter(([, sql]) => sql !== 'false').sort(([, a], [, b]) => Number(b === 'true') - Number(a === 'true'));
  return `case (select inside.${who}()) when '*' then true ${open.map(([role, sql]) => `when '${role}' then ${sql}`).join(' ')} else false end`;
}

/** The policies of one table. */
function policiesSql(metadata: EntityMetadata, rule: EntityPolicy, scope: string | undefined, api: string): string[] {
  const sqlOf = (rules: readonly (Rules | undefined)[], role: Role, manager: boolean) =>
    rowsSql(
      metadata,
      rules.flatMap(each => rowsOf(each, role, manager)),
    );
  const arms = (...rules: (Rules | undefined)[]) =>
    roles.map(role => {
      const [managers, members] = [true, false].map(manager => sqlOf(rules, role, manager)) as [string, string];
      return [role, managers === members ? members : `(${members}) or (select inside.own('manager')) = 'true' and (${managers})`] as const;
    });
  // A key reads what its scopes name, within the rows of its platform.
  const reading = arms(rule.read).map(([role, sql]) =>
    role === 'PARTNER' && scope !== 'any' && sql !== 'false'
      ? ([role, scope ? `(select inside.holds(${escapeLiteral(scope)})) and (${sql})` : 'false'] as const)
      : ([role, sql] as const),
  );
  const before = caseOf('writing', arms(rule.update, rule.move, rule.entails?.update));
  const after = caseOf('writing', arms(rule.update, wherever(rule.move), rule.entails?.update));
  const making = caseOf('writing', arms(rule.create, rule.entails?.create));
  const table = escapeIdentifier(metadata.tableName);
  const policy = (name: string, command: string, sql: string) => `create policy ${name} on ${table} for ${command} to ${api} ${sql}`;
  return [
    `alter table ${table} enable row level security`,
    policy('reading', 'select', `using (${caseOf('reading', reading)})`),
    policy('making', 'insert', `with check (${making})`),
    policy('changing', 'update', `using (${before}) with check (${after})`),
    policy('removing', 'delete', `using (${caseOf('writing', [])})`),
  ];
}

/** What the policies ask of the transaction. Unset settings answer null, and null is nobody. */
const functions = [
  `create function inside.own(name text) returns text language sql stable parallel safe as
     $$ select nullif(current_setting('shizhuan.' || name, true), '') $$`,
  `create function inside.own_id(name text) returns uuid language sql stable parallel safe as
     $$ select case when inside.own(name) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then inside.own(name)::uuid end $$`,
  `create function inside.holds(scope text) returns boolean language sql stable parallel safe as
     $$ select coalesce(scope = any(string_to_array(inside.own('scopes'), ',')), false) $$`,
  `create function inside.reading() returns text language sql stable parallel safe as
     $$ select case when inside.own('role') = 'SYSTEM' or inside.own('act') = 'write' and inside.own('role') is not null then '*' else nullif(inside.own('role'), '*') end $$`,
  `create function inside.writing() returns text language sql stable parallel safe as
     $$ select case when inside.own('role') = 'SYSTEM' then '*' when inside.own('act') = 'write' then nullif(inside.own('role'), '*') end $$`,
];

/** Everything of the second line is in, or hangs on, the schema `inside`: this takes it all away. */
export const withoutRowSecurity = 'drop schema if exists inside cascade';

/** The statements that draw the second line for the role `api`, and a digest by which one knows whether they have been run. */
export function rowSecurity(
  tables: readonly EntityMetadata[],
  { entities = {}, scopes = {} }: Policy,
  api: string,
): { statements: string[]; digest: string } {
  const scoped = tables.flatMap(metadata => {
    const rule = entities[metadata.name];
    return rule && isScoped(rule) ? [{ metadata, rule }] : [];
  });
  const statements = [
    withoutRowSecurity,
    'create schema inside',
    `grant usage on schema inside to ${api}`,
    ...functions,
    ...tables
      .filter(metadata => !scoped.some(each => each.metadata === metadata))
      .map(({ tableName }) => `alter table ${escapeIdentifier(tableName)} disable row level security`),
    ...scoped.flatMap(({ metadata, rule }) => policiesSql(metadata, rule, scopes[metadata.name], api)),
    ...tables.flatMap(({ tableName }) => [
      `create view inside.${escapeIdentifier(tableName)} as select * from public.${escapeIdentifier(tableName)}`,
      `grant select on inside.${escapeIdentifier(tableName)} to ${api}`,
    ]),
  ];
  const digest = createHash('sha256').update(statements.join(';\n')).digest('hex');
  return { statements: [...statements, `comment on schema inside is '${digest}'`], digest };
}
