import { contentHash } from '../../kernel/canonical.ts';
import { drawPanel } from './lots.ts';
import { type Assignments, assignAll, type Seat, type Work } from './model.ts';
import type { Solver } from './solve.ts';

/** All that went into a draw and came out of it. Who has it can draw again, without the product's database. */
export interface Protocol {
  procedure: 'shizhuan-draw/1';
  call: string;
  seed: string;
  perItem: number;
  panel: number | null;
  /** The active experts, by number, as they were. */
  pool: Seat[];
  /** The submissions that lacked experts, with what they need. */
  items: Work[];
  /** Who must not meet what, and why. */
  apart: { expert: string; item: string; basis: string }[];
  outcome: Outcome;
}
export type Given = Omit<Protocol, 'outcome'>;

export interface Outcome extends Assignments {
  /** Numbers of those who were drawn, in the order of their lots. */
  panelists: string[];
}

/** A protocol with nothing left out: what an older one does not say is empty. */
export const wholeOf = (protocol: Partial<Protocol>): Protocol => ({
  ...{ procedure: 'shizhuan-draw/1', call: '', seed: '', perItem: 0, panel: null, pool: [], items: [], apart: [] },
  ...protocol,
  outcome: { panelists: [], assignments: [], short: [], doubled: [], ...protocol.outcome },
});

/** Draws the panel and assigns it. The same is given, the same comes out. */
export async function drawn({ seed, perItem, panel, pool, items, apart }: Given, solve: Solver): Promise<Outcome> {
  const panelists = drawPanel(seed, pool, { scenarios: items.map(({ scenario }) => scenario), perItem, size: panel });
  const clashes = new Set(apart.map(({ expert, item }) => `${expert} ${item}`));
  const found = await assignAll({ seed, items, experts: panelists, apart: (expert, item) => clashes.has(`${expert} ${item}`) }, solve);
  return { panelists: panelists.map(({ number }) => number), ...found };
}

/** Draws again from a protocol, and says whether the same comes out. */
export async function drawnAgain(protocol: Partial<Protocol>, solve: Solver): Promise<{ same: boolean; digest: string; outcome: Outcome }> {
  const { outcome: before, ...given } = wholeOf(protocol);
  const outcome = await drawn(given, solve);
  return { same: contentHash(outcome) === contentHash(before), digest: contentHash({ ...given, outcome }), outcome };
}
