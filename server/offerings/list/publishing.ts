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
 * concluded. Of many who publish at once one does. Who names what was `seen`, the fingerprint of a preview, signs that and nothing
 * else: VERSION_CONFLICT when another list was published meanwhile, or an entry has changed.
 */
export async function publishList(ctx: Context, callId: string, seen?: string | null): Promise<ServiceList> {
  // One list at a time: what was looked at before signing is compared with what there is when it is one's turn.
  await ctx.query(`select pg_advisory_xact_lock(hashtext('service list'))`);
  if (seen) await refuseOther(ctx, callId, seen);
  const proposal = await ctx.db.findOneBy(ListProposal, { callId, state: 'PROPOSED' });
  if (!proposal) throw refuse('ILLEGAL_STATE', 'NOT_PROPOSED');
  await advance(ctx, ListProposal, listProposalLifecycle, proposal.id, 'PUBLISH');
  const submissions = await listable(ctx, callId);
  if (submissions.length === 0) throw refuse('ILLEGAL_STATE', 'NOTHING_TO_LIST');
  submissions.forEach(refuseIncomplete);
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

async function refuseOther(ctx: Context, callId: string, seen: string): Promise<void> {
  const { number, fingerprint } = (await draftList(ctx, callId)) ?? {};
  if (fingerprint !== seen) throw refuse('VERSION_CONFLICT', 'LIST_PREVIEW_OUTDATED', number ? { number } : {});
}

/** The list as it would be published now; undefined when nothing is proposed. A new line has the id of its submission. */
export async function draftList(ctx: Context, callId: string) {
  const proposal = await ctx.db.findOneBy(ListProposal, { callId, state: 'PROPOSED' });
  if (!proposal) return undefined;
  const submissions = await listable(ctx, callId);
  const number = await nextNumber(ctx);
  const made = submissions.map(submission => ({ ...offeringOf(submission, proposal, newId(), number), id: submission.id }));
  const entries = [...(await standing(ctx)), ...made].map(entryOf);
  const { title, validFrom, validTo } = proposal;
  return { proposal, submissions, number, entries, fingerprint: contentHash({ number, title, validFrom, validTo, entries }) };
}

/** Without these nobody could try it; a past call that was imported may lack them. */
const terms = ['freeDays', 'seats', 'startWithinDays', 'priceAfter'] as const;

export const lackingOf = ({ snapshot }: Submission): string[] =>
  terms.filter(term => snapshot!.solution[term] === null || snapshot!.solution[term] === undefined);

function refuseIncomplete(submission: Submission): void {
  const { number } = submission;
  const missing = lackingOf(submission);
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

/** What is in force already, in its old order. */
async function standing(ctx: Context): Promise<Offering[]> {
  const all = await fetchRows(ctx.db.getRepository(Offering).createQueryBuilder('it').orderBy('it.listNumber').addOrderBy('it.id'));
  return all.filter(({ state }) => state === 'LISTED' || state === 'SUSPENDED');
}

/** Writes the list: what is in force already in its old order, then what is new. */
async function insertList(ctx: Context, id: string, number: number, proposal: ListProposal, made: Offering[]): Promise<ServiceList> {
  const entries = [...(await standing(ctx)), ...made].map(entryOf);
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
