import { coverageOn } from '../coverage/figure/coverage.ts';
import type { Coverage, CoverageBridge } from '../coverage/figure/values.ts';
import { checkFigures, type Difference } from '../coverage/rollup/service.ts';
import { columnsOf } from './columns.ts';
import { type Command, type Given, type Talk, UsageError } from './command.ts';
import { atWork } from './workplace.ts';

const parts = ['district', 'division', 'size'];

export const coverageCommand: Command = {
  name: 'coverage',
  usage: '[check] [--at 2024-06-30] [--by district|division|size] [--bridge-from DATE] [--json]',
  summary: 'Says how many enterprises of the register count as transformed on a day, and what is missing to the target.',
  help:
    '  check          compares the figures that are kept with the rows they are made of, as happens every night, and counts\n' +
    '                 anew what differs; exit code 1 when something did\n' +
    '  --at           the day; today when left out. The register and the rule in force on that day decide\n' +
    '  --by           parts that add up to the whole\n' +
    '  --bridge-from  an earlier day: what has changed since then',
  options: { at: { type: 'string' }, by: { type: 'string' }, 'bridge-from': { type: 'string' } },
  async run(given, talk) {
    if (given.positionals[0] === 'check') return check(given, talk);
    const asked = read(given);
    const figure = await atWork(({ act }) => act(ctx => coverageOn(ctx, asked)));
    if (talk.json) talk.answer(documentOf(figure));
    else tell(figure, talk);
    return 0;
  },
};

async function check({ values, positionals }: Given, talk: Talk): Promise<number> {
  if (positionals.length > 1 || Object.keys(values).some(name => name !== 'json')) throw new UsageError('check takes nothing but --json');
  const found = await atWork(({ act }) => act(checkFigures));
  if (talk.json) talk.answer({ equal: found.length === 0, differences: found });
  else if (found.length === 0) talk.tell('The figures that are kept are those of the rows they are made of.');
  else {
    talk.tell(`${found.length} ${found.length === 1 ? 'cell' : 'cells'} differed and were counted anew:`);
    for (const difference of found.slice(0, 20)) talk.tell(`  ${sentence(difference)}`);
    if (found.length > 20) talk.tell(`  … and ${found.length - 20} more`);
  }
  return found.length === 0 ? 0 : 1;
}

const sentence = ({ figure, day, part, code, kept, counted }: Difference): string =>
  part === null
    ? `${figure}, days from ${day} on: kept for another register or rule`
    : `${figure} ${day}, ${part} ${code}: ${kept} was kept, ${counted} counted`;

function read({ values, positionals }: Given) {
  if (positionals.length) throw new UsageError(`what is ${positionals[0]} to mean?`);
  const by = values['by'] as string | undefined;
  if (by !== undefined && !parts.includes(by)) throw new UsageError(`--by is one of ${parts.join(', ')}`);
  return { at: day(values, 'at'), by: by?.toUpperCase(), bridgeFrom: day(values, 'bridge-from') };
}

function day(values: Given['values'], name: string): string | undefined {
  const value = values[name] as string | undefined;
  const valid = value === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value));
  if (!valid) throw new UsageError(`--${name} is a day, written 2024-06-30`);
  return value;
}

const stepsOf = ({ newly, enteredTransformed, leftTransformed, revoked, expired }: CoverageBridge) => ({
  newly,
  enteredTransformed,
  leftTransformed,
  revoked,
  expired,
});

function documentOf({ at, register, rule, n, d, rate, target, needed, gap, reached, groups, bridge }: Coverage) {
  return {
    at,
    register: { month: register.month, version: register.version },
    rule: rule.ruleVersion,
    ...{ n, d, rate, target, needed, gap, reached },
    groups: groups.map(({ code, name, n, d, rate, bridge }) => ({
      ...{ code, name, n, d, rate },
      ...(bridge && { bridge: { ...stepsOf(bridge), movedIn: bridge.movedIn, movedOut: bridge.movedOut } }),
    })),
    ...(bridge && { bridge: { from: bridge.from, ...stepsOf(bridge) } }),
  };
}

function tell({ at, register, rule, n, d, rate, target, needed, gap, reached, groups, bridge }: Coverage, talk: Talk): void {
  talk.tell(`On ${at}, by the register of ${register.month} (version ${register.version}) and rule ${rule.ruleVersion}:`);
  talk.tell(`  ${d} of ${n} enterprises are transformed: ${rate ?? '–'} %`);
  if (needed !== null && needed !== undefined) talk.tell(`  target ${target}: ${needed} needed, ${reached ? 'reached' : `${gap} missing`}`);
  if (groups.length) {
    talk.tell('');
    const rows = groups.map(group => [group.code, group.name, group.d, group.n, group.rate]);
    for (const line of columnsOf(['code', 'name', 'd', 'n', '%'], rows)) talk.tell(`  ${line}`);
  }
  if (!bridge) return;
  talk.tell('');
  talk.tell(`  Since ${bridge.from}:`);
  const steps = [
    ['newly transformed', bridge.newly],
    ['entered the register transformed', bridge.enteredTransformed],
    ['left the register', -bridge.leftTransformed],
    ['revoked', -bridge.revoked],
    ['expired', -bridge.expired],
  ] as const;
  for (const [step, count] of steps) talk.tell(`    ${count < 0 ? '−' : '+'}${Math.abs(count)} ${step}`);
}
