import { graphql, type ResultOf, type VariablesOf } from '../../../schema/graphql.ts';
import { next, type Someone, someone } from '../../kit.ts';
import { openCall } from '../calls/scene.ts';

export const CreateSolution = graphql(
  `mutation ($input: SolutionInput!) { createSolution(input: $input) { id version scenarios divisions } }`,
);
export const UpdateSolution = graphql(`
  mutation ($id: ID!, $version: Int!, $input: SolutionPatch!) { updateSolution(id: $id, version: $version, input: $input) { id version name painPoint } }
`);
export const OneSolution = graphql(
  `query ($id: ID!) { solution(id: $id) { id name version provider { name } history { name changes { field after } } } }`,
);
export const Solutions = graphql(`
  query ($filter: SolutionFilter, $search: String) { solutions(filter: $filter, search: $search) { totalCount nodes { id name } } }
`);
export const CreateSubmission = graphql(`mutation ($input: SubmissionInput!) { createSubmission(input: $input) { id state version } }`);
export const Advance = graphql(`
  mutation ($id: ID!, $action: SubmissionAction!, $note: String) {
    advanceSubmission(id: $id, action: $action, note: $note) { id state version number receipt filedAt contentHash filings unsealsAt reason flaggedFields }
  }
`);
export const Return = graphql(`
  mutation ($input: CorrectionInput!) {
    createCorrection(input: $input) { id dueAt fields submission { state flaggedFields correctionDueAt reason } }
  }
`);
export const OneSubmission = graphql(`
  query ($id: ID!) {
    submission(id: $id) {
      id state version number receipt filedAt contentHash filings reason flaggedFields correctionDueAt
      call { code }
      provider { name }
      solution { name painPoint }
      snapshot { solution { name painPoint functions version measures { name } } provider { name profile } }
      corrections { reason fields }
      moves { action via note }
      history { name note actorName at changes { field before after } }
    }
  }
`);
export const Submissions = graphql(`
  query ($filter: SubmissionFilter, $search: String, $sort: [SubmissionSort!], $first: Int) {
    submissions(filter: $filter, search: $search, sort: $sort, first: $first) {
      totalCount
      nodes { id number state name call { code } provider { name } solution { name } }
    }
  }
`);
export const Counts = graphql(`query ($callId: ID!) { submissionCounts(callId: $callId) { state count } }`);
export const Pipeline = graphql(
  `query ($callId: ID!) { pipeline(callId: $callId) { total stages { state count left medianWorkingDays } } }`,
);

type SolutionInput = VariablesOf<typeof CreateSolution>['input'];
export const solutionInput = (more: Partial<SolutionInput> = {}): SolutionInput => ({
  name: `快排产助手${next()}`,
  kind: 'SOFTWARE',
  mainScenario: 'S04',
  divisions: ['33', '29'],
  painPoint: '排产靠经验,插单即乱',
  functions: '自动排产、插单重排、齐套检查',
  deployments: ['SAAS'],
  interfaces: ['REST'],
  measures: [{ name: '准时交付率', unit: '%', expected: '+10', how: '系统导出' }],
  priceAfter: '39800.00',
  freeDays: 60,
  seats: 5,
  startWithinDays: 5,
  exitTerms: '数据以 CSV 返还,15 日内删除',
  ...more,
});

export async function aSolution(provider: Someone, more: Partial<SolutionInput> = {}): Promise<{ id: string; version: number }> {
  return (await provider.ask(CreateSolution, { input: solutionInput(more) })).createSolution;
}

/** A draft of a new solution in a call. */
export async function aDraft(
  callId: string,
  provider?: Someone,
  more: Partial<SolutionInput> = {},
): Promise<{ provider: Someone; id: string; solutionId: string }> {
  const who = provider ?? (await someone('PROVIDER'));
  const { id: solutionId } = await aSolution(who, more);
  const { createSubmission } = await who.ask(CreateSubmission, { input: { callId, solutionId } });
  return { provider: who, id: createSubmission.id, solutionId };
}

export type Filed = ResultOf<typeof Advance>['advanceSubmission'];

/** A submission that has been filed in an open call. The clock stands in the window of the call. */
export async function aFiled(): Promise<{
  officer: Someone;
  provider: Someone;
  callId: string;
  code: string;
  id: string;
  solutionId: string;
  filed: Filed;
}> {
  const { officer, id: callId, code } = await openCall();
  const draft = await aDraft(callId);
  const { advanceSubmission: filed } = await draft.provider.ask(Advance, { id: draft.id, action: 'SUBMIT' });
  return { officer, callId, code, ...draft, filed };
}
