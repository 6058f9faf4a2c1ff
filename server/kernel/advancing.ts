import { Arg, type ClassType, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { In, Not } from 'typeorm';
import { staff } from '../../schema/roles.ts';
import { openMoves, openMovesRead, permitMove, type Stateful, seen } from './advance.ts';
import type { Context } from './context.ts';
import { Edges, made } from './edges.ts';
import { refuse } from './errors.ts';
import { enumOf } from './fields.ts';
import { Fact, FactChange, PersonalValue } from './journal.ts';
import type { Lifecycle } from './lifecycle.ts';
import { mask } from './masking.ts';
import { sightFor } from './policy.ts';

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
  const facts = await Promise.all([historyOf(ctx, subjectId), ...shared]);
  return facts.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
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
export function HavingHistory<T extends { id: string; factIds?: string[] }>(entity: ClassType<T>) {
  @Resolver(() => entity)
  class HistoryResolver {
    @FieldResolver(() => [Fact], { description: 'What has happened to it, oldest first' })
    history(@Root() subject: T, @Ctx() ctx: Context): Promise<Fact[]> {
      return subject.factIds?.length ? historyWith(ctx, subject.id, subject.factIds) : historyOf(ctx, subject.id);
    }
  }
  return HistoryResolver;
}

/** What a reader sees of a fact: names of actors are for staff and oneself, changes follow the field rules. */
@Resolver(() => Fact)
export class FactResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Who acted; shown to staff and to oneself' })
  actorName(@Root() fact: Fact, @Ctx() ctx: Context): string | null {
    return staff.includes(ctx.actor.role) || fact.actorId === ctx.actor.id ? (fact.actorName ?? null) : null;
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The account that acted; shown to staff and to oneself' })
  actorId(@Root() fact: Fact, @Ctx() ctx: Context): string | null {
    return staff.includes(ctx.actor.role) || fact.actorId === ctx.actor.id ? (fact.actorId ?? null) : null;
  }

  @FieldResolver(() => [FactChange], { description: 'Which fields it changed; those withheld from you are left out' })
  changes(@Root() fact: Fact, @Ctx() ctx: Context): Promise<FactChange[]> {
    const shown = fact.changed.filter(({ field }) => sightFor(ctx.actor, fact.subject, field) !== 'withheld');
    return Promise.all(
      shown.map(async ({ field, before, after }) => ({
        field,
        before: await this.tell(ctx, fact, field, before),
        after: await this.tell(ctx, fact, field, after),
      })),
    );
  }

  private async tell(ctx: Context, fact: Fact, field: string, value: unknown): Promise<string | null> {
    if (value === null || value === undefined) return null;
    const reference = (value as { personal?: string }).personal;
    if (!reference) return typeof value === 'string' ? value : JSON.stringify(value);
    const [kept] = await ctx.loader('PersonalValue', ids => ctx.db.find(PersonalValue, { where: { id: In(ids) } }), 'id', reference);
    if (!kept) return null;
    return sightFor(ctx.actor, fact.subject, field) === 'masked' ? mask(kept.value) : kept.value;
  }
}
