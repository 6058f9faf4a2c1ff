import { Field, Int } from 'type-graphql';
import { canonical } from '../../kernel/canonical.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { Value } from '../../kernel/fields.ts';
import { FactChange } from '../../kernel/journal.ts';
import { visible } from '../../kernel/visible.ts';
import { ListEntry, ServiceList } from './entity.ts';

@Value('A line that stands in both lists and differs')
export class EntryChange {
  @Field(() => ListEntry, { description: 'The line as the later list has it' }) entry!: ListEntry;
  @Field(() => [FactChange], { description: 'What differs, apart from the number of the line' }) changes!: FactChange[];
}

@Value('What one version of the service list has that another has not')
export class ListDiff {
  @Field(() => Int, { description: 'Number of the list compared from' }) from!: number;
  @Field(() => Int, { description: 'Number of the list compared to' }) to!: number;
  @Field(() => [ListEntry], { description: 'Lines that only the list compared to has' }) added!: ListEntry[];
  @Field(() => [ListEntry], { description: 'Lines that only the list compared from has' }) removed!: ListEntry[];
  @Field(() => [EntryChange], { description: 'Lines that both have, with other words or figures' }) changed!: EntryChange[];
}

/** Compares two published lists, in either direction. A line is the same line when it is of the same offering. */
export async function listDiff(ctx: Context, from: number, to: number): Promise<ListDiff> {
  const lists = await visible(ctx, ServiceList).andWhere('it.number in (:from, :to)', { from, to }).getMany();
  const entriesOf = (number: number): ListEntry[] => {
    const list = lists.find(list => list.number === number);
    if (!list) throw refuse('NOT_FOUND', 'LIST_UNKNOWN', { number });
    return list.entries;
  };
  return compared(from, entriesOf(from), to, entriesOf(to));
}

/** The same for lines that are at hand. */
export function compared(from: number, before: ListEntry[], to: number, after: ListEntry[]): ListDiff {
  const old = new Map(before.map(entry => [entry.offeringId, entry]));
  const kept = new Set(after.map(({ offeringId }) => offeringId));
  return {
    from,
    to,
    added: after.filter(({ offeringId }) => !old.has(offeringId)),
    removed: before.filter(({ offeringId }) => !kept.has(offeringId)),
    changed: after
      .filter(({ offeringId }) => old.has(offeringId))
      .map(entry => ({ entry, changes: changesOf(old.get(entry.offeringId)!, entry) }))
      .filter(({ changes }) => changes.length > 0),
  };
}

const told = (value: unknown) => (typeof value === 'string' ? value : canonical(value));

function changesOf(before: ListEntry, after: ListEntry): FactChange[] {
  return (Object.keys(after) as (keyof ListEntry)[])
    .filter(field => field !== 'no' && told(before[field]) !== told(after[field]))
    .map(field => ({ field, before: told(before[field]), after: told(after[field]) }));
}
