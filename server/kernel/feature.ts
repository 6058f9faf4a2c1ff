import type { EntityManager } from 'typeorm';
import type { Context } from './context.ts';
import type { Subscriber } from './journal.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Policy } from './policy.ts';

/** What a feature brings: its tables, its lifecycles, who may do what, what is on the wire, who is told of which facts. */
export interface Feature {
  name: string;
  entities: readonly (new () => object)[];
  lifecycles?: readonly Lifecycle[];
  policy: Policy;
  resolvers: readonly Function[];
  subscribers?: readonly Subscriber[];
  /** Tables of which rows are only ever inserted: the database refuses the API's role to change or delete them. */
  appendOnly?: readonly (new () => object)[];
  /** Tables that only the database itself writes: the API's role reads them. */
  readOnly?: readonly (new () => object)[];
  /** Tables from which the API's role may delete; nothing else is ever deleted. */
  erasable?: readonly (new () => object)[];
  /** Mutations that are long by nature and work without the statement timeout. */
  bulk?: readonly string[];
  /** Mutations that are given a secret: an Idempotency-Key keeps nothing of them, not even what they were asked. */
  secret?: readonly string[];
  /** Mutations that open their transactions themselves: what they count, a guess at a password, stays counted when they are refused. */
  free?: readonly string[];
  /** Fills the tables of what ships with the product, after every migration and as the owner. Safe to repeat. */
  fill?: (db: EntityManager) => Promise<void>;
  /** Materialises what the clock has moved; runs in the background every few seconds, in one process at a time or in many. */
  tick?: (ctx: Context) => Promise<unknown>;
}
