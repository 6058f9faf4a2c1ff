import { Arg, type ClassType, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import { getMetadataArgsStorage, In, Not } from 'typeorm';
import { staff } from '../../schema/roles.ts';
import { openMoves, openMovesRead, permitMove, type Stateful, seen } from './advance.ts';
import type { Condition } from './conditions.ts';
import type { Context } from './context.ts';
import { Edges, made, type Reader, related } from './edges.ts';
import { refuse } from './errors.ts';
import { enumOf } from './fields.ts';
import { Fact, FactChange } from './journal.ts';
import type { Lifecycle } from './lifecycle.ts';
import { mask } from './masking.ts';
import { type Actor, sightFor } from './policy.ts';

/** A move open to you now: what to press, where it leads, and what must come with it. */
@ObjectType({ description: 'A move that is open to you on this record now' })
export class OpenMove {
  @Field(() => String, { description: 'What to pass as action' }) action!: string;
  @Field(() => String, { description: 'The state it leads to' }) to!: string;
  @Field(() => String, { nullable: true, description: 'The kind of record that carries the move; empty for a plain move' }) via?:
    | string
    | null;
  @Field(() => Boolean, { description: 'Whether it is refused without a note' }) note!: boolean;
}

type Advance<T> = (ctx: Context, id: string, action: string, note?: string) => Promise<T>;

/** The facts of one record, oldest first. Those marked internal are for staff. */
export async function historyOf(ctx: Context, subjectId: string): Promise<Fact[]> {
  return ctx.loader(
    'Fact.history',
    async ids => {
      const facts = await ctx.db.find(Fact, { where: { subjectId: In(ids), subject: Not('Refusal') }, order: { id: 'asc' } });
      return staff.includes(ctx.actor.role) ? facts : facts.filter(({ details }) => !details['internal']);
    },
    'subjectId',
    subjectId,
  );
}

/** With the facts that a record shares with others: an import is one fact, of which each of its rows keeps the id. */
async function historyWith(ctx: Context, subjectId: string, factIds: readonly string[]): Promise<Fact[]> {
  const shared = factIds.map(id => ctx.loader('Fact.shared', ids => ctx.db.find(Fact, { where: { id: In(ids) } }), 'id', id));
  const facts = (await Promise.all([historyOf(ctx, subjectId), ...shared])).flat();
  return [...new Map(facts.map(fact => [fact.id, fact])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const toldToAll = `coalesce(it.details->'internal', 'null') in ('null', 'false', '0', '""')`;
/** The same as a condition on facts `it` of a record `own`. */
function ofHistory({ role }: Actor, shares: boolean): Condition {
  const kept = `it.subjectId = own.id and it.subject <> 'Refusal'${staff.includes(role) ? '' : ` and ${toldToAll}`}`;
  return { sql: shares ? `(${kept} or it.id = any(own.factIds))` : kept };
}

/** Puts a lifecycle on the wire: the `advance…` mutation, the `moves` open to you, and the `history` behind. */
export function Advancing<T extends Stateful>(entity: ClassType<T>, table: Lifecycle, advance: Advance<T>) {
  const action = enumOf(`${table.entity}Action`, Object.keys(table.moves), `What can be done with a record of ${table.entity}`);

  @Resolver(() => entity)
  class AdvancingResolver {
    @Mutation(() => entity, {
      name: `advance${table.entity}`,
      description: `Moves a record of ${table.entity} along its lifecycle; ILLEGAL_STATE when somebody was faster`,
    })
    async advance(
      @Arg('id', () => ID, { description: 'The record' }) id: string,
      @Arg('action', () => action.type, { description: 'One of its open moves' }) press: string,
      @Arg('note', () => String, { nullable: true, description: 'Why; kept in the history' }) note: string | undefined,
      @Ctx() ctx: Context,
    ) {
      const { via } = table.moves[press]!;
      if (via) throw refuse('BAD_USER_INPUT', 'NEEDS_RECORD', { via });
      // Asked before anything else a feature asks: who may not move it learns nothing of why it would not have moved.
      permitMove(ctx, table, await seen(ctx, entity, id), press);
      return advance(ctx, id, press, note);
    }
  }
  const moves = made<T>(
    () => [OpenMove],
    'The moves open to you now; buttons are exactly these',
    actor => openMovesRead(actor, table),
    (subject, reader) =>
      openMoves(reader, table, subject).map(name => {
        const { to, via, note } = table.moves[name]!;
        return { action: name, to, via: via ?? null, note: note === 'required' };
      }),
  );
  return [AdvancingResolver, Edges(entity, { moves }), HavingHistory(entity)] as const;
}

/** Puts `history` on a record: for stateful ones by `Advancing`, for others by itself. */
export function HavingHistory<T extends { id: string; factIds?: string[] }>(entity: ClassType<T>): Function {
  const shares = getMetadataArgsStorage().columns.some(({ target, propertyName }) => target === entity && propertyName === 'factIds');
  const load = ({ id, factIds }: T, ctx: Context) => (factIds?.length ? historyWith(ctx, id, factIds) : historyOf(ctx, id));
  return Edges(entity, {
    history: related<T>(
      () => Fact,
      'What has happened to it, oldest first',
      actor => ofHistory(actor, shares),
      load,
    ),
  });
}

const nullable = true;
const personOf = (fact: Fact, { actor }: Reader, name: 'actorId' | 'actorName') =>
  staff.includes(actor.role) || fact.actorId === actor.id ? (fact[name] ?? null) : null;

/** The personal values that a fact refers to, by their ids. */
const personalValues = `(select jsonb_object_agg(p.id, p.value) from inside.personal_value p where p.id = any(array(
  select (reference #>> '{}')::uuid
  from jsonb_path_query(own.changed, '$[*].*.personal ? (@ like_regex "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")') reference)))`;
type Kept = Record<string, string>;

const referenceIn = (value: unknown) => (value as { personal?: string } | null | undefined)?.personal;

function tell({ subject, kept }: Fact & { kept?: Kept | null }, { actor }: Reader, field: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const reference = referenceIn(value);
  if (!reference) return typeof value === 'string' ? value : JSON.stringify(value);
  const personal = kept?.[reference];
  if (personal === undefined) return null;
  return sightFor(actor, subject, field) === 'masked' ? mask(personal) : personal;
}

/** What a reader sees of a fact: names of actors are for staff and oneself, changes follow the field rules. */
export const factEdges = Edges(Fact, {
  actorName: made<Fact>(
    () => String,
    'Who acted; shown to staff and to oneself',
    ['actorId', 'actorName'],
    (fact, reader) => personOf(fact, reader, 'actorName'),
    { nullable },
  ),
  actorId: made<Fact>(
    () => ID,
    'The account that acted; shown to staff and to oneself',
    ['actorId'],
    (fact, reader) => personOf(fact, reader, 'actorId'),
    { nullable },
  ),
  changes: made<Fact>(
    () => [FactChange],
    'Which fields it changed; those withheld from you are left out',
    ['subject', 'changed'],
    (fact, reader) =>
      fact.changed
        .filter(({ field }) => sightFor(reader.actor, fact.subject, field) !== 'withheld')
        .map(({ field, before, after }) => ({ field, before: tell(fact, reader, field, before), after: tell(fact, reader, field, after) })),
    {
      asks: () => ({ kept: { sql: personalValues } }),
      when: ({ changed }) => changed.some(({ before, after }) => referenceIn(before) ?? referenceIn(after)),
    },
  ),
});
