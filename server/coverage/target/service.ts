import type { Context } from '../../kernel/context.ts';
import { create, update } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { loadReference } from '../../reference/loadReference.ts';
import { Target, type TargetInput, type TargetPatch } from './entity.ts';

/** The city's own code, of which targets for the whole city speak. */
export const cityCode = '370200';

/** Sets a target of a year, once for each city, district and division. */
export function createTarget(ctx: Context, input: TargetInput): Promise<Target> {
  check(input);
  return create(ctx, Target, input);
}

/** Changes a target; whoever read an older version is told so. */
export async function updateTarget(ctx: Context, id: string, version: number, patch: TargetPatch): Promise<Target> {
  const before = await ctx.need(Target, id);
  check({ ...before, ...patch });
  return update<Target>(ctx, Target, id, version, patch);
}

function check({ scope, scopeCode, kind, value }: Pick<Target, 'scope' | 'scopeCode' | 'kind' | 'value'>): void {
  const { districts, industries } = loadReference();
  const codes: Record<string, readonly string[]> = {
    CITY: [cityCode],
    DISTRICT: districts.map(({ code }) => code),
    DIVISION: industries.map(({ code }) => code),
  };
  if (!codes[scope]!.includes(scopeCode)) throw refuse('BAD_USER_INPUT', 'TARGET_SCOPE_UNKNOWN');
  const number = Number(value);
  if ((kind === 'RATE' && number > 100) || (kind === 'COUNT' && !Number.isInteger(number))) throw refuse('BAD_USER_INPUT', 'TARGET_VALUE');
}
