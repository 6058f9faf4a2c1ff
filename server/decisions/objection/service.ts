import { advance, seen, shift } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { amend } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { Submission } from '../../solutions/submission/entity.ts';
import { submissionLifecycle } from '../../solutions/submission/lifecycle.ts';
import { Objection } from './entity.ts';
import { objectionLifecycle, openObjection } from './lifecycle.ts';

/** What a move writes beside the state. */
const written: Record<string, (ctx: Context, note: string | undefined, now: Date) => Partial<Objection>> = {
  ACCEPT: ({ actor }) => ({ handlerId: actor.id, handler: actor.name }),
  REJECT: (_, answer, answeredAt) => ({ answer, answeredAt }),
  DISMISS: (_, answer, answeredAt) => ({ answer, answeredAt }),
  UPHOLD: ({ actor }, answer) => ({ answer, proposedById: actor.id, proposedBy: actor.name }),
  CONFIRM: ({ actor }, _, answeredAt) => ({ answeredAt, confirmedById: actor.id, confirmedBy: actor.name }),
  SEND_BACK: () => ({ answer: null, proposedById: null, proposedBy: null }),
};

/** Answers are published: they must not say who objected. */
function refuseNaming({ name, organisation, contact }: Objection, answer: string): void {
  const said = answer.replace(/\s/g, '');
  const named = [name, organisation, contact].some(part => part && [...part].length > 1 && said.includes(part.replace(/\s/g, '')));
  if (named) throw refuse('BAD_USER_INPUT', 'ANSWER_NAMES_OBJECTOR');
}

/**
 * Presses a button of an objection. Accepting holds the entry and no other; dismissing gives it back unless another objection
 * to it is on the way; a second person's confirmation removes it. An answer is published in the words of the note.
 */
export async function advanceObjection(ctx: Context, id: string, action: string, note?: string): Promise<Objection> {
  const objection = await seen(ctx, Objection, id);
  const { submissionId } = objection;
  await ctx.query('select from submission where id = $1 for update', [submissionId]);
  if (note && ['REJECT', 'UPHOLD', 'DISMISS'].includes(action)) refuseNaming(objection, note);
  const set = written[action]!(ctx, note, await ctx.now());
  const moved = await advance(ctx, Objection, objectionLifecycle, id, action, {
    note,
    set,
    details: action === 'UPHOLD' || action === 'SEND_BACK' ? { internal: true } : {},
  });
  const entry = await ctx.db.findOneByOrFail(Submission, { id: submissionId });
  const act = (press: string, reason?: string | null) =>
    shift(ctx, Submission, submissionLifecycle, entry, press, { details: { objection: id }, ...(reason && { set: { reason } }) });
  if (action === 'ACCEPT' && entry.state === 'NOTICED') await act('HOLD');
  if (action === 'CONFIRM' && entry.state === 'HELD') await act('UPHOLD', moved.answer);
  if (action === 'DISMISS' && entry.state === 'HELD' && !(await stillHeld(ctx, submissionId))) await act('RELEASE');
  return moved;
}

const stillHeld = (ctx: Context, submissionId: string) =>
  ctx.db.existsBy(Objection, [
    { submissionId, state: 'ACCEPTED' },
    { submissionId, state: 'PROPOSED' },
  ]);

export interface Colleague {
  id: string;
  name: string;
}

/** The officers one may hand an objection to. */
export const colleaguesOf = (ctx: Context): Promise<Colleague[]> =>
  ctx.query<Colleague>(`select id, name from inside.account where role = 'OFFICER' and state = 'ACTIVE' order by name, id`);

/** Hands an objection that is not answered yet to another officer, who is named in it from now on. */
export async function handOver(ctx: Context, id: string, version: number, toId: string, note: string): Promise<Objection> {
  const objection = await seen(ctx, Objection, id);
  if (!openObjection.includes(objection.state as never)) throw refuse('ILLEGAL_STATE', undefined, { state: objection.state });
  if (!note.trim()) throw refuse('BAD_USER_INPUT', 'NOTE_REQUIRED');
  const to = (await colleaguesOf(ctx)).find(colleague => colleague.id === toId);
  if (!to) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: 'handler' });
  return amend(ctx, Objection, objection, version, { handlerId: to.id, handler: to.name }, note, 'HAND_OVER', { internal: true });
}
