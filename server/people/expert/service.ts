import type { Context } from '../../kernel/context.ts';
import { create, update } from '../../kernel/editing.ts';
import { Count, Input, partial, Text, Texts } from '../../kernel/fields.ts';
import { needCodes } from '../../reference/codes.ts';
import { checkedUscc, withoutMasks } from '../organisation.ts';
import { Expert } from './entity.ts';

@Input('An expert as entered')
export class ExpertInput {
  @Text({ about: 'Number in the pool', max: 20 }) number!: string;
  @Text({ about: 'Name', max: 60 }) name!: string;
  @Text({ about: 'USCC of the employer; it decides conflicts of interest', max: 40 }) employerUscc!: string;
  @Text({ about: 'Telephone', optional: true, max: 30 }) phone?: string | null;
  @Text({ about: 'E-mail', optional: true, max: 120 }) email?: string | null;
  @Texts({ about: 'Codes of the scenarios the expert knows, S01 to S16', optional: true, max: 3, most: 16 }) scenarios?: string[] | null;
  @Texts({ about: 'GB/T 4754 divisions the expert knows, two digits', optional: true, max: 2, most: 40 }) divisions?: string[] | null;
  @Count({ about: 'Most reviews in one call', optional: true, min: 1, max: 500 }) mostReviews?: number | null;
}
export const ExpertPatch = partial(ExpertInput, 'ExpertPatch', 'What changes about an expert; what is left out stays');

export async function createExpert(ctx: Context, input: ExpertInput): Promise<Expert> {
  needCodes('scenario', 'scenarios', input.scenarios);
  needCodes('division', 'divisions', input.divisions);
  const employerUscc = await checkedUscc(ctx, 'employerUscc', input.employerUscc);
  const { mostReviews, scenarios, divisions, ...rest } = input;
  const fields = { scenarios: [...new Set(scenarios ?? [])], divisions: [...new Set(divisions ?? [])] };
  return create(ctx, Expert, { ...rest, ...fields, employerUscc, ...(mostReviews && { mostReviews }) });
}

export async function updateExpert(ctx: Context, id: string, version: number, patch: Partial<ExpertInput>): Promise<Expert> {
  needCodes('scenario', 'scenarios', patch.scenarios);
  needCodes('division', 'divisions', patch.divisions);
  const employerUscc = patch.employerUscc && (await checkedUscc(ctx, 'employerUscc', patch.employerUscc));
  const changes = {
    ...withoutMasks(ctx, Expert, await ctx.load(Expert, id), patch),
    ...(employerUscc && { employerUscc }),
    ...(patch.scenarios && { scenarios: [...new Set(patch.scenarios)] }),
    ...(patch.divisions && { divisions: [...new Set(patch.divisions)] }),
  };
  return update(ctx, Expert, id, version, changes as Partial<Expert>);
}
