import { In } from 'typeorm';
import { lexicon } from '../../schema/messages/index.ts';
import { codeIn, decimal, fault, integer, listOf, type Parser, text } from '../kernel/sheets/parsers.ts';
import { type Fault, readTable } from '../kernel/sheets/readTable.ts';
import { Provider } from '../people/provider/entity.ts';
import { usccCell } from '../people/uscc.ts';
import { loadReference } from '../reference/loadReference.ts';
import { Submission } from '../solutions/submission/entity.ts';
import { type PastSubmission, recordPastSubmissions } from '../solutions/submission/past.ts';
import { faultAt, noDifferences } from './outcome.ts';
import { mayComplete, pastCall } from './pastCall.ts';
import type { ImportTable } from './table.ts';

const codes = (list: readonly { code: string }[]) => new Set(list.map(({ code }) => code));
const kinds = new Map(Object.entries(lexicon.enums['SolutionKind']!).map(([code, [zh]]) => [zh, code]));

/** Two digits, so that `1` of a spreadsheet and `01` are one money. */
const money: Parser<string> = value => {
  const amount = decimal({ digits: 2 })(value);
  return typeof amount === 'string'
    ? amount.replace(/^(\d+)(?:\.(\d{0,2}).*)?$/, (_, whole, part = '') => `${whole}.${part.padEnd(2, '0')}`)
    : amount;
};

const columnsOf = (code: string) =>
  [
    {
      key: 'number',
      header: '编号',
      required: true,
      parse: (value: string) => (value.startsWith(`${code}-`) ? text(40)(value) : fault('UNKNOWN_CODE', { list: `${code} 编号` })),
    },
    { key: 'uscc', header: '服务商统一社会信用代码', required: true, parse: usccCell },
    { key: 'name', header: '产品名称', required: true, parse: text(120) },
    { key: 'kind', header: '类别', required: true, parse: codeIn(kinds, '类别') },
    { key: 'mainScenario', header: '主要场景', required: true, parse: codeIn(codes(loadReference().scenarios), '场景代码') },
    { key: 'divisions', header: '适用行业大类', required: true, parse: listOf(codeIn(codes(loadReference().industries), '行业大类')) },
    { key: 'freeDays', header: '免费试用天数', required: true, parse: integer({ min: 1, max: 3650 }) },
    { key: 'seats', header: '试用名额', required: true, parse: integer({ min: 1, max: 100_000 }) },
    { key: 'priceAfter', header: '试用后价格(元)', required: true, parse: money },
    { key: 'startWithinDays', header: '多少个工作日内开通', required: true, parse: integer({ max: 365 }) },
  ] as const;

/** What a known submission is compared by, under the headings of the file. */
const compared = {
  产品名称: 'name',
  类别: 'kind',
  主要场景: 'mainScenario',
  适用行业大类: 'divisions',
  免费试用天数: 'freeDays',
  试用名额: 'seats',
  '试用后价格(元)': 'priceAfter',
  多少个工作日内开通: 'startWithinDays',
} as const;

/** The submissions of a past call. What was filed never changes, so a known number that says otherwise is a fault. */
export const submissionsTable: ImportTable = {
  async plan(ctx, source, { call: code, fileName, lang, progress }) {
    const call = await pastCall(ctx, code);
    const { rows, faults } = await readTable(source, columnsOf(call.code), { unique: ['number'], name: fileName, lang, progress });
    if (faults.length) return faults;
    const providers = new Map(
      (await ctx.db.findBy(Provider, { uscc: In(rows.map(({ values }) => values.uscc)) })).map(provider => [provider.uscc, provider]),
    );
    const known = new Map((await ctx.db.findBy(Submission, { callId: call.id })).map(submission => [submission.number, submission]));
    const wrong: Fault[] = [];
    const fresh: PastSubmission[] = [];
    for (const { line, values } of rows) {
      const { number, uscc, divisions, ...rest } = values;
      const solution = { ...rest, divisions: [...new Set(divisions)].sort(), scenarios: [rest.mainScenario] };
      const provider = providers.get(uscc);
      const before = known.get(number)?.snapshot;
      if (!provider)
        wrong.push(faultAt(line, '服务商统一社会信用代码', uscc, 'UNKNOWN_RECORD', { noun: lang === 'en' ? 'provider' : '服务商' }, lang));
      else if (!before) fresh.push({ number, provider, solution });
      else if (before.provider.uscc !== uscc)
        wrong.push(faultAt(line, '服务商统一社会信用代码', uscc, 'DIFFERS', { known: before.provider.uscc }, lang));
      else
        for (const [header, key] of Object.entries(compared))
          if (String(before.solution[key]) !== String(solution[key]))
            wrong.push(faultAt(line, header, String(solution[key]), 'DIFFERS', { known: String(before.solution[key]) }, lang));
    }
    if (wrong.length) return wrong;
    if (fresh.length) mayComplete(call);
    const samples = fresh.slice(0, 20).map(({ number, solution }) => ({ key: number, name: solution.name }));
    return {
      rows: rows.length,
      imported: fresh.length,
      news: fresh.length > 0,
      unchanged: rows.length - fresh.length,
      differences: { ...noDifferences(), added: { count: fresh.length, samples } },
      call,
      write: (ctx, { factId }) => recordPastSubmissions(ctx, call, fresh, factId),
    };
  },
};
