import { graphql, type VariablesOf } from '../../../schema/graphql.ts';
import { anExpert, type Someone, someone, sql, travelTo } from '../../kit.ts';
import { AdvanceCall, after, openCall, rubric } from '../calls/scene.ts';
import { Advance, aDraft, type solutionInput } from '../solutions/scene.ts';

export const Draw = graphql(`
  mutation ($callId: ID!, $seed: String!, $perItem: Int!, $dryRun: Boolean!, $panel: Int, $dueOn: Date) {
    drawExperts(callId: $callId, seed: $seed, perItem: $perItem, dryRun: $dryRun, panel: $panel, dueOn: $dueOn) {
      dryRun drawId
      reviews { submissionId expertId change }
      short { submissionId places why known free room }
      loads { expertId reviews most }
      doubled
    }
  }
`);
export const AdvanceDraw = graphql(`
  mutation ($id: ID!, $action: ExpertDrawAction!, $note: String) { advanceExpertDraw(id: $id, action: $action, note: $note) { id state assigned } }
`);
export const OneDraw = graphql(
  `query ($id: ID!) { expertDraw(id: $id) { id state seed digest assigned dueOn protocolText loads { place expertId } } }`,
);
export const RepeatDraw = graphql(`query ($id: ID!) { repeatDraw(id: $id) { same digest } }`);
export const Substitutes = graphql(`query ($reviewId: ID!) { substitutes(reviewId: $reviewId) { expertId fit load most } }`);
export const Substitute = graphql(
  `mutation ($id: ID!, $expertId: ID) { substituteReview(id: $id, expertId: $expertId) { id state dueOn expert { id } } }`,
);
export const Reviews = graphql(`
  query ($filter: ReviewFilter) {
    reviews(filter: $filter, first: 100) {
      totalCount
      nodes { id number state version expertId replacesId marks { criterion mark note } total comment vetoes paper { id title } moves { action via note } }
    }
  }
`);
export const OneReview = graphql(`
  query ($id: ID!) {
    review(id: $id) { id state total marks { mark } paper { title } replacesId history { name note actorName changes { field after } } }
  }
`);
export const Papers = graphql(`
  query ($filter: ReviewPaperFilter) { reviewPapers(filter: $filter, first: 100) { totalCount nodes { id number title scenario returned parts { code text } } } }
`);
export const OnePaper = graphql(`query ($id: ID!) { reviewPaper(id: $id) { id title } }`);
export const AdvanceReview = graphql(`
  mutation ($id: ID!, $action: ReviewAction!, $note: String) { advanceReview(id: $id, action: $action, note: $note) { id state version } }
`);
export const Save = graphql(`
  mutation ($id: ID!, $version: Int!, $marks: [MarkInput!]!, $comment: String) {
    saveMarks(id: $id, version: $version, marks: $marks, comment: $comment) { id state version total marks { criterion mark } }
  }
`);
export const Submit = graphql(`
  mutation ($id: ID!, $marks: [MarkInput!]!, $comment: String, $vetoes: [String!]) {
    submitReview(id: $id, marks: $marks, comment: $comment, vetoes: $vetoes) { id state total submittedAt }
  }
`);
export const Correct = graphql(`
  mutation ($id: ID!, $marks: [MarkInput!]!, $reason: String!) { correctReview(id: $id, marks: $marks, reason: $reason) { id state total replacesId } }
`);
export const AssignByName = graphql(`mutation ($input: ReviewInput!) { createReview(input: $input) { id state number } }`);
export const Pin = graphql(`mutation ($input: ConflictInput!) { createConflict(input: $input) { id kind state } }`);
export const Conflicts = graphql(
  `query ($filter: ConflictFilter) { conflicts(filter: $filter) { nodes { id kind basis reason state expertId providerId } } }`,
);
export const Results = graphql(`
  query ($callId: ID!) {
    reviewResults(callId: $callId) { submissionId number rank total passing spread flagged vetoed reviews submission { name provider { name } } }
  }
`);

export type Marks = VariablesOf<typeof Submit>['marks'];
export const marks = (precise: string, promise: string): Marks => [
  { criterion: 'PRECISE', mark: precise },
  { criterion: 'TRIAL_PROMISE', mark: promise },
];

export interface Item {
  id: string;
  provider: Someone;
}

/** A call that is being reviewed, with admitted submissions of as many providers. The clock stands after its closing. */
export async function underReview(
  count: number,
  {
    noteAtExtremes = false,
    providers = [],
    solution = () => ({}),
  }: { noteAtExtremes?: boolean; providers?: readonly Someone[]; solution?: (at: number) => Parameters<typeof solutionInput>[0] } = {},
): Promise<{ officer: Someone; callId: string; items: Item[] }> {
  const vetoes = [{ code: 'HIDDEN_CHARGE', name: '变相收费', nameEn: 'Hidden charge' }];
  const { officer, id: callId } = await openCall({ rubric: { ...rubric, noteAtExtremes, vetoes } });
  const items: Item[] = [];
  for (let at = 0; at < count; at += 1) {
    const { provider, id } = await aDraft(callId, providers[at], solution(at));
    await provider.ask(Advance, { id, action: 'SUBMIT' });
    items.push({ id, provider });
  }
  await travelTo(after);
  for (const { id } of items) await officer.ask(Advance, { id, action: 'ADMIT' });
  await officer.ask(AdvanceCall, { id: callId, action: 'REVIEW' });
  return { officer, callId, items };
}

/** Experts of the field of the scene, with accounts. The pool of other tests rests. */
export async function experts(count: number, scenarios = ['S04']): Promise<Someone[]> {
  await sql(`update expert set state = 'RESTING'`);
  const made: Someone[] = [];
  for (let at = 0; at < count; at += 1) made.push(await someone('EXPERT', { expertId: await anExpert({ scenarios }) }));
  return made;
}

/** Draws experts and lets them know. */
export async function drawAndRelease(officer: Someone, callId: string, perItem: number, more: { seed?: string; dueOn?: string } = {}) {
  const { drawExperts } = await officer.ask(Draw, { callId, seed: 'seed', perItem, dryRun: false, ...more });
  await officer.ask(AdvanceDraw, { id: drawExperts.drawId!, action: 'RELEASE' });
  return drawExperts;
}

/** A call in which every submission has been drawn to `perItem` experts. */
export async function drawn(count: number, perItem: number, pool = perItem, more: Parameters<typeof underReview>[1] = {}) {
  const scene = await underReview(count, more);
  const people = await experts(pool);
  await drawAndRelease(scene.officer, scene.callId, perItem);
  return { ...scene, people };
}

/** The reviews of an expert in a call, as the expert sees them. */
export const reviewsOf = async (expert: Someone, callId: string) =>
  (await expert.ask(Reviews, { filter: { callId: [callId] } })).reviews.nodes;

/** The one review of an expert in a call. */
export const reviewOf = async (expert: Someone, callId: string) => (await reviewsOf(expert, callId))[0]!;

/** Accepts and submits every review of a call, with marks that a function says. */
export async function submitAll(callId: string, people: Someone[], give: (submissionId: string, at: number) => Marks): Promise<void> {
  const rows = await sql<{ id: string; submission_id: string; expert_id: string }>(
    `select id, submission_id, expert_id from review where call_id = $1 and state = 'ASSIGNED' order by submission_id, id`,
    [callId],
  );
  for (const [at, row] of rows.entries()) {
    const expert = people.find(({ of }) => of.expertId === row.expert_id)!;
    await expert.ask(AdvanceReview, { id: row.id, action: 'ACCEPT' });
    await expert.ask(Submit, { id: row.id, marks: give(row.submission_id, at) });
  }
}
