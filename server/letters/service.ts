import { advance, seen, settle, shift, shiftAll } from '../kernel/advance.ts';
import type { Context } from '../kernel/context.ts';
import { insert, update } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { type Fact, record } from '../kernel/journal.ts';
import { Letter, LetterAttempt, type LetterPatch, LetterTemplate } from './entity.ts';
import { kinds } from './kinds.ts';
import { letterLifecycle } from './lifecycle.ts';
import { fill } from './template.ts';

interface Found extends Record<string, unknown> {
  provider_id: string;
  to_name: string;
  submission_id: string;
  call_id: string;
}

/** Longer words than fit are cut; a name has no place in the subject beyond it. */
const cut = (text: string, max: number) => [...text].slice(0, max).join('');

/** Writes the letters that a fact causes, each once, however often it is told of the fact. */
export async function writeLetters(ctx: Context, fact: Fact): Promise<void> {
  for (const [kind, { on, asks }] of Object.entries(kinds)) {
    if (!on.test(fact.name)) continue;
    const template = await ctx.db.findOneBy(LetterTemplate, { kind });
    if (!template?.active || (await ctx.db.existsBy(Letter, { factId: fact.id, kind }))) continue;
    const [found] = await ctx.query<Found>(asks, [fact.subjectId]);
    if (!found) continue;
    const letter = await insert(ctx, Letter, {
      ...{ kind, providerId: found.provider_id, toName: found.to_name, submissionId: found.submission_id, callId: found.call_id },
      ...{ subject: cut(fill(template.subject, found), 200), text: cut(fill(template.text, found), 5000), factId: fact.id },
    });
    if (template.automatic) await shift(ctx, Letter, letterLifecycle, letter, 'SEND', { details: { automatic: true } });
  }
}

const mostTries = 5;
const hour = 3_600_000;

/**
 * Delivers a letter into the panel of the organisation it is to. The attempt, the state and the errand end in one
 * transaction: whoever is killed in the middle has delivered nothing, and whoever is told twice finds it delivered.
 */
export async function deliverLetter(ctx: Context, fact: Fact): Promise<void> {
  const [locked] = await ctx.query<{ provider_id: string }>('select provider_id from letter where id = $1 for update', [fact.subjectId]);
  if (!locked) return;
  await settle(ctx, Letter, letterLifecycle, fact.subjectId);
  const letter = await ctx.db.findOneByOrFail(Letter, { id: fact.subjectId });
  if (letter.state !== 'QUEUED') return;
  const [reader] = await ctx.query(`select from account where provider_id = $1 and state = 'ACTIVE' limit 1`, [locked.provider_id]);
  const tries = letter.tries + 1;
  const error = reader ? null : '该单位没有可用账号';
  const at = await ctx.now();
  await insert(ctx, LetterAttempt, { letterId: letter.id, ordinal: tries, channel: 'INBOX', at, error });
  if (error) {
    const retryAt = tries < mostTries ? new Date(at.getTime() + hour * 2 ** (tries - 1)) : null;
    await shift(ctx, Letter, letterLifecycle, letter, 'FAIL', { details: { tries }, set: { tries, retryAt } });
  } else await shift(ctx, Letter, letterLifecycle, letter, 'DELIVER', { details: { tries }, set: { tries, sentAt: at, retryAt: null } });
}

export const advanceLetter = (ctx: Context, id: string, action: string, note?: string): Promise<Letter> =>
  advance(ctx, Letter, letterLifecycle, id, action, { note, ...(action === 'RETRY' && { set: { retryAt: null } }) });

export async function updateLetter(ctx: Context, id: string, version: number, patch: LetterPatch): Promise<Letter> {
  const { state } = await seen(ctx, Letter, id);
  if (state !== 'DRAFT') throw refuse('ILLEGAL_STATE', undefined, { state });
  return update(ctx, Letter, id, version, { ...patch } as Partial<Letter>);
}

/** Sends the drafts of a kind in a call, all or none, up to 1,000 at once. Answers with how many. */
export async function sendLetters(ctx: Context, callId: string, kind: string): Promise<number> {
  const drafts = await ctx.query<{ id: string }>(
    `select id from letter where call_id = $1 and kind = $2 and state = 'DRAFT' order by id limit 1000 for update`,
    [callId, kind],
  );
  if (drafts.length === 0) throw refuse('ILLEGAL_STATE', 'LETTERS_EMPTY');
  const ids = drafts.map(({ id }) => id);
  await shiftAll(ctx, Letter, letterLifecycle, ids, 'SEND');
  return ids.length;
}

/** Opens a letter: the first time is its receipt. */
export async function openLetter(ctx: Context, id: string): Promise<Letter> {
  const letter = await seen(ctx, Letter, id);
  if (letter.readAt) return letter;
  const readAt = await ctx.now();
  const [first] = (await ctx.db.query(
    'update letter set read_at = $2, read_by = $3, version = version + 1 where id = $1 and read_at is null returning version',
    [id, readAt, ctx.actor.name],
  )) as [{ version: number }[]];
  if (!first[0]) return seen(ctx, Letter, id);
  const { version } = first[0];
  await record(ctx, 'Letter.READ', letter, { changes: [{ field: 'readAt', after: readAt.toISOString() }] });
  return Object.assign(letter, { readAt, readBy: ctx.actor.name, version });
}
