import { needAttachments, sealAttachments } from '../../files/service.ts';
import type { Context } from '../../kernel/context.ts';
import { amend, create } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { allowed, covers } from '../../kernel/policy.ts';
import { explainUscc } from '../../people/uscc.ts';
import { loadReference } from '../../reference/loadReference.ts';
import { Solution, type SolutionInput, type SolutionPatch } from './entity.ts';

/** A code that is none, in words of the refusals: where, why, and which. */
export interface CodeFault {
  field: keyof SolutionPatch;
  reason: string;
  details: { code?: string; name?: string };
}

/** What is said of a solution, with codes written one way, and every code that is none: the main scenario is among all, credit codes are normalised. */
export function tidied(input: SolutionPatch, before?: Partial<Solution>): { tidy: SolutionPatch; faults: CodeFault[] } {
  const tidy = { ...input };
  const faults: CodeFault[] = [];
  const { scenarios, industries } = loadReference();
  const main = tidy.mainScenario ?? before?.mainScenario;
  const unknown = (field: 'mainScenario' | 'scenarios' | 'divisions', given: string[] | undefined, known: readonly { code: string }[]) => {
    const code = given?.find(each => !known.some(entry => entry.code === each));
    if (code) faults.push({ field, reason: field === 'divisions' ? 'DIVISION_UNKNOWN' : 'SCENARIO_UNKNOWN', details: { code } });
  };
  unknown('mainScenario', tidy.mainScenario ? [tidy.mainScenario] : undefined, scenarios);
  unknown('scenarios', tidy.scenarios, scenarios);
  unknown('divisions', tidy.divisions, industries);
  if (main && (tidy.mainScenario || tidy.scenarios))
    tidy.scenarios = [...new Set([main, ...(tidy.scenarios ?? before?.scenarios ?? [])])].sort();
  if (tidy.divisions) tidy.divisions = [...new Set(tidy.divisions)].sort();
  if (tidy.cases)
    tidy.cases = tidy.cases.map(made => {
      if (!made.uscc) return made;
      const explained = explainUscc(made.uscc);
      if (!explained.ok) faults.push({ field: 'cases', reason: 'CASE_USCC_INVALID', details: { name: made.enterpriseName } });
      return { ...made, uscc: explained.uscc };
    });
  return { tidy, faults };
}

export function tidySolution(input: SolutionPatch, before?: Solution): SolutionPatch {
  const { tidy, faults } = tidied(input, before);
  if (faults[0]) throw refuse('BAD_USER_INPUT', faults[0].reason, faults[0].details);
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
  if (!covers(allowed(ctx.actor, 'update', 'Solution'), before)) throw refuse('FORBIDDEN');
  return changeSolution(ctx, before, version, input);
}

/** The change itself, without asking the policy: for what a filing takes over from its draft. */
export async function changeSolution(ctx: Context, before: Solution, version: number, input: SolutionPatch): Promise<Solution> {
  const added = (input.fileIds ?? []).filter(file => !before.fileIds.includes(file));
  await needAttachments(ctx, added);
  if (before.unsealsAt) await sealAttachments(ctx, added, before.unsealsAt);
  const changes = tidySolution(input, before) as Partial<Solution>;
  return amend(ctx, Solution, before, version, changes);
}
