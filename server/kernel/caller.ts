/** What an operation has cost, and what is left until the minute is over. */
export interface Spent {
  cost: number;
  limit: number;
  remaining: number;
  resetsInSeconds: number;
}

/** Whoever waits for an answer may hang up: then nobody needs it. */
export interface Caller {
  gone: boolean;
  /** What to do when it happens; set while there is something to do. */
  leaves?: () => void;
}
