import { dataFile } from './desk.ts';

/** The figures that came with the files: a line for each month, one for each district. */
export const expected = (() => {
  const months: Record<
    string,
    { n: number; d: number; rate: string; needed: number; gap: number; districts: Record<string, [number, number]> }
  > = {};
  let current = '';
  for (const line of dataFile('expected.txt').toString().split('\n')) {
    const city = /^(\S+): N = (\d+), D = (\d+), rate shown ([\d.]+) %, needed for 92 %: (\d+), short by (\d+)/.exec(line);
    if (city)
      months[(current = city[1]!)] = { n: +city[2]!, d: +city[3]!, rate: city[4]!, needed: +city[5]!, gap: +city[6]!, districts: {} };
    const district = /^ {2}(\d{6}) \S+: (\d+) \/ (\d+)/.exec(line);
    if (district) months[current]!.districts[district[1]!] = [+district[2]!, +district[3]!];
  }
  return months;
})();
