import type { Answer } from './answer.ts';

/** The answers that the public was given within one second of the clock. */
export interface Second {
  readonly until: number;
  readonly answers: Map<string, Answer>;
  /** What is being found out right now: who asks the same waits for it rather than asking again. */
  readonly underWay: Map<string, Promise<void>>;
  bytes: number;
}

export interface PublicMemory {
  /** The second at hand; undefined while nothing may be remembered. */
  second: () => Second | undefined;
  keep: (second: Second, key: string, answer: Answer) => void;
  /** Something has happened: what was answered before is no longer known to be true. */
  forget: () => void;
  /** News of facts arrive from now on, or no longer: without them nothing is remembered. */
  hearing: (now: boolean) => void;
}

const mostBytes = 32 * 1024 * 1024;
const mostAnswers = 5_000;

/**
 * Remembers what the public was answered, until something happens and at most until the clock's next full second.
 *
 * Anything that changes what the public sees either is a fact, of which every process hears, or an instant that has come.
 * Which instants a list depends on only its rules and lifecycles know; but people set them to full minutes, and no answer
 * outlives a full second. So an instant is seen at once, and one between seconds less than a second late.
 */
export function publicMemory(): PublicMemory {
  let open = false;
  let now: Second | undefined;
  const second = (): Second | undefined => {
    if (!open) return undefined;
    const at = performance.now();
    if (!now || at >= now.until) now = { until: at + 1000 - (Date.now() % 1000), answers: new Map(), underWay: new Map(), bytes: 0 };
    return now;
  };
  return {
    second,
    keep: (asked, key, answer) => {
      // What was found out before something happened, or in a second that is over, is not kept.
      if (second() !== asked || asked.answers.has(key)) return;
      // Packed as well, it takes up to half as much again.
      const bytes = answer.body.length * 1.5 + 500;
      if (asked.bytes + bytes > mostBytes || asked.answers.size >= mostAnswers) return;
      asked.bytes += bytes;
      asked.answers.set(key, answer);
    },
    forget: () => void (now = undefined),
    hearing: yes => {
      open = yes;
      now = undefined;
    },
  };
}
