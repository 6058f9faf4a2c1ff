import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';
import { fieldsOf } from '../kernel/fields.ts';
import { mask } from '../kernel/masking.ts';
import { sightOf } from '../kernel/policy.ts';
import { explainUscc } from './uscc.ts';

/**
 * The credit code as it is kept, or a refusal that says what most likely happened to it. A genuine code of an early pilot
 * area may fail its check character: an officer may overrule that with a picture of the licence, which is kept.
 */
export async function checkedUscc(ctx: Context, field: string, text: string, licenceId?: string | null): Promise<string> {
  const explained = explainUscc(text);
  if (explained.ok) return explained.uscc;
  const { code, params, overridable } = explained.fault;
  if (!overridable || !licenceId) throw refuse('BAD_USER_INPUT', code === 'EMPTY' ? 'FIELD_INVALID' : code, { field, ...params });
  if (ctx.actor.role !== 'OFFICER') throw refuse('FORBIDDEN', 'LICENCE_OFFICER');
  // Attachments lie above people, so the entity is asked for by its name; the policy holds all the same.
  const licence = await ctx.load<{ id: string; mediaType: string }>('Attachment', licenceId);
  if (!licence?.mediaType.startsWith('image/')) throw refuse('BAD_USER_INPUT', 'LICENCE_PICTURE', { field: 'licenceId' });
  return explained.uscc;
}

/** Refuses changes to fields that are not this actor's to change: an organisation keeps its contacts, not its district. */
export function onlyFields(changes: object, open: readonly string[]): void {
  for (const [field, value] of Object.entries(changes))
    if (value !== undefined && !open.includes(field)) throw refuse('FORBIDDEN', 'FIELD_FIXED', { field });
}

/**
 * Changes without those that only send back a mask: who sees `138****1234` and saves the form has not changed the number.
 */
export function withoutMasks<T extends object, C extends object>(ctx: Context, entity: new () => T, record: T | null, changes: C): C {
  const kept = { ...changes } as Record<string, unknown>;
  for (const key of fieldsOf(entity).keys()) {
    const stored = (record as Record<string, unknown> | null)?.[key];
    if (sightOf(ctx.actor.role, entity.name, key) === 'masked' && typeof stored === 'string' && kept[key] === mask(stored))
      delete kept[key];
  }
  return kept as C;
}
