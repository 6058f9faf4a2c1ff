import { Readable } from 'node:stream';
import { addWorkingDays } from '../../calendar/service.ts';
import { Call } from '../../calls/entity.ts';
import { callLifecycle } from '../../calls/lifecycle.ts';
import { Attachment } from '../../files/entity.ts';
import { takeAttachment } from '../../files/service.ts';
import { advance, seen, shift, shiftAll } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { create, update } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { newId } from '../../kernel/fields.ts';
import { Submission } from '../../solutions/submission/entity.ts';
import { submissionLifecycle } from '../../solutions/submission/lifecycle.ts';
import { lockCall, refuseSigned } from '../decision/service.ts';
import { noticeDocument } from './document.ts';
import { Notice, NoticeEntry, type NoticeInput, type NoticePatch, type NoticeTerms } from './entity.ts';
import { noticeLifecycle } from './lifecycle.ts';

/** Midnight in Shanghai, where clocks have not been changed since 1991, with which a day begins. */
const beginning = (day: string, later = 0) => new Date(Date.parse(`${day}T00:00:00+08:00`) + later * 86_400_000);

/** The period of a notice: its first day counts when it is worked, and it ends at midnight after its last. */
async function period(ctx: Context, firstDay: string, workingDays: number) {
  if (firstDay < (await ctx.today())) throw refuse('BAD_USER_INPUT', 'NOTICE_FIRST_DAY_PASSED');
  const lastDay = await addWorkingDays(ctx, firstDay, workingDays, { countFirst: true });
  return { firstDay, lastDay, workingDays, visibleFrom: beginning(firstDay), endsAt: beginning(lastDay, 1) };
}

/** Drafts the notice of a call's result. Its last day follows from the calendar and the rules of the call. */
export async function createNotice(ctx: Context, input: NoticeInput): Promise<Notice> {
  const call = await ctx.need(Call, input.callId);
  if (call.state !== 'REVIEWING') throw refuse('ILLEGAL_STATE', undefined, { state: call.state });
  return create(ctx, Notice, { ...input, ...(await period(ctx, input.firstDay, call.noticeDays)) });
}

export async function updateNotice(ctx: Context, id: string, version: number, { callId, ...input }: NoticePatch): Promise<Notice> {
  const notice = await seen(ctx, Notice, id);
  if (notice.state !== 'DRAFT') throw refuse('ILLEGAL_STATE', 'NOTICE_FROZEN');
  if (callId && callId !== notice.callId) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: 'callId' });
  const call = await ctx.need(Call, notice.callId);
  return update(ctx, Notice, id, version, { ...input, ...(input.firstDay && (await period(ctx, input.firstDay, call.noticeDays))) });
}

/** What was filed, as the annex prints it. */
const terms = `jsonb_build_object('uscc', s.snapshot #>> '{provider,uscc}', 'divisions', s.divisions, 'freeDays', s.snapshot #> '{solution,freeDays}',
  'seats', s.snapshot #> '{solution,seats}', 'startWithinDays', s.snapshot #> '{solution,startWithinDays}', 'priceAfter', s.snapshot #>> '{solution,priceAfter}',
  'cases', case jsonb_typeof(s.snapshot #> '{solution,cases}') when 'array' then jsonb_array_length(s.snapshot #> '{solution,cases}') else 0 end)`;

/** Makes the document of a notice, once, and keeps it: everybody may read it from the first day of the notice. */
async function keepDocument(ctx: Context, notice: Notice, entries: readonly Omit<NoticeEntry, never>[]): Promise<string> {
  const name = notice.title
    .replace(/[\p{Cc}\p{Cf}/\\]/gu, ' ')
    .replace(/^[.\s]+/, '')
    .trim();
  const content = await noticeDocument(notice, entries);
  const { id } = await takeAttachment(ctx, Readable.from([content]), `${[...name].slice(0, 150).join('') || '公示'}.docx`);
  await ctx.db.update(Attachment, { id }, { publishedFrom: notice.visibleFrom });
  return id;
}

/**
 * Publishes a notice: what was selected stands in it from its first day, and the call is in notice. From now on it changes no
 * more, and only the clock ends it. The other moves of a notice are plain.
 */
export async function advanceNotice(ctx: Context, id: string, action: string, note?: string): Promise<Notice> {
  const notice = await seen(ctx, Notice, id);
  if (action !== 'PUBLISH' || notice.state !== 'DRAFT' || ctx.actor.role !== 'OFFICER')
    return advance(ctx, Notice, noticeLifecycle, id, action, { note });
  const { callId } = notice;
  if ((await lockCall(ctx, callId)) !== 'REVIEWING') throw refuse('ILLEGAL_STATE');
  await refuseSigned(ctx, callId);
  const [pending] = await ctx.query(`select from decision where call_id = $1 and state = 'PENDING' limit 1`, [callId]);
  if (pending) throw refuse('ILLEGAL_STATE', 'RELEASE_MISSING');
  const call = await ctx.db.findOneByOrFail(Call, { id: callId });
  const times = await period(ctx, notice.firstDay, call.noticeDays);
  const selected = await ctx.query<{ id: string; name: string; provider: string; scenario: string; kind: string; terms: NoticeTerms }>(
    `select s.id, s.name, s.main_scenario as scenario, coalesce(s.snapshot #>> '{provider,name}', p.name) as provider, p.kind, ${terms} as terms
     from submission s join provider p on p.id = s.provider_id where s.call_id = $1 and s.state = 'SELECTED' order by s.number, s.id`,
    [callId],
  );
  if (selected.length === 0) throw refuse('ILLEGAL_STATE', 'NOTICE_EMPTY');
  const { visibleFrom, endsAt } = times;
  const entries = selected.map(({ id: submissionId, name: product, ...said }, at) => ({
    ...{ id: newId(), noticeId: id, callId, place: at + 1, submissionId, product, visibleFrom, endsAt, ...said },
  }));
  await ctx.db.insert(NoticeEntry, entries as never[]);
  const fileId = await keepDocument(ctx, { ...notice, ...times }, entries);
  const ids = selected.map(entry => entry.id);
  await shiftAll(ctx, Submission, submissionLifecycle, ids, 'NOTICE', { details: { notice: id } });
  await shift(ctx, Call, callLifecycle, call, 'NOTICE', { details: { notice: id } });
  return advance(ctx, Notice, noticeLifecycle, id, 'PUBLISH', {
    note,
    details: { entries: ids.length, file: fileId },
    set: { ...times, fileId },
  });
}

/**
 * What of a call may be listed now: it stood in public to the end, and no objection to it is open. For offerings, which
 * list from here; the database refuses to list anything whose notice is still standing.
 */
export async function listable(ctx: Context, callId: string): Promise<Submission[]> {
  const ids = await ctx.query<{ id: string }>(
    `select s.id from submission s join notice_entry e on e.submission_id = s.id
     where e.call_id = $1 and s.state = 'NOTICED' and e.ends_at <= (select domain_now())
       and not exists (select from objection o where o.submission_id = s.id and o.state in ('FILED', 'ACCEPTED', 'PROPOSED'))`,
    [callId],
  );
  if (ids.length === 0) return [];
  return ctx.db
    .createQueryBuilder(Submission, 'it')
    .whereInIds(ids.map(({ id }) => id))
    .orderBy('it.number')
    .addOrderBy('it.id')
    .getMany();
}
