import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { addWorkingDays } from '../../calendar/service.ts';
import { needAttachments } from '../../files/service.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { newId } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import { keepSetting, readSetting } from '../../kernel/settings.ts';
import { textLength } from '../../kernel/text.ts';
import { Objection, type ObjectionInput } from './entity.ts';

const mostAnHour = 20;
/** Grounds shorter than this say nothing that can be looked into. */
const fewestCharacters = 10;
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const lot = (length: number) => Array.from({ length }, () => letters[randomInt(letters.length)]).join('');

const setting = 'objectionKey';
const hashed = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');
/** Letters alone count: people copy a secret with blanks and in small letters. */
const typed = (text: string) => text.toUpperCase().replace(/[^0-9A-Z]/g, '');

async function refuseFlood(ctx: Context, ipHash: string | null): Promise<void> {
  if (!ipHash) return;
  await ctx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [ipHash]);
  const [row] = await ctx.query<{ filed: number }>(
    `select count(*)::int as filed from objection where ip_hash = $1 and created_at > (select domain_now()) - interval '1 hour'`,
    [ipHash],
  );
  if (row!.filed >= mostAnHour) throw refuse('RATE_LIMITED', 'OBJECTIONS_TOO_MANY');
}

/** A telephone number or a mail address: without one nobody could ask back. */
const reachable = (contact: string) => /[^\s@]+@[^\s@]+\.[^\s@]+/.test(contact) || contact.replace(/\D/g, '').length >= 7;

function refuseUnfounded({ contact, grounds }: ObjectionInput): void {
  if (!reachable(contact)) throw refuse('BAD_USER_INPUT', 'CONTACT_UNREACHABLE');
  if (textLength(grounds.replace(/\s/g, '')) < fewestCharacters)
    throw refuse('BAD_USER_INPUT', 'GROUNDS_TOO_SHORT', { min: fewestCharacters });
}

interface Entry {
  notice_id: string;
  submission_id: string;
  provider_id: string;
  ends_at: Date;
  accept_days: number;
  days: number;
}

/** An objection, and what proves later that one was its author. The secret is told once and kept as a hash. */
export interface Filed {
  objection: Objection;
  secret: string;
}

/**
 * Takes an objection of anybody, while the notice stands by the clock of the database. Name, organisation, contact and
 * grounds are personal and can be erased.
 */
export async function fileObjection(ctx: Context, input: ObjectionInput): Promise<Filed> {
  const { entryId, name, organisation, contact, grounds, fileId } = input;
  const [entry] = await ctx.query<Entry>(
    `select e.notice_id, e.submission_id, s.provider_id, e.ends_at, c.objection_accept_days as accept_days, c.objection_days as days
     from notice_entry e join submission s on s.id = e.submission_id join call c on c.id = e.call_id
     where e.id = $1 and e.visible_from <= (select domain_now())`,
    [entryId],
  );
  if (!entry) throw refuse('NOT_FOUND');
  refuseUnfounded(input);
  if (fileId) await needAttachments(ctx, [fileId]);
  const key = await keepSetting(ctx.db, setting, randomBytes(32).toString('base64'));
  const ipHash = ctx.request.ip ? hashed(key, ctx.request.ip) : null;
  await refuseFlood(ctx, ipHash);
  const today = await ctx.today();
  const receiptNumber = `YY${today.replaceAll('-', '')}-${lot(8)}`;
  const secret = lot(12);
  const made = ctx.db.create(Objection, {
    ...{ id: newId(), receiptNumber, noticeId: entry.notice_id, entryId, submissionId: entry.submission_id, providerId: entry.provider_id },
    ...{ name: name.trim(), organisation: organisation?.trim() || null, contact: contact.trim(), grounds: grounds.trim(), fileId },
    acceptDueDay: await addWorkingDays(ctx, today, entry.accept_days),
    dueDay: await addWorkingDays(ctx, today, entry.days),
    ...{ ipHash, secretHash: hashed(key, `${receiptNumber} ${secret}`) },
  });
  const accepted = await ctx.query(
    `insert into objection (id, receipt_number, notice_id, entry_id, submission_id, provider_id, name, organisation, contact, grounds, file_id,
       accept_due_day, due_day, ip_hash, secret_hash)
     select $1::uuid, $2, $3::uuid, $4::uuid, $5::uuid, $6::uuid, $7, $8, $9, $10, $11::uuid, $12::date, $13::date, $14, $15
     from notice_entry where id = $4::uuid and ends_at > (select domain_now()) returning id`,
    kept.map(column => made[column] ?? null),
  );
  if (accepted.length === 0) throw refuse('DEADLINE_PASSED', 'NOTICE_NOT_STANDING', { endsAt: inShanghai(entry.ends_at) });
  await record(ctx, 'Objection.CREATE', made, { changes: told.map(field => ({ field, after: made[field] })) });
  return { objection: await ctx.db.findOneByOrFail(Objection, { id: made.id }), secret: secret.match(/.{4}/g)!.join('-') };
}

const kept = [
  ...(['id', 'receiptNumber', 'noticeId', 'entryId', 'submissionId', 'providerId'] as const),
  ...(['name', 'organisation', 'contact', 'grounds', 'fileId', 'acceptDueDay', 'dueDay', 'ipHash', 'secretHash'] as const),
];
const told = ['receiptNumber', 'entryId', 'name', 'organisation', 'contact', 'grounds', 'fileId', 'acceptDueDay', 'dueDay'] as const;

/** An instant as it is read in Shanghai, to the second. */
const inShanghai = (instant: Date) => new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** How an objection stands, for whoever has its receipt. */
export interface Progress {
  id: string;
  receiptNumber: string;
  state: string;
  filedAt: Date;
  acceptDueDay: string | null;
  dueDay: string;
  answer: string | null;
  answeredAt: Date | null;
  notice: string;
  place: number;
  product: string;
}

/** What has become of an objection. A wrong secret is answered as a number that was never given. */
export async function progressOf(ctx: Context, receiptNumber: string, secret: string): Promise<Progress | null> {
  const key = await readSetting<string>(ctx.db, setting);
  const [found] = await ctx.query<Progress & { secretHash: string | null }>(
    `select o.id, o.receipt_number as "receiptNumber", case o.state when 'PROPOSED' then 'ACCEPTED' else o.state end as state,
       o.created_at as "filedAt", o.accept_due_day as "acceptDueDay", o.due_day as "dueDay",
       case when o.state in ('UPHELD', 'DISMISSED', 'INADMISSIBLE') then o.answer end as answer, o.answered_at as "answeredAt",
       n.title as notice, e.place, e.product, o.secret_hash as "secretHash"
     from inside.objection o join notice n on n.id = o.notice_id join notice_entry e on e.id = o.entry_id where o.receipt_number = $1`,
    [receiptNumber.trim().toUpperCase()],
  );
  // What is not there is compared as well, so that it takes as long.
  const proof = Buffer.from(hashed(key ?? '', `${found?.receiptNumber ?? ''} ${typed(secret)}`));
  const known = Buffer.from(found?.secretHash ?? hashed('', ''));
  return timingSafeEqual(proof, known) && found && key ? found : null;
}
