import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Relation, relations } from './relations.ts';

const path = 'schema/permission-matrix.csv';

export interface Cell {
  line: string;
  relation: Relation;
  principal: string;
  code: string;
}

/** The matrix as it is kept: a line for each operation and relation, a column for each principal; empty where there is no such relation. */
export function tableOf(cells: readonly Cell[], principals: readonly string[]): string {
  const byRow = new Map<string, Map<string, string>>();
  for (const { line, relation, principal, code } of cells) {
    const key = `${line}\n${String(relations.indexOf(relation)).padStart(2, '0')}`;
    const row = byRow.get(key) ?? new Map<string, string>();
    byRow.set(key, row.set(principal, code));
  }
  const rows = [...byRow.keys()].sort().map(key => {
    const [line, at] = key.split('\n') as [string, string];
    return [line, relations[Number(at)]!, ...principals.map(name => byRow.get(key)!.get(name) ?? '')].join(',');
  });
  return `${[['operation', 'relation', ...principals].join(','), ...rows].join('\n')}\n`;
}

/** What differs between the matrix that is kept and the one that was found, a cell a line; written anew with MATRIX=write. */
export function compare(found: string): string[] {
  if (process.env['MATRIX'] === 'write') {
    writeFileSync(path, found);
    return [];
  }
  if (!existsSync(path)) return [`${path} does not exist: write it with MATRIX=write`];
  const read = (text: string) => {
    const [head, ...lines] = text
      .trim()
      .split('\n')
      .map(line => line.split(','));
    return new Map(
      lines.flatMap(([operation, relation, ...codes]) =>
        codes.map((code, at) => [`${operation}, ${relation}, ${head![at + 2]}`, code] as const),
      ),
    );
  };
  const [kept, now] = [read(readFileSync(path, 'utf8')), read(found)];
  return [...new Set([...kept.keys(), ...now.keys()])]
    .filter(key => (kept.get(key) ?? '') !== (now.get(key) ?? ''))
    .map(key => `${key}: kept ${kept.get(key) || 'nothing'}, found ${now.get(key) || 'nothing'}`);
}
