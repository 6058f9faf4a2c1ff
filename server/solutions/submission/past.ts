import { In } from 'typeorm';
import type { Call } from '../../calls/entity.ts';
import { contentHash } from '../../kernel/canonical.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { newId } from '../../kernel/fields.ts';
import { snapshotOf } from '../../kernel/snapshot.ts';
import type { Provider } from '../../people/provider/entity.ts';
import { Solution } from '../solution/entity.ts';
import { ProviderSnapshot, SolutionSnapshot, Submission } from './entity.ts';
import { filed } from './filing.ts';

/** What is known of a submission of a past call: its old number, whose it was, and what was offered. */
export interface PastSubmission {
  number: string;
  provider: Provider;
  solution: Pick<
    Solution,
    'name' | 'kind' | 'mainScenario' | 'scenarios' | 'divisions' | 'freeDays' | 'seats' | 'priceAfter' | 'startWithinDays'
  >;
}

/**
 * Writes down submissions of a past call as they are known: filed and admitted, each with its old number and a frozen copy.
 *
 * It is a historical act: deadlines, caps and required fields do not apply, and when they were filed is not known and stays
 * empty. It has no facts of its own; every row bears the id of the fact of the import. Four statements, whatever the number.
 */
export async function recordPastSubmissions(ctx: Context, call: Call, past: readonly PastSubmission[], factId: string): Promise<void> {
  if (!call.historical) throw refuse('ILLEGAL_STATE', 'CALL_NOT_HISTORICAL', { code: call.code });
  const made = past.map(({ solution, provider }) =>
    ctx.db.create(Solution, { id: newId(), ...solution, providerId: provider.id, unsealsAt: call.unsealsAt, factIds: [factId] }),
  );
  await ctx.db.insert(Solution, made as never[]);
  const stored = new Map((await ctx.db.findBy(Solution, { id: In(made.map(({ id }) => id)) })).map(solution => [solution.id, solution]));
  const submissions = past.map(({ number, provider }, at) => {
    const solution = stored.get(made[at]!.id)!;
    const snapshot = { solution: snapshotOf(SolutionSnapshot, solution), provider: snapshotOf(ProviderSnapshot, provider), files: [] };
    return ctx.db.create(Submission, {
      ...{ id: newId(), callId: call.id, solutionId: solution.id, providerId: provider.id, number, ...filed(snapshot) },
      ...{ snapshot, contentHash: contentHash(snapshot), filings: 1, unsealsAt: call.unsealsAt, state: 'ADMITTED', factIds: [factId] },
    });
  });
  await ctx.db.insert(Submission, submissions as never[]);
  const last = Math.max(0, ...past.map(({ number }) => Number(/\d{1,9}$/.exec(number)?.[0] ?? 0)));
  await ctx.query('update call set last_number = greatest(last_number, $2) where id = $1', [call.id, last]);
}
