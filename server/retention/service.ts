import { system } from '../kernel/advance.ts';
import type { Context } from '../kernel/context.ts';
import { insert, update } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { enumOf, fieldsOf, uuidPattern } from '../kernel/fields.ts';
import { record } from '../kernel/journal.ts';
import { RetentionRule, type RetentionRulePatch, RetentionRun } from './entity.ts';
import { blanksOf, empty, eraseDue } from './erasing.ts';
import { keepings } from './rules.ts';

const batch = 500;

/** Erases what is kept no longer: of each kind a bounded number, in the transaction at hand. Writes down the run, with one fact. */
export async function runRetention(ctx: Context): Promise<RetentionRun> {
  const rules = await ctx.db.find(RetentionRule, { order: { key: 'asc' } });
  const counts: { key: string; erased: number }[] = [];
  for (const { key, keep } of rules) {
    const keeping = keepings[key];
    if (!keeping) continue;
    const metadata = ctx.db.connection.getMetadata(keeping.entity);
    counts.push({ key, erased: await ctx.asSystem(clock => eraseDue(clock, metadata, keeping, keep, batch)) });
  }
  return insert(ctx, RetentionRun, {
    counts: counts.filter(({ erased }) => erased > 0),
    erased: counts.reduce((sum, { erased }) => sum + erased, 0),
    more: counts.some(({ erased }) => erased === batch),
    startedById: uuidPattern.test(ctx.actor.id) ? ctx.actor.id : null,
  });
}

const isDue = async (ctx: Context): Promise<boolean> => {
  const [last] = await ctx.query<{ due: boolean }>(
    `select more or created_at <= (select domain_now()) - interval '1 day' as due from retention_run order by id desc limit 1`,
  );
  return last?.due ?? true;
};

/** Once a day, and again at once while there is more; by one process at a time. */
export async function retentionTick(ctx: Context): Promise<void> {
  if (!(await isDue(ctx))) return;
  await ctx.as(system).transaction(async tx => {
    const [lock] = await tx.query<{ mine: boolean }>('select pg_try_advisory_xact_lock(729102) as mine');
    if (lock!.mine && (await isDue(tx))) await runRetention(tx);
  });
}

/** Sets how long something is kept, within what its kind allows. */
export async function updateRule(
  ctx: Context,
  id: string,
  version: number,
  { keep }: InstanceType<typeof RetentionRulePatch>,
): Promise<RetentionRule> {
  const rule = await ctx.need(RetentionRule, id);
  const { least, most } = keepings[rule.key]!;
  if (keep !== undefined && keep !== null && (keep < least || keep > most))
    throw refuse('BAD_USER_INPUT', 'RETENTION_BOUNDS', { field: 'keep', least, most });
  return update(ctx, RetentionRule, id, version, { keep });
}

/** Makes sure that every kind has its rule; those that were changed stay. */
export async function fillRules(db: Context['db']): Promise<void> {
  for (const [key, { keep, unit }] of Object.entries(keepings))
    await db.query('insert into retention_rule (id, key, keep, unit) values (uuid_v7(), $1, $2, $3) on conflict (key) do nothing', [
      key,
      keep,
      unit,
    ]);
}

const erasable = {
  PROVIDER: 'Provider',
  ENTERPRISE: 'Enterprise',
  EXPERT: 'Expert',
  TRIAL: 'Trial',
  SOLUTION: 'Solution',
  OBJECTION: 'Objection',
};
export type Erasable = keyof typeof erasable;
export const erasableEnum = enumOf('Erasable', Object.keys(erasable) as Erasable[], 'Kinds of records whose personal data can be erased');

/** Where else the contacts of an organisation were copied to: all of its trials. */
const copies: Partial<Record<Erasable, { column: string; fields: readonly string[] }>> = {
  PROVIDER: { column: 'provider_id', fields: ['provider_contact_name', 'provider_contact_phone'] },
  ENTERPRISE: { column: 'enterprise_id', fields: ['enterprise_contact_name', 'enterprise_contact_phone'] },
};

/** Erases the personal data of one record on request, with what facts have kept of them and with their copies. The record stays. */
export async function erasePersonalData(ctx: Context, kind: Erasable, id: string, reason: string): Promise<string[]> {
  const note = reason.trim();
  if (note === '' || note.length > 500) throw refuse('BAD_USER_INPUT', 'NOTE_REQUIRED');
  const metadata = ctx.db.connection.getMetadata(erasable[kind]);
  const erased = await ctx.asSystem(clock => empty(clock, metadata, 'it.id = $1', [id]));
  if (erased.length === 0) throw refuse('NOT_FOUND');
  const copy = copies[kind];
  if (copy) {
    const [trials] = (await ctx.asSystem(clock =>
      clock.query(
        `update trial set ${copy.fields.map(field => `${field} = null`).join(', ')}, version = version + 1 where ${copy.column} = $1 returning id`,
        [id],
      ),
    )) as unknown as [{ id: string }[]];
    await ctx.query(
      `delete from personal_value where subject_id = any($1)
       and id::text in (select side.value ->> 'personal' from fact, jsonb_array_elements(changed) change, jsonb_each(change) side
                        where fact.subject_id = any($1) and change ->> 'field' = any($2) and side.key in ('before', 'after') and jsonb_typeof(side.value) = 'object')`,
      [trials.map(trial => trial.id), copy.fields.map(field => field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()))],
    );
  }
  const fields = blanksOf(metadata).map(({ field }) => field);
  const subject = await ctx.db.getRepository<{ id: string }>(metadata.target).findOneByOrFail({ id });
  await record(ctx, `${erasable[kind]}.ERASE`, subject, { note, details: { internal: true, fields } });
  return fields.filter(field => fieldsOf(metadata.target as never).has(field));
}
