import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { roles } from '../../schema/roles.ts';
import type { Context } from './context.ts';
import { enumOf, fieldOf, Id, Moment, newId, Text } from './fields.ts';

export const roleEnum = enumOf('Role', roles, 'Who acts');

/** One field that an act has changed. A personal value is kept elsewhere, so that it can be erased; the fact keeps a reference. */
@ObjectType({ description: 'A field that an act has changed; empty where it is not yours to see' })
export class FactChange {
  @Field(() => String, { description: 'Name of the field' }) field!: string;
  @Field(() => String, { nullable: true, description: 'Value before, as text' }) before?: string | null;
  @Field(() => String, { nullable: true, description: 'Value after, as text' }) after?: string | null;
}

/** One thing that happened. Never changed, never deleted: the audit trail. */
@ObjectType({ description: 'One thing that happened: who did what to what, when and why. Never changed, never deleted.' })
@Entity()
@Index('fact_subject_id_id_idx', ['subjectId', 'id'])
@Index('fact_actor_id_id_idx', ['actorId', 'id'])
@Index('fact_refusal_idx', ['id'], { where: "subject = 'Refusal'" })
export class Fact {
  @Id() id!: string;
  @Text({ about: 'What happened: the kind of record and the act, such as Trial.ACCEPT' }) name!: string;
  @Text({ about: 'Kind of the record it happened to' }) subject!: string;
  @Field(() => ID, { description: 'The record it happened to' })
  @Column('uuid')
  subjectId!: string;
  @Field(() => ID, { nullable: true, description: 'The account that acted; empty for the clock and the system' })
  @Column('text', { nullable: true })
  actorId?: string | null;
  @Field(() => String, { nullable: true, description: 'Who acted; shown to staff and to oneself' })
  @Column('text', { nullable: true })
  actorName?: string | null;
  @Field(() => roleEnum.type, { nullable: true, description: 'In which role; empty for the clock and the system' })
  @Column('text', { nullable: true })
  actorRole?: string | null;
  @Field(() => ID, { nullable: true, description: 'The API key it was done with; shown to auditors' })
  @Column('text', { nullable: true })
  keyId?: string | null;
  @Field(() => String, { nullable: true, description: 'The request it was part of, as its answer named it; shown to auditors' })
  @Column('text', { nullable: true })
  requestId?: string | null;
  @Field(() => String, { nullable: true, description: 'The network address it came from; shown to auditors' })
  @Column('text', { nullable: true })
  ip?: string | null;
  @Field(() => ID, { nullable: true, description: 'The organisation, expert or account the actor acted for; shown to auditors' })
  @Column('text', { nullable: true })
  onBehalfOf?: string | null;
  @Text({ about: 'Why, in the words of the one who acted', optional: true, max: 2000 }) note?: string | null;
  @Column('jsonb', { default: '[]' }) changed!: { field: string; before: unknown; after: unknown }[];
  @Column('jsonb', { default: '{}' }) details!: Record<string, unknown>;
  @Moment({ about: 'When, by the clock of the database; a move of the clock bears the instant it was due', start: 'now' }) at!: Date;
}

/** A personal value a fact refers to. Erasing the row erases the value; the fact stays as it was. */
@Entity()
export class PersonalValue {
  @PrimaryColumn('uuid') id!: string;
  @Index() @Column('uuid') subjectId!: string;
  @Column('text') value!: string;
}

/** One errand that a fact causes: the outbox. */
@Entity()
@Index('errand_due_idx', ['dueAt'], { where: 'done_at is null' })
export class Errand {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') factId!: string;
  @Column('text') subscriber!: string;
  @Column('int', { default: 0 }) attempts!: number;
  @Column('text', { nullable: true }) lastError?: string | null;
  @Column('timestamptz', { nullable: true }) doneAt?: Date | null;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) dueAt!: Date;
}

export interface Subscriber {
  name: string;
  on: RegExp;
  deliver: (ctx: Context, fact: Fact) => Promise<unknown>;
}
const subscribers = new Map<string, Subscriber>();

/** Has a subscriber told of every fact whose name matches, at least once, in the background. Called at start. */
export function installSubscribers(list: readonly Subscriber[]): void {
  subscribers.clear();
  for (const subscriber of list) subscribers.set(subscriber.name, subscriber);
}

export interface Change {
  field: string;
  before?: unknown;
  after?: unknown;
}
export interface Particulars {
  note?: string | null;
  changes?: readonly Change[];
  details?: Record<string, unknown>;
  /** For a move of the clock: the instant it was due. */
  at?: Date;
}

/** Writes down a fact, and the errands it causes, in the caller's transaction. Answers with the fact's id. */
export async function record(ctx: Context, name: string, subject: { id: string }, particulars: Particulars = {}): Promise<string> {
  const [id] = await recordAll(ctx, name, [{ subject, ...particulars }]);
  return id!;
}

/** As `record`, the same act on many records: however many they are, facts are one statement, and so are their errands. */
export async function recordAll(
  ctx: Context,
  name: string,
  acts: readonly (Particulars & { subject: { id: string } })[],
): Promise<string[]> {
  if (acts.length === 0) return [];
  // Who only looks at somebody's screens acts under the own name; the fact names both.
  const actor = ctx.actor.viewer?.self ?? ctx.actor;
  const viewed = ctx.actor.viewer && { viewedAs: { id: ctx.actor.id, name: ctx.actor.name } };
  const personal: { id: string; subjectId: string; value: string }[] = [];
  const keep = (subject: { id: string }, field: string, value: unknown) => {
    if (value === null || value === undefined || !fieldOf(subject.constructor as never, field)?.options.personal) return value ?? null;
    const reference = newId();
    personal.push({ id: reference, subjectId: subject.id, value: typeof value === 'string' ? value : JSON.stringify(value) });
    return { personal: reference };
  };
  const facts = acts.map(({ subject, note, changes = [], details = {}, at }) => ({
    id: newId(),
    subject_id: subject.id,
    note: note ?? null,
    changed: changes.map(({ field, before, after }) => ({
      field,
      before: keep(subject, field, before),
      after: keep(subject, field, after),
    })),
    details: { ...details, ...viewed },
    at: at ?? null,
  }));
  if (personal.length) await ctx.db.insert(PersonalValue, personal);
  const { request } = ctx;
  const bySystem = actor.id === 'system';
  await ctx.query(
    `insert into fact (id, name, subject, subject_id, actor_id, actor_name, actor_role, key_id, request_id, ip, on_behalf_of, note, changed, details, at)
     select id, $2, $3, subject_id, $4, $5, $6, $7, $8, $9, $10, note, changed, details, coalesce(at, (select domain_now()))
     from jsonb_to_recordset($1) as made (id uuid, subject_id uuid, note text, changed jsonb, details jsonb, at timestamptz)`,
    [
      JSON.stringify(facts),
      name,
      name.split('.')[0],
      bySystem ? null : actor.id,
      bySystem ? null : actor.name,
      bySystem ? null : actor.role,
      actor.keyId ?? null,
      request.id,
      request.ip ?? null,
      bySystem ? null : (viewed?.viewedAs.id ?? actor.onBehalfOf ?? actor.enterpriseId ?? actor.providerId ?? actor.expertId ?? null),
    ],
  );
  const told = [...subscribers.values()].filter(({ on }) => on.test(name));
  if (told.length)
    await ctx.query(
      `insert into errand (id, fact_id, subscriber) select uuid_v7(), fact_id, subscriber from unnest($1::uuid[]) fact_id, unnest($2::text[]) subscriber`,
      [facts.map(({ id }) => id), told.map(({ name: subscriber }) => subscriber)],
    );
  ctx.forget();
  return facts.map(({ id }) => id);
}

/**
 * Runs one errand that is due; false when there is none.
 *
 * To claim an errand is to schedule its retry: if we die or fail, it simply falls due again, later each time.
 * So nothing is locked while we work, and any number of workers may run.
 */
export async function deliver(ctx: Context, failed: (error: unknown, errand: string) => void): Promise<boolean> {
  // TypeORM answers an update with [rows, count].
  const [[errand]] = (await ctx.db.query(`
    update errand set attempts = attempts + 1, due_at = clock_timestamp() + interval '5 seconds' * 2 ^ least(attempts, 12)
    where id = (select id from errand where done_at is null and due_at <= clock_timestamp() order by due_at for update skip locked limit 1)
    returning id, fact_id, subscriber`)) as [{ id: string; fact_id: string; subscriber: string }[]];
  if (!errand) return false;
  try {
    await ctx.transaction(async tx => {
      const fact = await tx.db.findOneByOrFail(Fact, { id: errand.fact_id });
      await subscribers.get(errand.subscriber)?.deliver(tx, fact);
      await tx.query('update errand set done_at = clock_timestamp(), last_error = null where id = $1', [errand.id]);
    });
  } catch (error) {
    await ctx.query('update errand set last_error = $2 where id = $1', [
      errand.id,
      String((error as Error).message ?? error).slice(0, 500),
    ]);
    failed(error, errand.subscriber);
  }
  return true;
}
