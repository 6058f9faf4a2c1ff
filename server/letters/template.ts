import type { Context } from '../kernel/context.ts';
import { update } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { newId } from '../kernel/fields.ts';
import { LetterTemplate, type LetterTemplatePatch } from './entity.ts';
import { kindOf, kinds } from './kinds.ts';

const variable = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Refuses a text that names what a letter of this kind does not know, or leaves a brace open. */
function refuseUnknown(kind: string, text: string | null | undefined): void {
  if (!text) return;
  const known = kindOf(kind).variables;
  for (const [, name] of text.matchAll(variable))
    if (!known.includes(name!)) throw refuse('BAD_USER_INPUT', 'VARIABLE_UNKNOWN', { name: name!, known: known.join('、') });
  if (/\{\{|\}\}/.test(text.replace(variable, ''))) throw refuse('BAD_USER_INPUT', 'VARIABLE_OPEN');
}

/** Puts the values in. What a value says is text: braces in it are not looked into. */
export const fill = (text: string, values: Record<string, unknown>): string =>
  text.replace(variable, (_, name: string) => String(values[name] ?? ''));

export async function updateTemplate(ctx: Context, id: string, version: number, patch: LetterTemplatePatch): Promise<LetterTemplate> {
  const { kind } = await ctx.need(LetterTemplate, id);
  refuseUnknown(kind, patch.subject);
  refuseUnknown(kind, patch.text);
  return update(ctx, LetterTemplate, id, version, { ...patch } as Partial<LetterTemplate>);
}

/** A template for each kind; what staff have written stays, the names that may be used are those of this version. */
export async function fillTemplates(db: Context['db']): Promise<void> {
  for (const [kind, { subject, text, automatic, variables }] of Object.entries(kinds))
    await db.query(
      `insert into letter_template as t (id, kind, subject, text, variables, automatic) values ($1, $2, $3, $4, $5, $6)
       on conflict (kind) do update set variables = excluded.variables where t.variables <> excluded.variables`,
      [newId(), kind, subject, text, variables, automatic],
    );
}
