import type { OperationName } from './types.ts';

const provider = 'provider { id name }';

/** The ten operations in our own words. */
export const documents: Readonly<Record<OperationName, string>> = {
  Q1: `query Q1($id: ID!) { offering(id: $id) { id name kind mainScenario scenarios divisions state priceAfter freeDays seatsLeft validTo visibleFrom provider { id name kind district } } }`,
  Q2: `query Q2($kind: [SolutionKind!], $division: [String!]) { offerings(first: 20, filter: { kind: $kind, divisions: $division, state: [LISTED] }, sort: [{ field: PRICE_AFTER }]) { nodes { id name kind priceAfter freeDays scenarios seatsLeft ${provider} } } }`,
  Q3: `query Q3($state: [TrialState!]) { trials(first: 100, filter: { state: $state }, sort: [{ field: APPLIED_AT, direction: DESC }]) { nodes { id state appliedAt startsOn endsAt offering { id name ${provider} } enterprise { id name district division } } } }`,
  Q4: `query Q4($offset: Int) { providers(first: 50, offset: $offset) { nodes { id name offerings(first: 5) { id name priceAfter trials(first: 3) { id state enterpriseName } } } } }`,
  Q5: `query Q5($after: String) { trials(first: 50, after: $after, sort: [{ field: APPLIED_AT, direction: DESC }]) { edges { cursor node { id state appliedAt offeringId enterpriseName } } pageInfo { hasNextPage endCursor } } }`,
  Q6: `query Q6 { coverage(by: DISTRICT) { at n d rate target needed gap reached groups { code name n d rate needed gap reached } } }`,
  Q7: `query Q7 { coverage(by: DIVISION) { at n d rate target needed gap reached groups { code name n d rate needed gap reached } } }`,
  Q8: `query Q8($from: Date!, $to: Date!) { trialFunnel(from: $from, to: $to) { month applied accepted started ended converted rate } }`,
  Q9: `query Q9($words: String) { offerings(first: 20, search: $words, filter: { state: [LISTED] }) { totalCount nodes { id name priceAfter ${provider} } } }`,
  Q10: `query Q10($after: String) { enterprises(first: 100, after: $after) { nodes { id name uscc district division size employees revenue contactPhone createdAt } } }`,
};

/** What is asked for the cursor behind which a page begins: the record just before it. */
export const seeking: Partial<Record<OperationName, string>> = {
  Q5: `query Seek($offset: Int) { found: trials(first: 1, offset: $offset, sort: [{ field: APPLIED_AT, direction: DESC }]) { edges { cursor } } }`,
  Q10: `query Seek($offset: Int) { found: enterprises(first: 1, offset: $offset) { edges { cursor } } }`,
};
