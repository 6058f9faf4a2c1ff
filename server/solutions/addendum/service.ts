import { Call } from '../../calls/entity.ts';
import { needAttachments, shareAttachments } from '../../files/service.ts';
import type { Context } from '../../kernel/context.ts';
import { create } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { record } from '../../kernel/journal.ts';
import { Addendum, type AddendumInput } from './entity.ts';

/** Publishes an addendum: it is there for everybody at once, and reaches all who have begun to file. */
export async function publishAddendum(ctx: Context, input: AddendumInput): Promise<Addendum> {
  const call = await ctx.need(Call, input.callId);
  if (!['OPEN', 'CLOSED'].includes(call.state) || call.historical)
    throw refuse('ILLEGAL_STATE', 'CALL_TAKES_NO_ADDENDUM', { state: call.state });
  const fileIds = input.fileIds ?? [];
  await needAttachments(ctx, fileIds);
  // One after another: the number follows the order of publication.
  await ctx.query('select from call where id = $1 for update', [call.id]);
  const [last] = await ctx.query<{ number: number }>('select coalesce(max(number), 0)::int as number from addendum where call_id = $1', [
    call.id,
  ]);
  const made = await create(ctx, Addendum, { ...input, fileIds, number: last!.number + 1, publishedBy: ctx.actor.name });
  await shareAttachments(ctx, fileIds, { published: true });
  await ctx.query(
    `insert into addendum_receipt (id, addendum_id, call_id, provider_id, unseals_at)
     select uuid_v7(), $1, $2, s.provider_id, $3 from submission s where s.call_id = $2 and s.state <> 'WITHDRAWN' group by s.provider_id`,
    [made.id, call.id, call.unsealsAt],
  );
  ctx.forget();
  return made;
}

/** Who begins to file later is reached by what was added before. */
export async function receiveAddenda(ctx: Context, call: Call, providerId: string): Promise<void> {
  await ctx.query(
    `insert into addendum_receipt (id, addendum_id, call_id, provider_id, unseals_at)
     select uuid_v7(), a.id, a.call_id, $2, $3 from addendum a where a.call_id = $1 on conflict (addendum_id, provider_id) do nothing`,
    [call.id, providerId, call.unsealsAt],
  );
}

/** An applicant has read an addendum. The first time is kept; more change nothing. */
export async function readAddendum(ctx: Context, id: string): Promise<Addendum> {
  const addendum = await ctx.need(Addendum, id);
  const [read] = (await ctx.query(
    `update addendum_receipt set read = true, read_at = (select domain_now()), read_by = $3 where addendum_id = $1 and provider_id = $2 and not read returning id`,
    [id, ctx.actor.providerId, ctx.actor.name],
  )) as unknown as [{ id: string }[]];
  if (read[0]) await record(ctx, 'AddendumReceipt.READ', { id: read[0].id });
  ctx.forget();
  return addendum;
}

/** The addenda of a call that this applicant has not read. */
export const unreadOf = (ctx: Context, callId: string, providerId: string): Promise<{ id: string; title: string }[]> =>
  ctx.query(
    `select a.id, a.title from addendum_receipt r join addendum a on a.id = r.addendum_id
     where r.call_id = $1 and r.provider_id = $2 and not r.read order by a.number`,
    [callId, providerId],
  );
