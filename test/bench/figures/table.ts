import { about } from '../operations/about.ts';
import { cellOf, costRatioOf, meanRatio, memoryOf, type Results, ratioOf } from './results.ts';
import { geometricMean } from './stats.ts';

/** How contestants are called in tables. */
export const titles: Readonly<Record<string, string>> = {
  limit: 'LIMIT',
  ours: 'Shizhuan',
  off: 'without compiler',
  postgraphile: 'PostGraphile 5',
};
const title = (name: string) => titles[name] ?? name;

const count = (value: number | undefined) =>
  value === undefined ? '–' : value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 });
const percent = (value: number | undefined) =>
  value === undefined || Number.isNaN(value) ? '–' : `${(value * 100).toFixed(value < 0.1 ? 1 : 0)} %`;
const times = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? '–' : value.toFixed(1));

function markdown(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map((_, n) => (n ? '---:' : '---'))), ...lines.map(row)].join('\n');
}

/** What everybody reached, as a share of the first contestant, and what the first answers. */
export function speedTable(results: Results): string {
  const [base = '', ...others] = results.names;
  const mine = ['ours', 'off'].find(name => others.includes(name));
  const peer = mine && others.includes('postgraphile') ? mine : undefined;
  const head = ['operation', `${title(base)} req/s`, ...others.map(title), ...(peer ? [`${title(peer)} × PostGraphile`] : [])];
  const lines = results.ops.map(op => [
    `${op} ${about[op]}`,
    count(cellOf(results, op, base)?.rps),
    ...others.map(name => percent(ratioOf(results, op, name, base))),
    ...(peer ? [times(ratioOf(results, op, peer, 'postgraphile'))] : []),
  ]);
  const mean = [
    '**geometric mean**',
    '100 %',
    ...others.map(name => percent(meanRatio(results, name, base))),
    ...(peer ? [times(meanRatio(results, peer, 'postgraphile'))] : []),
  ];
  return markdown(head, [...lines, mean.map((cell, n) => (n ? `**${cell}**` : cell))]);
}

/** What a request costs of processor: the first in milliseconds, the others as times of it. It says the same on a busy machine. */
export function costTable(results: Results): string {
  const [base = '', ...others] = results.names;
  const cost = (op: Results['ops'][number]) => {
    const cell = cellOf(results, op, base);
    return cell ? ((cell.server + cell.postgres) / 1000).toFixed(2) : '–';
  };
  const mean = (name: string) => times(geometricMean(results.ops.flatMap(op => costRatioOf(results, op, name, base) ?? [])));
  return markdown(
    ['operation', `${title(base)} ms CPU`, ...others.map(name => `${title(name)} ×`)],
    [
      ...results.ops.map(op => [op, cost(op), ...others.map(name => times(costRatioOf(results, op, name, base)))]),
      ['**geometric mean**', '', ...others.map(name => `**${mean(name)}**`)],
    ],
  );
}

/** How long answers take, how far the rounds lie apart, what they cost: one cell for each contestant. */
export function detailTable(results: Results): string {
  const statements = (op: string, name: string) => {
    const found = results.statements.find(each => each.op === op && each.name === name);
    return found ? ` · ${found.reading}/${found.all} statements` : '';
  };
  const cell = (op: Results['ops'][number], name: string) => {
    const found = cellOf(results, op, name);
    if (!found) return '–';
    const { p50, p99, spread, server, postgres, bad } = found;
    return `${p50}/${p99} ms · ±${(spread * 50).toFixed(0)} % · ${(server / 1000).toFixed(2)}+${(postgres / 1000).toFixed(2)} ms CPU${statements(op, name)}${bad ? ` · **${bad} bad**` : ''}`;
  };
  return markdown(
    ['operation', ...results.names.map(title)],
    [
      ...results.ops.map(op => [op, ...results.names.map(name => cell(op, name))]),
      ['memory at most', ...results.names.map(name => `${count(memoryOf(results, name))} MB`)],
    ],
  );
}

/** What the same costs on more data: the requests of each in a second, and how many times less the last answers. */
export function growthTable(results: Results): string {
  const [small = '', large = ''] = results.names;
  return markdown(
    ['operation', `${title(small)} req/s`, `${title(large)} req/s`, 'costs ×'],
    results.ops.map(op => [
      `${op} ${about[op]}`,
      count(cellOf(results, op, small)?.rps),
      count(cellOf(results, op, large)?.rps),
      times(ratioOf(results, op, small, large)),
    ]),
  );
}

/** Who took no part, and how loud the machine was: what a reader must know before believing the rest. */
export function remarks(results: Results): string[] {
  const loud = results.samples.filter(({ foreign }) => foreign > 0.1).length;
  return [
    ...results.skipped.map(({ op, name, why }) => `${title(name)} took no part in ${op}: ${why}`),
    ...(loud ? [`In ${loud} of ${results.samples.length} samples more than a tenth of the machine was busy with something else.`] : []),
  ];
}
