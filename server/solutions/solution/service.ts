import { needAttachments, sealAttachments } from '../../files/service.ts';
import type { Context } from '../../kernel/context.ts';
import { create, update } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { explainUscc } from '../../people/uscc.ts';
import { loadReference } from '../../reference/loadReference.ts';
import { Solution, type SolutionInput, type SolutionPatch } from './entity.ts';

/** What is said of a solution, with codes checked and written one way: the main scenario is among all, credit codes are normalised. */
export function tidySolution(input: SolutionPatch, before?: Solution): SolutionPatch {
  const tidy = { ...input };
  const { scenarios, industries } = loadReference();
  const main = tidy.mainScenario ?? before?.mainScenario;
  if (main && (tidy.mainScenario || tidy.scenarios))
    tidy.scenarios = [...new Set([main, ...(tidy.scenarios ?? before?.scenarios ?? [])])].sort();
  const unknown = (given: readonly string[] | undefined, known: readonly { code: string }[]) =>
    given?.find(code => !known.some(entry => entry.code === code));
  const scenario = unknown(tidy.scenarios, scenarios);
  if (scenario) throw refuse('BAD_USER_INPUT', 'SCENARIO_UNKNOWN', { code: scenario });
  const division = unknown(tidy.divisions, industries);
  if (division) throw refuse('BAD_USER_INPUT', 'DIVISION_UNKNOWN', { code: division });
  if (tidy.divisions) tidy.divisions = [...new Set(tidy.divisions)].sort();
  if (tidy.cases)
    tidy.cases = tidy.cases.map(made => {
      if (!made.uscc) return made;
      const explained = explainUscc(made.uscc);
      if (!explained.ok) throw refuse('BAD_USER_INPUT', 'CASE_USCC_INVALID', { name: made.enterpriseName });
      return { ...made, uscc: explained.uscc };
    });
  return tidy;
}

/** Keeps a solution for the actor's own provider. */
export async function createSolution(ctx: Context, input: SolutionInput): Promise<Solution> {
  await needAttachments(ctx, input.fileIds ?? []);
  return create(ctx, Solution, { ...tidySolution(input), providerId: ctx.actor.providerId } as Partial<Solution>);
}

/** Changes a solution. What has been filed of it stays as it was filed. */
export async function updateSolution(ctx: Context, id: string, version: number, input: SolutionPatch): Promise<Solution> {
  const before = await ctx.need(Solution, id);
  const added = (input.fileIds ?? []).filter(file => !before.fileIds.includes(file));
  if (before.providerId === ctx.actor.providerId) await needAttachments(ctx, added);
  if (before.unsealsAt) await sealAttachments(ctx, added, before.unsealsAt);
  return update<Solution>(ctx, Solution, id, version, tidySolution(input, before));
}
