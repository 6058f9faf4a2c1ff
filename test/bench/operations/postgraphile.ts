import { keyPattern } from './limit.ts';
import type { Json, OperationName } from './types.ts';

type Row = { readonly [name: string]: Json };
const rows = (value: Json | undefined) => value as readonly Row[];
const row = (value: Json | undefined) => value as Row;

/** An operation in PostGraphile's words: what it is asked, with which variables, and its answer in the shape of ours. */
export interface Worded {
  query: string;
  variables: (asked: Record<string, string>, own: string | undefined) => Record<string, unknown>;
  shape: (data: Row, own: string | undefined) => Json;
}

const provider = 'providerByProviderId { rowId name }';
const named = (from: Json | undefined): Json => ({ id: row(from)['rowId']!, name: row(from)['name']! });
/** A row with its `rowId` as `id`, and what is given on top. */
const plain = ({ rowId, ...rest }: Row, more: Row = {}): Row => ({ ...(rowId !== undefined && { id: rowId }), ...rest, ...more });
const without = (given: Row, ...names: string[]): Row =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));

const seats = 'seats seatsTaken seatsUsed seatsTotal';
const seatNames = seats.split(' ');
function seatsLeft(given: Row): number {
  const [all, taken, used, total] = seatNames.map(name => given[name] as number | null) as [number, number, number, number | null];
  return Math.max(0, Math.min(all, total === null ? all : total - used) - taken);
}
const withSeats = (given: Row): Row => without({ ...given, seatsLeft: seatsLeft(given) }, ...seatNames);

/** It masks nothing: for the comparison the last step is done here. */
const masked = (phone: Json | undefined): Json => (typeof phone === 'string' ? `${phone.slice(0, 3)}****${phone.slice(7)}` : null);

function coverage(given: readonly Row[]): Json {
  const [whole, ...groups] = given.map(part => without(part, 'at', 'target'));
  const { at, target } = given[0]!;
  return { coverage: { ...without(whole!, 'code', 'name'), at: at!, target: target!, groups } };
}
const part = '{ at code name n d rate target needed gap reached }';
const figure = (field: string): Worded => ({
  query: `query C { found: ${field} }`,
  variables: () => ({}),
  shape: data => coverage(rows(data['found'])),
});

/** The ten, as who knows nothing of the caller answers them; `own` narrows to the district where ours does. */
export const words = (own: string | undefined): Readonly<Record<OperationName, Worded>> => ({
  Q1: {
    query: `query Q1($id: UUID!) { offeringByRowId(rowId: $id) { rowId name kind mainScenario scenarios divisions state priceAfter freeDays ${seats} validTo visibleFrom providerByProviderId { rowId name kind district } } }`,
    variables: asked => asked,
    shape: data => {
      const offering = row(data['offeringByRowId']);
      return {
        offering: without(plain(withSeats(offering), { provider: plain(row(offering['providerByProviderId'])) }), 'providerByProviderId'),
      };
    },
  },
  Q2: {
    query: `query Q2($kind: String!, $division: String!) { benchOfferingsForList(kindOf: $kind, division: $division, first: 20) { rowId name kind priceAfter freeDays scenarios ${seats} ${provider} } }`,
    variables: asked => asked,
    shape: data => ({
      offerings: {
        nodes: rows(data['benchOfferingsForList']).map(each =>
          without(plain(withSeats(each), { provider: named(each['providerByProviderId']) }), 'providerByProviderId'),
        ),
      },
    }),
  },
  Q3: {
    query: `query Q3($condition: TrialCondition) { allTrialsList(condition: $condition, orderBy: [APPLIED_AT_DESC, ROW_ID_DESC], first: 100) { rowId state appliedAt startsOn endsAt offeringByOfferingId { rowId name ${provider} } enterpriseByEnterpriseId { rowId name district division } } }`,
    variables: ({ state }) => ({ condition: { state, ...(own && { district: own }) } }),
    shape: data => ({
      trials: {
        nodes: rows(data['allTrialsList']).map(each => {
          const offering = row(each['offeringByOfferingId']);
          return without(
            plain(each, {
              offering: { id: offering['rowId']!, name: offering['name']!, provider: named(offering['providerByProviderId']) },
              enterprise: plain(row(each['enterpriseByEnterpriseId'])),
            }),
            'offeringByOfferingId',
            'enterpriseByEnterpriseId',
          );
        }),
      },
    }),
  },
  Q4: {
    query: `query Q4($offset: Int, $condition: TrialCondition) { allProvidersList(offset: $offset, first: 50, orderBy: [ROW_ID_DESC]) { rowId name offeringsByProviderIdList(first: 5, orderBy: [ROW_ID_ASC]) { rowId name priceAfter trialsByOfferingIdList(first: 3, condition: $condition, orderBy: [ROW_ID_ASC]) { rowId state enterpriseName } } } }`,
    variables: ({ offset }) => ({ offset, ...(own && { condition: { district: own } }) }),
    shape: data => ({
      providers: {
        nodes: rows(data['allProvidersList']).map(each => ({
          id: each['rowId']!,
          name: each['name']!,
          offerings: rows(each['offeringsByProviderIdList']).map(offering =>
            without(
              plain(offering, { trials: rows(offering['trialsByOfferingIdList']).map(trial => plain(trial)) }),
              'trialsByOfferingIdList',
            ),
          ),
        })),
      },
    }),
  },
  Q5: {
    query: `query Q5($after: Cursor, $condition: TrialCondition) { allTrials(first: 50, after: $after, condition: $condition, orderBy: [APPLIED_AT_DESC, PRIMARY_KEY_DESC]) { edges { cursor node { rowId state appliedAt offeringId enterpriseName } } pageInfo { hasNextPage endCursor } } }`,
    variables: ({ after }) => ({ after, ...(own && { condition: { district: own } }) }),
    shape: data => {
      const { edges, pageInfo } = row(data['allTrials']);
      return {
        trials: { edges: rows(edges).map(({ cursor, node }) => ({ cursor: cursor!, node: plain(row(node)) })), pageInfo: pageInfo! },
      };
    },
  },
  Q6: figure(own ? `benchOwnCoverageByDistrictList(own: "${own}") ${part}` : `benchCoverageByDistrictList ${part}`),
  Q7: figure(own ? `benchOwnCoverageByDivisionList(own: "${own}") ${part}` : `benchCoverageByDivisionList ${part}`),
  Q8: {
    query: `query Q8($from: Date!, $to: Date!) { found: ${own ? `benchOwnFunnelList(own: "${own}", from: $from, to: $to)` : 'benchFunnelList(from: $from, to: $to)'} { month applied accepted started ended converted rate } }`,
    variables: asked => asked,
    shape: data => ({ trialFunnel: data['found']! }),
  },
  Q9: {
    query: `query Q9($pattern: String!) { benchSearchOfferings(pattern: $pattern, first: 20) { totalCount nodes { rowId name priceAfter ${provider} } } }`,
    variables: asked => ({ pattern: keyPattern(asked['words']!) }),
    shape: data => {
      const { totalCount, nodes } = row(data['benchSearchOfferings']);
      const found = rows(nodes).map(each =>
        without(plain(each, { provider: named(each['providerByProviderId']) }), 'providerByProviderId'),
      );
      return { offerings: { totalCount: totalCount!, nodes: found } };
    },
  },
  Q10: {
    query: `query Q10($after: Cursor, $condition: EnterpriseCondition) { allEnterprises(first: 100, after: $after, condition: $condition, orderBy: [PRIMARY_KEY_DESC]) { nodes { rowId name uscc district division size employees revenue contactPhone createdAt } } }`,
    variables: ({ after }) => ({ after, ...(own && { condition: { district: own } }) }),
    shape: data => ({
      enterprises: {
        nodes: rows(row(data['allEnterprises'])['nodes']).map(each =>
          plain(each, own ? {} : { contactPhone: masked(each['contactPhone']) }),
        ),
      },
    }),
  },
});

/** What is asked for the cursor behind which a page begins. */
export const seeking: Partial<Record<OperationName, string>> = {
  Q5: `query Seek($offset: Int, $condition: TrialCondition) { found: allTrials(first: 1, offset: $offset, condition: $condition, orderBy: [APPLIED_AT_DESC, PRIMARY_KEY_DESC]) { edges { cursor } } }`,
  Q10: `query Seek($offset: Int, $condition: EnterpriseCondition) { found: allEnterprises(first: 1, offset: $offset, condition: $condition, orderBy: [PRIMARY_KEY_DESC]) { edges { cursor } } }`,
};
