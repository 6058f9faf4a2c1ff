import type { Call } from '../../calls/entity.ts';
import type { Context } from '../../kernel/context.ts';
import { fieldsOf } from '../../kernel/fields.ts';
import type { Provider } from '../../people/provider/entity.ts';
import type { DraftContent } from '../draft/content.ts';
import { type Solution, SolutionInput } from '../solution/entity.ts';
import { Filing, ProviderSnapshot, Submission, type SubmissionSnapshot } from './entity.ts';

const filled = (value: unknown) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

/** The fields of a record that say something. */
const said = (record: object, keys: Iterable<string>) => [...keys].filter(key => filled((record as Record<string, unknown>)[key])).length;

/** How many fields what is filed has, of the profile, the solution and the form of the call. */
export const fieldsSaid = (provider: object, solution: object, { answers = {}, papers = [] }: DraftContent): number =>
  said(provider, fieldsOf(ProviderSnapshot).keys()) +
  said(solution, fieldsOf(SolutionInput).keys()) +
  Object.keys(answers).length +
  new Set(papers.map(({ key }) => key)).size;

/** What this provider has filed before, the latest first. */
async function filedBefore(ctx: Context, providerId: string): Promise<SubmissionSnapshot[]> {
  const rows = await ctx.db
    .createQueryBuilder(Filing, 'f')
    .innerJoin(Submission, 's', 's.id = f.submissionId')
    .where('s.providerId = :providerId', { providerId })
    .orderBy('f.filedAt', 'DESC')
    .limit(20)
    .getMany();
  return rows.map(({ snapshot }) => snapshot);
}

/**
 * What a draft begins with. What the solution and the profile say already stands in the form by itself; what only the call
 * asks is answered as it was last time, and a paper that was sent once serves again. A declaration is made anew each time.
 */
export async function startOf(
  ctx: Context,
  { form }: Call,
  provider: Provider,
  solution: Solution,
): Promise<{ content: string | null; prefilled: number }> {
  const content: Required<Pick<DraftContent, 'answers' | 'papers'>> = { answers: {}, papers: [] };
  // What was filed before is the provider's own; an officer who types for one begins with the paper at hand.
  const past = ctx.actor.role === 'PROVIDER' ? await filedBefore(ctx, provider.id) : [];
  const of = <T>(find: (snapshot: SubmissionSnapshot) => T | undefined) => past.map(find).find(found => found !== undefined);
  for (const { key, kind, reusable } of form.fields) {
    if (!reusable || kind === 'SOLUTION') continue;
    const answer = of(({ answers }) => answers?.find(each => each.key === key));
    if (answer) content.answers[key] = answer.values;
  }
  const wanted = [...form.files, ...form.fields.filter(({ kind, reusable }) => kind === 'FILE' && reusable)];
  for (const { key } of wanted)
    content.papers.push(
      ...(of(({ papers }) => (papers?.some(each => each.key === key) ? papers.filter(each => each.key === key) : undefined)) ?? []).map(
        ({ fileId, validUntil }) => ({ key, fileId, validUntil: validUntil ?? null }),
      ),
    );
  const empty = Object.keys(content.answers).length === 0 && content.papers.length === 0;
  return { content: empty ? null : JSON.stringify(content), prefilled: fieldsSaid(provider, solution, content) };
}
