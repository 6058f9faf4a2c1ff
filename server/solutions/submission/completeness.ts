import type { Call } from '../../calls/entity.ts';
import { refuse } from '../../kernel/errors.ts';
import type { SubmissionSnapshot } from './entity.ts';

/** What a submission must say, whatever the call. A draft need not yet. */
const needed = [
  'painPoint',
  'functions',
  'divisions',
  'deployments',
  'measures',
  'priceAfter',
  'freeDays',
  'seats',
  'startWithinDays',
  'exitTerms',
] as const;

const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** The shortest free trial that this kind may offer; a mixed product meets the longest of its parts. */
export function shortestTrial({ trialMinimums }: Pick<Call, 'trialMinimums'>, kind: string): number {
  const of = (wanted: string) => trialMinimums.find(minimum => minimum.kind === wanted)?.days;
  const parts = kind === 'BOTH' ? [of('SOFTWARE') ?? 0, of('HARDWARE') ?? 0] : [0];
  return of(kind) ?? Math.max(...parts);
}

/** Refuses what this call does not take, naming everything that is missing. A past call is taken as it was. */
export function checkComplete(call: Call, { solution }: SubmissionSnapshot): void {
  if (call.historical) return;
  if (!call.kinds.includes(solution.kind)) throw refuse('BAD_USER_INPUT', 'KIND_NOT_CALLED', { kind: solution.kind });
  const missing = needed.filter(key => isEmpty(solution[key]));
  if (missing.length) throw refuse('BAD_USER_INPUT', 'SUBMISSION_INCOMPLETE', { fields: missing });
  const days = shortestTrial(call, solution.kind);
  if ((solution.freeDays ?? 0) < days) throw refuse('BAD_USER_INPUT', 'TRIAL_TOO_SHORT', { days });
}
