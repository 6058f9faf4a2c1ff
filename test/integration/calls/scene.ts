import { graphql, type ResultOf, type VariablesOf } from '../../../schema/graphql.ts';
import { next, type Someone, someone, travelTo } from '../../kit.ts';

/** A call in spring 2026: open from the 2nd of March, nine o'clock, to the last of the month, five o'clock. */
export const opensAt = '2026-03-02T09:00:00.000+08:00';
export const closesAt = '2026-03-31T17:00:00.000+08:00';
export const before = '2026-02-20T09:00:00+08:00';
export const during = '2026-03-10T09:00:00+08:00';
export const after = '2026-04-01T09:00:00+08:00';

export const CreateCall = graphql(`mutation ($input: CallInput!) { createCall(input: $input) { id code state version rubricVersion } }`);
export const UpdateCall = graphql(`
  mutation ($id: ID!, $version: Int!, $input: CallPatch!) {
    updateCall(id: $id, version: $version, input: $input) { id title state version closesAt unsealsAt rubricVersion }
  }
`);
export const Announce = graphql(
  `mutation ($id: ID!, $version: Int!) { announceCall(id: $id, version: $version) { id state version announcedFor } }`,
);
export const AdvanceCall = graphql(`
  mutation ($id: ID!, $action: CallAction!, $note: String) { advanceCall(id: $id, action: $action, note: $note) { id state version } }
`);
export const OneCall = graphql(`
  query ($id: ID!) {
    call(id: $id) { id code state version opensAt closesAt unsealsAt deadline moves { action via } history { name at actorRole note changes { field before after } } }
  }
`);
export const Extend = graphql(
  `mutation ($input: ExtensionInput!) { createExtension(input: $input) { id until grantedBy history { name } } }`,
);
export const Revise = graphql(`
  mutation ($id: ID!, $version: Int!, $rubric: RubricInput!, $reason: String!) {
    reviseRubric(id: $id, version: $version, rubric: $rubric, reason: $reason) { rubricVersion rubricFrozenAt version history { name note } }
  }
`);
export const Copy = graphql(`mutation ($id: ID!) { copyCall(id: $id) { id code state version } }`);

type CallInput = VariablesOf<typeof CreateCall>['input'];

const criterion = (code: string, max: number, minPercent?: number) => ({ code, name: code, nameEn: code, max, minPercent });
export const rubric: CallInput['rubric'] = {
  criteria: [criterion('PRECISE', 60, 60), criterion('TRIAL_PROMISE', 40)],
  pass: '70',
  dropFrom: 5,
  ties: ['PRECISE'],
  spreadAbove: '20',
  noteAtExtremes: true,
};

export const callInput = (more: Partial<CallInput> = {}): CallInput => ({
  code: `C2026-${next()}`,
  title: '2026年春季征集',
  opensAt,
  closesAt,
  kinds: ['SOFTWARE', 'HARDWARE'],
  rubric,
  trialMinimums: [
    { kind: 'SOFTWARE', days: 30 },
    { kind: 'HARDWARE', days: 60 },
  ],
  ...more,
});

/** A call that has been announced before it opens. The clock stands before the opening afterwards. */
export async function announcedCall(
  officer: Someone,
  more: Partial<CallInput> = {},
): Promise<{ id: string; code: string; version: number }> {
  await travelTo(before);
  const { createCall } = await officer.ask(CreateCall, { input: callInput(more) });
  const { announceCall } = await officer.ask(Announce, { id: createCall.id, version: createCall.version });
  return { id: createCall.id, code: createCall.code, version: announceCall.version };
}

/** A call that takes submissions. The clock stands in the middle of its window. */
export async function openCall(more: Partial<CallInput> = {}): Promise<{ officer: Someone; id: string; code: string; version: number }> {
  const officer = await someone('OFFICER');
  const call = await announcedCall(officer, more);
  await travelTo(during);
  return { officer, ...call };
}

export type SeenCall = NonNullable<ResultOf<typeof OneCall>['call']>;
