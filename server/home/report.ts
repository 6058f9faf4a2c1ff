import type { Context } from '../kernel/context.ts';
import { listingOf } from '../kernel/listing.ts';
import { narrow } from '../kernel/selection.ts';
import { visible } from '../kernel/visible.ts';
import { type QueueRule, queueRules } from './queues.ts';

export interface QueueCount {
  key: string;
  type: string;
  filter: string;
  count: number;
  oldestAt: Date | null;
}

/** What waits for this actor, longest first in the order of the table; empty queues are left out. One statement for all of them. */
export async function queuesOf(ctx: Context): Promise<QueueCount[]> {
  const rules = queueRules.filter(({ roles }) => roles.includes(ctx.actor.role));
  if (rules.length === 0) return [];
  const parameters: unknown[] = [];
  const parts = rules.map((rule, at) => {
    const [sql, own] = counting(ctx, rule);
    const shifted = sql.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + parameters.length}`);
    parameters.push(...own);
    return `select ${at} as place, counted.* from (${shifted}) counted`;
  });
  const rows = await ctx.query<{ place: number; count: number; oldest: Date | null }>(
    `${parts.join(' union all ')} order by place`,
    parameters,
  );
  return rows
    .filter(({ count }) => count > 0)
    .map(({ place, count, oldest }) => {
      const { key, type, filter } = rules[place]!;
      return { key, type, filter: JSON.stringify(filter), count, oldestAt: oldest };
    });
}

/** The same rows that the list shows: visible to this actor, narrowed by the same filter. */
function counting(ctx: Context, { type, filter, since }: QueueRule): [string, unknown[]] {
  const listing = listingOf(type);
  if (!listing) throw new Error(`the queue of ${type} has no list`);
  const query = narrow(ctx, visible(ctx, listing.entity), listing.entity, listing.offer, { filter });
  return query.select('count(*)', 'count').addSelect(`min(it.${since})`, 'oldest').getQueryAndParameters();
}
