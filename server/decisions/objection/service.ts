import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { addWorkingDays } from '../../calendar/service.ts';
import { advance, seen, shift } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { newId } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import { keepSetting } from '../../kernel/settings.ts';
import { Submission } from '../../solutions/submission/entity.ts';
import { submissionLifecycle } from '../../solutions/submission/lifecycle.ts';
import { Objection, type ObjectionInput } from './entity.ts';
import { objectionLifecycle } from './lifecycle.ts';

const mostAnHour = 20;
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const lot = (length: number) => Array.from({ length }, () => letters[randomInt(letters.length)]).join('');

/** Where an objection came from, as a hash that only this deployment can make: enough to count by. */
async function origin(ctx: Context): Promise<string | null> {
  if (!ctx.request.ip) return null;
  const key = await keepSetting(ctx.db, 'objectionKey', randomBytes(32).toString('base64'));
  return createHmac('sha256', key).update(ctx.request.ip).digest('base64');
}

async function refuseFlood(ctx: Context, ipHash: string | null): Promise<void> {
  if (!ipHash) return;
  await ctx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [ipHash]);
  const [row] = await ctx.query<{ filed: number }>(
    `select count(*)::int as filed from objection where ip_hash = $1 and created_at > (select domain_now()) - interval '1 hour'`,
    [ipHash],
  );
  if (row!.filed >= mostAnHour) throw refuse('RATE_LIMITED', 'OBJECTIONS_TOO_MANY');
}

interface Entry {
  notice_id: string;
  submission_id: string;
  provider_id: string;
  days: number;
}

/** Takes an objection of anybody, while the notice stands by the clock of the database. Name, contact and grounds are personal and can be erased. */
export async function fileObjection(ctx: Context, { entryId, name, contact, grounds }: ObjectionInput): Promise<Objection> {
  const [entry] = await ctx.query<Entry>(
    `select e.notice_id, e.submission_id, s.provider_id, c.objection_days as days
     from notice_entry e join submission s on s.id = e.submission_id join call c on c.id = e.call_id
     where e.id = $1 and e.visible_from <= (select domain_now())`,
    [entryId],
  );
  if (!entry) throw refuse('NOT_FOUND');
  const ipHash = await origin(ctx);
  await refuseFlood(ctx, ipHash);
  const today = await ctx.today();
  const made = ctx.db.create(Objection, {
    ...{ id: newId(), receiptNumber: `YY${today.replaceAll('-', '')}-${lot(8)}`, noticeId: entry.notice_id, entryId },
    ...{ submissionId: entry.submission_id, providerId: entry.provider_id, name: name.trim(), contact: contact.trim() },
    ...{ grounds: grounds.trim(), dueDay: await addWorkingDays(ctx, today, entry.days), ipHash },
  });
  const columns = [
    'id',
    'receiptNumber',
    'noticeId',
    'entryId',
    'submissionId',
    'providerId',
    'name',
    'contact',
    'grounds',
    'dueDay',
    'ipHash',
  ] as const;
  const accepted = await ctx.query(
    `insert into objection (id, receipt_number, notice_id, entry_id, submission_id, provider_id, name, contact, grounds, due_day, ip_hash)
     select $1::uuid, $2, $3::uuid, $4::uuid, $5::uuid, $6::uuid, $7, $8, $9, $10::date, $11
     from notice_entry where id = $4::uuid and ends_at > (select domain_now()) returning id`,
    columns.map(column => made[column] ?? null),
  );
  if (accepted.length === 0) throw refuse('DEADLINE_PASSED', 'NOTICE_NOT_STANDING');
  const told = ['receiptNumber', 'entryId', 'name', 'contact', 'grounds', 'dueDay'] as const;
  await record(ctx, 'Objection.CREATE', made, { changes: told.map(field => ({ field, after: made[field] })) });
  return ctx.db.findOneByOrFail(Objection, { id: made.id });
}

const answers = ['REJECT', 'UPHOLD', 'DISMISS'];

/**
 * Presses a button of an objection. Accepting holds the entry and no other; dismissing gives it back unless another objection
 * to it is accepted; upholding ends it. An answer is published in the words of the note.
 */
export async function advanceObjection(ctx: Context, id: string, action: string, note?: string): Promise<Objection> {
  const { submissionId } = await seen(ctx, Objection, id);
  await ctx.query('select from submission where id = $1 for update', [submissionId]);
  const set = answers.includes(action) ? { answer: note, answeredAt: await ctx.now() } : {};
  const moved = await advance(ctx, Objection, objectionLifecycle, id, action, { note, set });
  const entry = await ctx.db.findOneByOrFail(Submission, { id: submissionId });
  const act = (press: string, reason?: string) =>
    shift(ctx, Submission, submissionLifecycle, entry, press, { details: { objection: id }, ...(reason && { set: { reason } }) });
  if (action === 'ACCEPT' && entry.state === 'NOTICED') await act('HOLD');
  if (action === 'UPHOLD' && entry.state === 'HELD') await act('UPHOLD', note);
  if (action === 'DISMISS' && entry.state === 'HELD' && !(await ctx.db.existsBy(Objection, { submissionId, state: 'ACCEPTED' })))
    await act('RELEASE');
  return moved;
}
