import { parse } from 'csv-parse/sync';
import { graphql, type VariablesOf } from '../../../schema/graphql.ts';
import { type Someone, sql } from '../../kit.ts';
import { dataFile } from '../imports/desk.ts';

export const Import = graphql(`
  mutation ($input: ImportInput!) {
    createImport(input: $input) {
      imported rows unchanged
      added { count } gone { count } changed { count } moved { count } renamed { count }
      import { id kind rows added call { code } history { name actorName } }
    }
  }
`);
export const Figure = graphql(`
  query ($at: Date, $by: CoverageBy, $bridgeFrom: Date) {
    coverage(at: $at, by: $by, bridgeFrom: $bridgeFrom) {
      at n d rate target needed gap reached
      groups { code n d }
      bridge { from newly enteredTransformed leftTransformed revoked expired }
    }
  }
`);
export const Calls = graphql(`query ($code: [String!]) { calls(filter: { code: $code }) { nodes { id state historical } } }`);
export const Missing = graphql(`
  query ($at: Date!, $district: String!) { gapList(at: $at, district: $district, reason: NO_EVIDENCE, first: 1) { nodes { entry { name uscc enterpriseId } } } }
`);
export const Catalogue = graphql(`
  query { offerings(sort: [{ field: FREE_DAYS, direction: ASC }], first: 1) { totalCount nodes { id name providerId freeDays seatsTaken } } }
`);
export const EvidenceOf = graphql(`
  query ($enterpriseId: [ID!]) { evidences(filter: { enterpriseId: $enterpriseId }) { nodes { id state kind uploadedById conversion { id } moves { action } } } }
`);
export const VerifyEvidence = graphql(`mutation ($id: ID!) { advanceEvidence(id: $id, action: VERIFY) { state verifiedOn } }`);

/** The rows of a file that came with the product, by their headings. */
export const rowsOf = (name: string): Record<string, string>[] =>
  parse(dataFile(name), { columns: true, bom: true, skip_empty_lines: true });

/** Sends a file and imports it, as the import wizard does. */
export async function importFile(who: Someone, name: string, more: Omit<VariablesOf<typeof Import>['input'], 'fileId'>) {
  const sent = await fetch(`${who.at}/files?name=${name}`, { method: 'PUT', headers: who.headers, body: new Uint8Array(dataFile(name)) });
  const { id: fileId } = (await sent.json()) as { id: string };
  return (await who.ask(Import, { input: { ...more, fileId } })).createImport;
}

/** The names of the facts of a record, oldest first, as a reader sees its history. */
export async function chainOf(who: Someone, type: string, id: string): Promise<string[]> {
  const answer = await who.ask<{ it: { history: { name: string }[] } }, object>(
    `query ($id: ID!) { it: ${type}(id: $id) { history { name } } }`,
    { id },
  );
  return answer.it.history.map(({ name }) => name);
}

/** Tables of which a row without a fact, of its own or of its import, would be an act that nobody can be asked about. */
const tables = [
  'attachment',
  'call',
  'provider',
  'expert',
  'enterprise',
  'register',
  'evidence',
  'solution',
  'submission',
  'review',
  'decision',
  'release',
  'notice',
  'list_proposal',
  'offering',
  'service_list',
  'trial',
  'conversion',
  'import',
];

/** How many rows of each table have no fact. */
export async function withoutFact(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await sql<{ count: number }>(
      `select count(*)::int as count from "${table}" it where not exists (select from fact where subject_id = it.id)
         and not exists (select from fact where id in (select jsonb_array_elements_text(coalesce(to_jsonb(it) -> 'fact_ids', '[]'))::uuid))`,
    );
    if (row!.count) found[table] = row!.count;
  }
  return found;
}
