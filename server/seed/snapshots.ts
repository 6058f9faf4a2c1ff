import type { EntityManager } from 'typeorm';
import { freeze } from '../coverage/snapshot/service.ts';
import { Context } from '../kernel/context.ts';
import type { City } from './city.ts';
import type { Membership } from './membership.ts';
import type { People } from './people.ts';
import { at, dayOf, plusDays, workdayFrom } from './time.ts';

/** The months that are over, each frozen on the worked day after its register came. */
export async function snapshots(db: EntityManager, { time }: City, { months }: Membership, { officer }: People): Promise<void> {
  const ctx = new Context({ id: officer.id, name: officer.name, role: 'OFFICER' }, db, { id: 'seed' });
  for (const { month, importedAt } of months) {
    const frozenAt = at(workdayFrom(plusDays(dayOf(importedAt), 1)), 9, 30);
    if (frozenAt < time.now) await freeze(ctx, month, null, frozenAt);
  }
}
