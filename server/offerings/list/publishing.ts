import { Call } from '../../calls/entity.ts';
import { callLifecycle } from '../../calls/lifecycle.ts';
import { listable } from '../../decisions/notice/service.ts';
import { advance, shift, shiftAll } from '../../kernel/advance.ts';
import { contentHash } from '../../kernel/canonical.ts';
import type { Context } from '../../kernel/context.ts';
import { insert } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { newId } from '../../kernel/fields.ts';
import { recordAll } from '../../kernel/journal.ts';
import { fetchRows } from '../../kernel/rows.ts';
import { Submission } from '../../solutions/submission/entity.ts';
import { submissionLifecycle } from '../../solutions/submission/lifecycle.ts';
import { Offering } from '../offering/entity.ts';
import { dayAfter } from '../offering/service.ts';
import { type ListEntry, ListProposal, ServiceList } from './entity.ts';
import { listProposalLifecycle } from './lifecycle.ts';

/**
 * The second signature: what has stood its notice without an open objection enters the catalogue, and the list of all that
 * is in force gets the next number. Entries that are held stay behind for a later list; when none is left the call is
 * concluded. Of many who publish at once one does: the others find the proposal published.
 */
export async function publishList(ctx: Context, callId: string): Promise<ServiceList> {
  const proposal = await ctx.db.findOneBy(ListProposal, { callId, state: 'PROPOSED' });
  if (!proposal) throw refuse('ILLEGAL_STATE', 'NOT_PROPOSED');
  await advance(ctx, ListProposal, listProposalLifecycle, proposal.id, 'PUBLISH');
  const submissions = await listable(ctx, callId);
  if (submissions.length === 0) throw refuse('ILLEGAL_STATE', 'NOTHING_TO_LIST');
  submissions.forEach(refuseIncomplete);
  await ctx.query(`select pg_advisory_xact_lock(hashtext('service list'))`);
  const number = await nextNumber(ctx);
  const listId = newId();
  const made = submissions.map(submission => offeringOf(submission, proposal, listId, number));
  const list = await insertList(ctx, listId, number, proposal, made);
  await ctx.db.insert(Offering, made as never);
  await recordAll(
    ctx,
    'Offering.CREATE',
    made.map(subject => ({ subject, details: { list: number, submission: subject.submissionId } })),
  );
  await shiftAll(
    ctx,
    Submission,
    submissionLifecycle,
    submissions.map(({ id }) => id),
    'LIST',
    { details: { list: number } },
  );
  await concludeWhenSettled(ctx, callId);
  return list;
}

async function nextNumber(ctx: Context): Promise<number> {
  const [row] = await ctx.query<{ next: number }>('select coalesce(max(number), 0) + 1 as next from service_list');
  return row!.next;
}

/** Without these nobody could try it; a past call that was imported may lack them. */
const terms = ['freeDays', 'seats', 'startWithinDays', 'priceAfter'] as const;

function refuseIncomplete({ number, snapshot }: Submission): void {
  const missing = terms.filter(term => snapshot!.solution[term] === null || snapshot!.solution[term] === undefined);
  if (missing.length) throw refuse('ILLEGAL_STATE', 'ENTRY_INCOMPLETE', { number, fields: missing.join(', ') });
}

/** What an offering says in the words of the solution that was filed. */
const carried = [
  'name',
  'kind',
  'mainScenario',
  'scenarios',
  'divisions',
  'painPoint',
  'freeDays',
  'seats',
  'included',
  'excluded',
  'startWithinDays',
  'priceAfter',
  'exitTerms',
] as const satisfies readonly (keyof NonNullable<Submission['snapshot']>['solution'] & keyof Offering)[];

/** What was filed becomes what is offered, as it was filed. */
export function offeringOf(
  { id, solutionId, providerId, snapshot }: Submission,
  { validFrom, validTo }: ListProposal,
  listId: string,
  listNumber: number,
): Offering {
  const { solution, provider } = snapshot!;
  return Object.assign(new Offering(), {
    id: newId(),
    listId,
    listNumber,
    submissionId: id,
    solutionId,
    providerId,
    providerName: provider.name,
    providerUscc: provider.uscc,
    ...Object.fromEntries(carried.map(field => [field, solution[field]])),
    validTo,
    expiresAt: dayAfter(validTo),
    visibleFrom: new Date(`${validFrom}T00:00:00+08:00`),
    state: 'LISTED',
  });
}

/** Writes the list: what is in force already in its old order, then what is new. */
async function insertList(ctx: Context, id: string, number: number, proposal: ListProposal, made: Offering[]): Promise<ServiceList> {
  const standing = await fetchRows(ctx.db.getRepository(Offering).createQueryBuilder('it').orderBy('it.listNumber').addOrderBy('it.id'));
  const entries = [...standing.filter(({ state }) => state === 'LISTED' || state === 'SUSPENDED'), ...made].map(entryOf);
  const { callId, title, validFrom, validTo, proposedById, proposedBy } = proposal;
  return insert(ctx, ServiceList, {
    id,
    number,
    callId,
    proposalId: proposal.id,
    title,
    publishedAt: await ctx.now(),
    validFrom,
    validTo,
    entries,
    hash: contentHash({ number, title, validFrom, validTo, entries }),
    proposedById,
    proposedBy,
    publishedById: ctx.actor.id,
    publishedBy: ctx.actor.name,
  });
}

/** A line of the list, as it is printed. */
export const entryOf = (offering: Offering, at: number): ListEntry => ({
  no: at + 1,
  offeringId: offering.id,
  product: offering.name,
  provider: offering.providerName,
  uscc: offering.providerUscc,
  kind: offering.kind,
  mainScenario: offering.mainScenario,
  industries: offering.divisions,
  freeDays: offering.freeDays,
  seats: offering.seats,
  startWithinDays: offering.startWithinDays,
  priceAfter: offering.priceAfter,
  validTo: offering.validTo,
});

/** A call is over when nothing of it is on its way any more. */
async function concludeWhenSettled(ctx: Context, callId: string): Promise<void> {
  const left = await ctx.db.countBy(Submission, [
    { callId, state: 'NOTICED' },
    { callId, state: 'HELD' },
    { callId, state: 'SELECTED' },
  ]);
  if (left > 0) return;
  const call = await ctx.db.findOneByOrFail(Call, { id: callId });
  if (call.state === 'NOTICE') await shift(ctx, Call, callLifecycle, call, 'CONCLUDE');
}
