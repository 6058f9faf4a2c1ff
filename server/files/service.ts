import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type EntityManager, In, IsNull } from 'typeorm';
import type { Context } from '../kernel/context.ts';
import { create, insert } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { uuidPattern } from '../kernel/fields.ts';
import type { Actor } from '../kernel/policy.ts';
import { fetchRows } from '../kernel/rows.ts';
import { reject } from '../kernel/sheets/reject.ts';
import { textLength, unkeepable } from '../kernel/text.ts';
import { visible } from '../kernel/visible.ts';
import { Enterprise } from '../people/enterprise/entity.ts';
import { fileKinds, mediaTypeOf } from './content.ts';
import { Attachment } from './entity.ts';
import { pathOf, sweep, takeIn } from './storage.ts';

const megabyte = 1024 * 1024;
/** What the public may add to an objection: small, and readable everywhere. */
const publicKinds = ['pdf', 'png', 'jpg', 'jpeg'];

/** The most bytes a file of this actor may have. */
export const mostBytes = (actor: Actor): number => (actor.role === 'PUBLIC' ? 5 : 25) * megabyte;

/** Marks that turn the direction of writing make `exe.pdf` out of `fdp.exe`. */
const deceiving = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** A file's name as it is kept, and its ending; refuses paths, control characters and endings that are not taken. */
export function checkName(actor: Actor, given: string): { name: string; ending: string } {
  const name = given.normalize('NFC').trim();
  if (
    name === '' ||
    textLength(name) > 200 ||
    unkeepable.test(name) ||
    /[\t\r\n/\\]/.test(name) ||
    deceiving.test(name) ||
    /^\.+/.test(name)
  )
    reject('FILE_NAME');
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const taken = actor.role === 'PUBLIC' ? publicKinds : Object.keys(fileKinds);
  if (!taken.includes(ending)) reject('FILE_KIND', { kinds: taken.join(', ') });
  return { name, ending };
}

/** Takes a file in: streamed to disk, hashed, checked by content, then written down with its fact. Nothing is left of a refused one. */
export async function takeAttachment(ctx: Context, source: Readable, given: string): Promise<Attachment> {
  const { name, ending } = checkName(ctx.actor, given);
  const arrived = await takeIn(source, mostBytes(ctx.actor));
  try {
    if (arrived.size === 0) reject('FILE_EMPTY');
    const mediaType = await mediaTypeOf(arrived.path, arrived.size, ending);
    await arrived.keep();
    const { place, size, sha256 } = arrived;
    return await ctx.transaction(async tx => create(tx, Attachment, { name, size, sha256, mediaType, place, ...(await ownerOf(tx)) }));
  } catch (error) {
    await arrived.discard();
    throw error;
  }
}

async function ownerOf(ctx: Context): Promise<Partial<Attachment>> {
  const { role, id, providerId, enterpriseId, expertId, district } = ctx.actor;
  const enterprise = await ctx.load(Enterprise, enterpriseId);
  return {
    uploadedById: role === 'PUBLIC' ? null : id,
    providerId: providerId ?? null,
    enterpriseId: enterpriseId ?? null,
    expertId: expertId ?? null,
    district: district ?? enterprise?.district ?? null,
  };
}

/**
 * The attachments with these ids, in this order, or a refusal (ATTACHMENT_UNKNOWN) when one is not there or not this actor's
 * to see. Whoever stores ids of files asks here first. The public, who see none, may name what was sent within a day.
 */
export async function needAttachments(ctx: Context, ids: readonly string[]): Promise<Attachment[]> {
  if (ids.length === 0) return [];
  const wanted = [...new Set(ids.map(id => id.toLowerCase()))];
  if (!wanted.every(id => uuidPattern.test(id))) throw refuse('BAD_USER_INPUT', 'ID_INVALID');
  const found =
    ctx.actor.role === 'PUBLIC'
      ? await ctx.db
          .getRepository(Attachment)
          .createQueryBuilder('it')
          .where({ id: In(wanted), uploadedById: IsNull() })
          .andWhere(`it.created_at > (select domain_now()) - interval '1 day'`)
          .getMany()
      : await fetchRows(visible(ctx, Attachment).andWhere('it.id in (:...wanted)', { wanted }));
  const known = new Map(found.map(attachment => [attachment.id, attachment]));
  return wanted.map(id => known.get(id) ?? missing(id));
}

function missing(id: string): never {
  throw refuse('BAD_USER_INPUT', 'ATTACHMENT_UNKNOWN', { id });
}

/** The content of an attachment this actor may see; for imports, which work on whole files. */
export async function readAttachment(ctx: Context, id: string): Promise<{ attachment: Attachment; content: Buffer }> {
  const [attachment] = await needAttachments(ctx, [id]);
  return { attachment: attachment!, content: await readFile(pathOf(attachment!.place)) };
}

/** Keeps the bureau from reading these files until an instant: they belong to a submission of a call that is still open. */
export async function sealAttachments(ctx: Context, ids: readonly string[], until: Date): Promise<void> {
  if (ids.length === 0) return;
  await ctx.query('update attachment set sealed_until = greatest(sealed_until, $2) where id = any($1::uuid[])', [ids, until]);
}

/** Who else may read a file from now on: one organisation or district each, or everybody. */
export type Readers = Partial<Pick<Attachment, 'providerId' | 'enterpriseId' | 'district' | 'published'>>;

/**
 * Opens files to further readers, as the record that uses them demands: a contract to the other side, a minute to everybody.
 *
 * A file that is another organisation's already stays with it: who needs it here as well sends it again.
 */
export async function shareAttachments(ctx: Context, ids: readonly string[], readers: Readers): Promise<void> {
  if (ids.length === 0) return;
  const { providerId = null, enterpriseId = null } = readers;
  const [elsewhere] = await ctx.query(`select from attachment where id = any($1) and (provider_id <> $2 or enterprise_id <> $3) limit 1`, [
    ids,
    providerId,
    enterpriseId,
  ]);
  if (elsewhere) throw refuse('BAD_USER_INPUT', 'ATTACHMENT_ELSEWHERE');
  await ctx.db.update(Attachment, { id: In([...ids]) }, readers);
}

/**
 * The same content once more, under another name and for one expert only. So a blind reviewer sees neither the
 * original name nor who sent it.
 */
export function lendAttachment(
  ctx: Context,
  original: Attachment,
  { name, expertId }: { name: string; expertId: string },
): Promise<Attachment> {
  const { size, sha256, mediaType, place } = original;
  return insert(ctx, Attachment, { name, size, sha256, mediaType, place, expertId });
}

/** Removes contents that no row names; safe while others upload. */
export const sweepFiles = (db: EntityManager): Promise<number> =>
  sweep(async places => {
    const kept: { place: string }[] = await db.query('select place from inside.attachment where place = any($1)', [places]);
    const known = new Set(kept.map(({ place }) => place));
    return places.filter(place => !known.has(place));
  });
