/** How many a call selects of a kind of provider and an industry; either may be open to any. */
export interface Seats {
  kind?: string | null;
  division?: string | null;
  min: number;
  max: number;
}

export interface Candidate {
  id: string;
  passing: boolean;
  kind: string;
  divisions: readonly string[];
}

const counts = ({ kind, division }: Seats, candidate: Candidate): boolean =>
  (!kind || kind === candidate.kind) && (!division || candidate.divisions.includes(division));

export interface SeatLine extends Seats {
  /** How many are seated, and how many pass without a seat because these are taken. */
  seated: number;
  beyond: number;
  /** How many are wanting to the fewest. */
  wanting: number;
}

/**
 * Draws the cut line: best first, everyone who passes takes a seat of each rule that counts it, as long as all of them have
 * one left. What no rule counts needs no seat.
 */
export function seat(ranking: readonly Candidate[], rules: readonly Seats[]): { seated: Set<string>; lines: SeatLine[] } {
  const lines = rules.map(
    ({ kind = null, division = null, min, max }): SeatLine => ({ kind, division, min, max, seated: 0, beyond: 0, wanting: 0 }),
  );
  const seated = new Set<string>();
  for (const candidate of ranking) {
    if (!candidate.passing) continue;
    const needed = lines.filter(line => counts(line, candidate));
    const free = needed.every(line => line.seated < line.max);
    if (free) seated.add(candidate.id);
    for (const line of needed) {
      if (free) line.seated += 1;
      else if (line.seated >= line.max) line.beyond += 1;
    }
  }
  for (const line of lines) line.wanting = Math.max(0, line.min - line.seated);
  return { seated, lines };
}
