import { replaceBlock } from '../bench/figures/block.ts';
import { canonical, difference } from '../bench/figures/canonical.ts';
import { chart } from '../bench/figures/chart.ts';
import { cellOf, meanRatio, type Results, type Sample } from '../bench/figures/results.ts';
import { countStatements } from '../bench/figures/statements.ts';
import { geometricMean, median, percentile, spread } from '../bench/figures/stats.ts';
import { costTable, growthTable, remarks, speedTable } from '../bench/figures/table.ts';

const sample = (name: string, op: Sample['op'], rps: number, more: Partial<Sample> = {}): Sample => ({
  ...{ name, op, rps, round: 0, total: rps, p50: 1, p99: 2, bad: 0, server: 100, postgres: 200, rss: 90, foreign: 0 },
  ...more,
});
const results: Results = {
  at: '2026-11-24T00:00:00.000Z',
  scale: '1 ×',
  machine: { cpus: 2, model: 'any', node: '24', postgres: '18' },
  settings: { rounds: 3, seconds: 4, connections: 32, pool: 10 },
  names: ['limit', 'ours', 'postgraphile'],
  ops: ['Q1', 'Q4'],
  samples: [
    ...[100, 300, 200].map(rps => sample('limit', 'Q1', rps)),
    sample('ours', 'Q1', 250, { foreign: 0.3 }),
    sample('postgraphile', 'Q1', 50),
    sample('limit', 'Q4', 10),
    sample('postgraphile', 'Q4', 5),
  ],
  skipped: [{ op: 'Q4', name: 'ours', why: 'no such field' }],
  statements: [],
};

describe('the figures of the measurement', () => {
  test('a median lies in the middle, and between two when there is none', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
    expect(median([])).toBeNaN();
  });

  test('a spread is a share of the median; a percentile and a geometric mean are what they are called', () => {
    expect(spread([90, 100, 120])).toBeCloseTo(0.3);
    expect(percentile([5, 1, 2, 3, 4], 0.99)).toBe(5);
    expect(geometricMean([2, 8])).toBeCloseTo(4);
  });

  test('rounds become one cell, and who took no part has none', () => {
    expect(cellOf(results, 'Q1', 'limit')).toMatchObject({ rps: 200, spread: 1, bad: 0 });
    expect(cellOf(results, 'Q4', 'ours')).toBeUndefined();
    expect(meanRatio(results, 'ours', 'limit')).toBeCloseTo(1.25);
  });

  test('the table tells shares of the first, how many times the peer, and a dash for who took no part', () => {
    const [head, , first, second, mean] = speedTable(results).split('\n');
    expect(head).toBe('| operation | LIMIT req/s | Shizhuan | PostGraphile 5 | Shizhuan × PostGraphile |');
    expect(first).toBe('| Q1 one offering with its provider | 200 | 125 % | 25 % | 5.0 |');
    expect(second).toBe('| Q4 50 providers → 5 offerings → 3 trials | 10 | – | 50 % | – |');
    expect(mean).toBe('| **geometric mean** | **100 %** | **125 %** | **35 %** | **5.0** |');
  });

  test('a cost is processor time of server and database together, as times of the first', () => {
    const dear = {
      ...results,
      samples: [sample('limit', 'Q1', 1), sample('ours', 'Q1', 1, { server: 300, postgres: 300 })],
      names: ['limit', 'ours'],
    };
    const [, , first, second, mean] = costTable(dear).split('\n');
    expect([first, second, mean]).toEqual(['| Q1 | 0.30 | 2.0 |', '| Q4 | – | – |', '| **geometric mean** |  | **2.0** |']);
  });

  test('growth is how many times less is answered', () => {
    const grown = {
      ...results,
      names: ['1 ×', '10 ×'],
      ops: ['Q1' as const],
      samples: [sample('1 ×', 'Q1', 300), sample('10 ×', 'Q1', 200)],
    };
    expect(growthTable(grown)).toContain('| 300 | 200 | 1.5 |');
  });

  test('what a reader must know is remarked', () => {
    expect(remarks(results)).toEqual([
      'Shizhuan took no part in Q4: no such field',
      'In 1 of 7 samples more than a tenth of the machine was busy with something else.',
    ]);
  });

  test('the chart has a bar for everybody but the first, where they took part', () => {
    const drawn = chart(results);
    expect(drawn.match(/class="n"/g)).toHaveLength(3);
    expect(drawn).toContain('prefers-color-scheme:dark');
  });
});

describe('answers are compared by what they say', () => {
  test('the order of names, the zone of an instant and the spelling of a cursor make no difference', () => {
    const one = { edges: [{ cursor: 'a', node: { at: '2026-11-24T08:00:00.123456+08:00', id: 1 } }] };
    const other = { edges: [{ node: { id: 1, at: '2026-11-24T00:00:00.123Z' }, cursor: 'b' }] };
    expect(canonical(one)).toBe(canonical(other));
  });

  test('another order of records, another millisecond and a missing cursor do', () => {
    expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
    expect(canonical('2026-11-24T00:00:00.123Z')).not.toBe(canonical('2026-11-24T00:00:00.124Z'));
    expect(canonical({ endCursor: null })).not.toBe(canonical({ endCursor: 'x' }));
  });

  test('a difference is shown where it begins', () => {
    expect(difference('{"a":1}', '{"a":2}')).toBe('at 5\n  got    …{"a":1}\n  wanted …{"a":2}');
  });
});

describe('statements are counted in the log of the database', () => {
  const log = [
    '<shizhuan_api|shizhuan> LOG:  execute <unnamed>: select u.id',
    '\tfrom session s join account u on u.id = s.user_id where s.token_hash = $1',
    "<shizhuan_api|shizhuan> LOG:  statement: begin isolation level repeatable read, read only; select set_config('a', 'b', true)",
    '<shizhuan_api|shizhuan> LOG:  execute q1: select it.id from offering it',
    "<shizhuan_api|shizhuan> DETAIL:  Parameters: $1 = 'x'",
    '<shizhuan_api|shizhuan system> LOG:  execute <unnamed>: select 1 from errand',
    '<postgres|> LOG:  statement: select pg_reload_conf()',
    '<shizhuan_api|shizhuan> LOG:  statement: commit',
    '',
  ].join('\n');

  test('all that were asked for the request, and those of them that read', () => {
    expect(countStatements(log)).toEqual({ reading: 1, all: 4 });
  });
});

test('figures go between their marks, and a page without marks stays as it is', () => {
  const page = 'a\n<!-- figures: 1x -->\nold\n<!-- end -->\nb\n<!-- figures: 10x -->\n<!-- end -->\n';
  expect(replaceBlock(page, '10x', 'new')).toBe(
    'a\n<!-- figures: 1x -->\nold\n<!-- end -->\nb\n<!-- figures: 10x -->\nnew\n<!-- end -->\n',
  );
  expect(replaceBlock(page, 'growth', 'new')).toBe(page);
});
