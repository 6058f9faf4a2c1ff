import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Import } from '../imports/entity.ts';
import type { ImportDifference, ImportReport } from '../imports/outcome.ts';
import { importTable } from '../imports/service.ts';
import { refuse } from '../kernel/errors.ts';
import { columnsOf } from './columns.ts';
import { type Command, type Given, need, type Talk, UsageError } from './command.ts';
import { progressOn } from './progress.ts';
import { atWork } from './workplace.ts';

/** What can be imported, and which option has to come with it. */
const kinds: Record<string, { kind: string; needs?: 'month' | 'call' }> = {
  register: { kind: 'REGISTER', needs: 'month' },
  evidence: { kind: 'EVIDENCE' },
  revocations: { kind: 'REVOCATIONS' },
  providers: { kind: 'PROVIDERS' },
  experts: { kind: 'EXPERTS' },
  submissions: { kind: 'SUBMISSIONS', needs: 'call' },
  scores: { kind: 'SCORES', needs: 'call' },
};

export const importCommand: Command = {
  name: 'import',
  usage: `${Object.keys(kinds).join('|')} FILE [--month 2024-06] [--call CODE] [--dry-run] [--lang zh-CN|en] [--json]`,
  summary: 'Imports a table whole, or takes nothing and lists every fault. The same file twice changes nothing.',
  help:
    '  FILE         CSV in UTF-8 or GB18030, or XLSX; columns are found by their headings\n' +
    '  register     the whole list of the statistics bureau at the end of a month, which --month names\n' +
    '  evidence     evidence of transformation, by its number: an import adds and never replaces\n' +
    '  revocations  evidence that is revoked, with effect from a day\n' +
    '  providers, experts   who is new is added, who is known is brought up to date\n' +
    '  submissions, scores  those of a past call, which --call names; `shizhuan seed call CODE` creates it\n' +
    '  --dry-run    only looks at the file and compares it with what is known\n' +
    '  --lang       language of the sentences of faults, zh-CN when left out',
  options: { month: { type: 'string' }, call: { type: 'string' }, 'dry-run': { type: 'boolean' }, lang: { type: 'string' } },
  async run(given, talk) {
    const { kind, file, options } = read(given);
    const source = await readFile(file).catch(() => {
      throw refuse('FILE_REJECTED', 'FILE_UNREADABLE', { file });
    });
    const rows = /\.(csv|txt)$/i.test(file) ? source.reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 0) - 1 : undefined;
    const progress = progressOn(process.stderr, `Reading ${basename(file)}`, rows);
    const { report, seconds } = await atWork(async ({ act }) => {
      const begun = performance.now();
      const taking = act(ctx => importTable(ctx, kind, source, { ...options, fileName: basename(file), progress: progress.at }));
      const report = await taking.finally(progress.end);
      return { report, seconds: Math.round(performance.now() - begun) / 1000 };
    });
    if (report.faults.length) return tellFaults(report, talk);
    if (talk.json) talk.answer({ ...documentOf(report), seconds });
    else tellReport(report, seconds, basename(file), options.dryRun, talk);
    return 0;
  },
};

function read({ values, positionals }: Given) {
  const [name, path, ...others] = positionals;
  const found = Object.hasOwn(kinds, name ?? '') ? kinds[name!] : undefined;
  if (!found) throw new UsageError(`say what to import: ${Object.keys(kinds).join(', ')}`);
  const file = resolve(need(path, 'FILE'));
  if (others.length) throw new UsageError('one FILE at a time');
  for (const option of ['month', 'call'] as const) {
    if (found.needs === option) need(values[option], `--${option}`);
    else if (values[option] !== undefined) throw new UsageError(`--${option} has no meaning for ${name}`);
  }
  const { lang = 'zh-CN' } = values;
  if (lang !== 'zh-CN' && lang !== 'en') throw new UsageError('--lang is zh-CN or en');
  const [month, call] = [values['month'] as string | undefined, values['call'] as string | undefined];
  return { kind: found.kind, file, options: { month, call, dryRun: values['dry-run'] === true, lang: lang as 'zh-CN' | 'en' } };
}

function tellFaults({ faults }: ImportReport, talk: Talk): number {
  const told = faults.map(({ line, column, value, code, message }) => ({ line, column, value, code, message }));
  if (talk.json) talk.answer({ imported: 0, faults: told });
  else {
    talk.tell(`Nothing was imported: ${told.length} ${told.length === 1 ? 'fault' : 'faults'}.`);
    const rows = told.map(({ line, column, value, code, message }) => [line, column, value, code, message]);
    for (const line of columnsOf(['line', 'column', 'value', 'code', 'what is wrong'], rows)) talk.tell(`  ${line}`);
  }
  return 1;
}

const parts = ['added', 'gone', 'changed', 'moved', 'renamed'] as const;

function documentOf({ imported, rows, unchanged, import: made, ...report }: ImportReport) {
  return {
    imported,
    rows,
    unchanged,
    faults: [],
    ...Object.fromEntries(parts.map(part => [part, report[part]])),
    import: made && importOf(made),
  };
}

const importOf = ({ id, kind, fileName, fileSha256, month }: Import) => ({ id, kind, fileName, fileSha256, month: month ?? null });

const words = {
  added: 'new',
  gone: 'gone',
  changed: 'changed',
  moved: 'of these in another district',
  renamed: 'of these with another name',
};

function tellReport(report: ImportReport, seconds: number, file: string, dryRun: boolean, talk: Talk): void {
  const { imported, rows, unchanged } = report;
  talk.tell(
    dryRun
      ? `${file}: ${rows} rows without a fault. This was a preview; nothing was imported.`
      : imported
        ? `${file}: ${imported} of ${rows} rows imported in ${seconds.toFixed(1)} s.`
        : `${file}: its ${rows} rows say nothing new; nothing was changed.`,
  );
  talk.tell(`  ${unchanged} unchanged`);
  for (const part of parts) if (report[part].count) tellDifference(words[part], report[part], talk);
}

const shown = 5;

function tellDifference(word: string, { count, samples }: ImportDifference, talk: Talk): void {
  talk.tell(`  ${count} ${word}`);
  for (const { key, name, before, after } of samples.slice(0, shown))
    talk.tell(`    ${key}  ${name}${before || after ? `  ${before ?? ''} → ${after ?? ''}` : ''}`);
  if (count > shown) talk.tell(`    … and ${count - shown} more`);
}
