import type { Running } from './contestants/running.ts';
import { canonical, difference } from './figures/canonical.ts';
import type { Asked, Json, OperationName } from './operations/types.ts';

/** How many sets of each operation are compared: all kinds of them, both who ask. */
const compared = 12;

/** With these one is out of an operation, and not wrong: it has no such field, or needs longer than it allows itself. */
const outside = new Set(['GRAPHQL_VALIDATION_FAILED', 'TIMEOUT']);

export interface Verdict {
  op: OperationName;
  name: string;
  /** Why it does not take part in this operation; without it, its answers are the others'. */
  skipped?: string;
}

/** Asks everybody the same and compares the answers, the first contestant's taken for right. Throws where one differs. */
export async function compareAll(
  running: readonly Running[],
  ops: readonly OperationName[],
  sets: (op: OperationName, name: string) => readonly Asked[],
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const op of ops) {
    let right: string[] | undefined;
    for (const each of running) {
      const answers: string[] = [];
      let skipped: string | undefined;
      for (const asked of sets(op, each.name).slice(0, compared)) {
        const answer = (await each.ask(each.body(op, asked), asked)) as {
          data?: Json;
          errors?: { message: string; extensions?: { code?: string } }[];
        };
        const failed = answer.errors?.[0];
        if (failed && outside.has(failed.extensions?.code ?? '')) {
          skipped = failed.message;
          break;
        }
        if (failed || !answer.data) throw new Error(`${each.name} answers ${op} with ${JSON.stringify(answer).slice(0, 500)}`);
        answers.push(canonical(each.shape(op, asked, answer.data)));
      }
      verdicts.push({ op, name: each.name, ...(skipped && { skipped }) });
      if (skipped) continue;
      if (right) {
        const at = answers.findIndex((answer, n) => answer !== right![n]);
        if (at >= 0) throw new Error(`${each.name} answers ${op} differently (set ${at}): ${difference(answers[at]!, right[at]!)}`);
      } else right = answers;
    }
  }
  return verdicts;
}
