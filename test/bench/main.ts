import { cpus } from 'node:os';
import { type Ground, openGround } from './cluster.ts';
import { compareAll } from './compare.ts';
import { type ContestantName, contestants } from './contestants/contestants.ts';
import { hasSwitch, poolSize, type Running, start, withCursors } from './contestants/running.ts';
import type { Results } from './figures/results.ts';
import { type Lane, measure } from './measure.ts';
import { actsOf } from './mixed/acts.ts';
import { runMixed } from './mixed/run.ts';
import { variablesOf } from './operations/variables.ts';
import { type Options, readOptions, usage } from './options.ts';
import * as report from './report.ts';
import { statementsOf } from './statements.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);
/** What must be stopped before the process ends, the last first. */
const opened: { stop(): Promise<void> }[] = [];
const keep = <T extends { stop(): Promise<void> }>(each: T): T => {
  opened.push(each);
  return each;
};

async function laneOf(name: string, contestant: ContestantName, ground: Ground, { ops }: Options): Promise<Lane> {
  const running: Running = { ...keep(await start(contestants[contestant], ground)), name };
  const variables = await variablesOf(ground.admin);
  const sets: Lane['sets'] = {};
  for (const op of ops) sets[op] = await withCursors(running, op, variables[op]);
  return { name, running, postgres: ground.postgres, sets };
}

/** Before the switch there was nothing to turn off: the server of today is what it is without the compiler. */
function takingPart({ contestants: asked }: Options): ContestantName[] {
  if (hasSwitch() || !asked.includes('ours')) return asked;
  say('This version has no compiler of reads: it runs as “off” alone.');
  return [...new Set(asked.map(name => (name === 'ours' ? 'off' : name)))];
}

async function resultsOf(lanes: readonly Lane[], scale: string, options: Options, grounds: readonly Ground[]): Promise<Results> {
  const { ops, rounds, seconds, connections } = options;
  say('comparing the answers');
  const alike = grounds.length === 1;
  const verdicts = [];
  for (const group of alike ? [lanes] : lanes.map(lane => [lane]))
    verdicts.push(
      ...(await compareAll(
        group.map(({ running }) => running),
        ops,
        (op, name) => group.find(lane => lane.name === name)!.sets[op]!,
      )),
    );
  const skipped = verdicts.flatMap(({ op, name, skipped }) => (skipped ? [{ op, name, why: skipped }] : []));
  for (const { op, name, why } of skipped) {
    say(`  ${name} takes no part in ${op}: ${why}`);
    delete lanes.find(lane => lane.name === name)!.sets[op];
  }
  say('  the same data from everybody');
  const statements = alike ? await statementsOf(grounds[0]!, lanes, ops) : [];
  const samples = await measure(lanes, ops, { rounds, seconds, connections }, say);
  const { rows } = await grounds[0]!.admin.query('show server_version');
  const [cpu] = cpus();
  return {
    at: new Date().toISOString(),
    scale,
    machine: { cpus: cpus().length, model: cpu!.model.trim(), node: process.versions.node, postgres: rows[0].server_version },
    settings: { rounds, seconds, connections, pool: poolSize },
    names: lanes.map(({ name }) => name),
    ops: [...ops],
    samples,
    skipped,
    statements,
  };
}

const kinds: Record<Options['kind'], (options: Options) => Promise<void>> = {
  async compare(options) {
    const ground = keep(await openGround(options.scale, say));
    const lanes: Lane[] = [];
    for (const name of takingPart(options)) lanes.push(await laneOf(name, name, ground, options));
    tell(`${options.scale}x`, await resultsOf(lanes, `${options.scale} ×`, options, [ground]), report.comparison, options);
  },
  async growth(options) {
    const grounds = [keep(await openGround(1, say)), keep(await openGround(10, say))];
    const who = takingPart(options).find(name => name === 'ours') ?? 'off';
    const lanes = [];
    for (const [n, ground] of grounds.entries()) lanes.push(await laneOf(['1 ×', '10 ×'][n]!, who, ground, options));
    tell('growth', await resultsOf(lanes, '1 × and 10 ×', options, grounds), report.growth, options);
  },
  async mixed(options) {
    const ground = keep(await openGround(options.scale, say));
    const who = takingPart(options).find(name => name === 'ours') ?? 'off';
    const { running, sets } = await laneOf(who, who, ground, options);
    for (const { op, skipped } of await compareAll([running], options.ops, op => sets[op]!)) if (skipped) delete sets[op];
    const acts = await actsOf(ground.admin, options.seconds * 400);
    ground.spoil();
    say(`${options.seconds} seconds of reads and writes, of which ${acts.length} are at hand`);
    tell('mixed', await runMixed(running, sets, acts, options), report.mixed, options);
  },
};

function tell<T extends object>(name: string, data: T, words: (data: T) => string, { docs }: Options): void {
  const told = words(data);
  process.stdout.write(`${told}\n`);
  say(`\n${report.leave(name, data, told, docs)}`);
}

const stopAll = async () => {
  for (const each of opened.splice(0).reverse()) await each.stop().catch(() => undefined);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stopAll().then(() => process.exit(130)));

try {
  const options = readOptions(process.argv.slice(2));
  if (options) await kinds[options.kind](options);
  else process.stdout.write(usage);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await stopAll();
}
