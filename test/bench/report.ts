import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './cluster.ts';
import { replaceBlock } from './figures/block.ts';
import { chart } from './figures/chart.ts';
import type { Results } from './figures/results.ts';
import { costTable, detailTable, growthTable, remarks, speedTable } from './figures/table.ts';
import type { Mixed } from './mixed/run.ts';

const day = (at: string) => at.slice(0, 10);
const where = ({ at, machine, settings }: Results) =>
  `Measured ${day(at)} on ${machine.cpus} cores (${machine.model}), Node ${machine.node}, PostgreSQL ${machine.postgres}: ${settings.connections} connections, ${settings.rounds} rounds of ${settings.seconds} s each, interleaved; medians.`;
const listed = (lines: readonly string[]) => lines.map(line => `- ${line}`).join('\n');

/** What is told of a comparison. */
export const comparison = (results: Results): string =>
  [
    where(results),
    speedTable(results),
    'What a request costs of processor, server and PostgreSQL together, as times of the first:',
    costTable(results),
    'For each: p50/p99 · spread of the rounds · processor per request of server + PostgreSQL · statements that read / all.',
    detailTable(results),
    listed(remarks(results)),
  ]
    .filter(Boolean)
    .join('\n\n');

export const growth = (results: Results): string =>
  [where(results), growthTable(results), listed(remarks(results))].filter(Boolean).join('\n\n');

export function mixed({ seconds, connections, reads, writes }: Mixed): string {
  const row = (name: string, { count, perSecond, p50, p99, errors }: Mixed['reads']) =>
    `| ${name} | ${count} | ${perSecond.toFixed(0)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${
      Object.entries(errors)
        .map(([code, n]) => `${code} ${n}`)
        .join(', ') || 'none'
    } |`;
  return [
    `${connections} connections for ${seconds.toFixed(0)} s, four reads to a write.`,
    [
      '| | requests | per second | p50 ms | p99 ms | errors |',
      '| --- | ---: | ---: | ---: | ---: | --- |',
      row('reads', reads),
      row('writes', writes),
    ].join('\n'),
  ].join('\n\n');
}

/** Leaves figures as JSON, and in the documents where they belong when the run was a whole one. */
export function leave(name: string, data: object, told: string, docs: boolean): string {
  const folder = join(root, docs ? 'docs/bench' : '.build/bench/results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(data, null, 1)}\n`);
  const drawn = 'samples' in data && name !== 'growth';
  if (drawn) writeFileSync(join(folder, `${name}.svg`), chart(data as Results));
  const page = join(root, 'docs/performance.md');
  if (docs && existsSync(page)) {
    const picture = drawn ? `![Requests in a second](bench/${name}.svg)\n\n` : '';
    writeFileSync(page, replaceBlock(readFileSync(page, 'utf8'), name, `${picture}${told}`));
  }
  return file;
}
