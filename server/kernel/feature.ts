import type { Subscriber } from './journal.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Context } from './context.ts';
import type { Policy } from './policy.ts';

/** What a feature brings: its tables, its lifecycles, who may do what, what is on the wire, who is told of which facts. */
export interface Feature {
  name: string;
  entities: readonly (new () => object)[];
  lifecycles?: readonly Lifecycle[];
  policy: Policy;
  resolvers: readonly Function[];
  subscribers?: readonly Subscriber[];
  /** Mutations that are long by nature and work without the statement timeout. */
  bulk?: readonly string[];
  /** Materialises what the clock has moved; runs in the background every few seconds, in one process at a time or in many. */
  tick?: (ctx: Context) => Promise<unknown>;
}
