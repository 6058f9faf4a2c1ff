import { In } from 'typeorm';
import type { Criterion } from '../calls/rubric.ts';
import { decimal, text } from '../kernel/sheets/parsers.ts';
import { type Fault, readTable, type TableColumn } from '../kernel/sheets/readTable.ts';
import { Expert } from '../people/expert/entity.ts';
import { conflictedScores, type HistoricalScore, recordHistoricalScores } from '../reviews/historical.ts';
import { type Mark, Review } from '../reviews/review/entity.ts';
import { Submission } from '../solutions/submission/entity.ts';
import { faultAt, noDifferences } from './outcome.ts';
import { mayComplete, pastCall } from './pastCall.ts';
import type { ImportTable } from './table.ts';

const criterionKey = (code: string) => `mark ${code}`;

/** A column for each criterion of the call, headed by its code or its name. */
const columnsOf = (criteria: readonly Criterion[]): TableColumn[] => [
  { key: 'number', header: '编号', required: true, parse: text(40) },
  { key: 'expert', header: '专家', aliases: ['专家编号'], required: true, parse: text(20) },
  ...criteria.map(({ code, name, max }) => ({
    key: criterionKey(code),
    header: code,
    aliases: [name],
    required: true,
    parse: decimal({ digits: 2, max }),
  })),
];

/** `10.5` and `10.50` are one mark. */
const sameMark = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && Number(a) === Number(b);

/** The marks of a past call. A submitted review never changes, and who has an interest has never marked. */
export const scoresTable: ImportTable = {
  async plan(ctx, source, { call: code, fileName, lang, progress }) {
    const call = await pastCall(ctx, code);
    const { criteria } = call.rubric;
    const { rows, faults } = await readTable(source, columnsOf(criteria), { unique: ['number', 'expert'], name: fileName, lang, progress });
    if (faults.length) return faults;
    const given = rows.map(({ line, values }) => ({ line, values: values as Record<string, string> }));
    const submissions = new Map((await ctx.db.findBy(Submission, { callId: call.id })).map(({ number, id }) => [number, id]));
    const experts = new Map(
      (await ctx.db.findBy(Expert, { number: In(given.map(({ values }) => values['expert']!)) })).map(({ number, id }) => [number, id]),
    );
    const known = new Map(
      (await ctx.db.findBy(Review, { callId: call.id }))
        .filter(({ replacesId }) => !replacesId)
        .map(review => [`${review.submissionId} ${review.expertId}`, review.marks]),
    );
    const wrong: Fault[] = [];
    const fresh: (HistoricalScore & { line: number; number: string; expert: string })[] = [];
    for (const { line, values } of given) {
      const [number, expert] = [values['number']!, values['expert']!];
      const [submissionId, expertId] = [submissions.get(number), experts.get(expert)];
      if (!submissionId)
        wrong.push(faultAt(line, '编号', number, 'UNKNOWN_RECORD', { noun: lang === 'en' ? 'submission' : '申报编号' }, lang));
      if (!expertId) wrong.push(faultAt(line, '专家', expert, 'UNKNOWN_RECORD', { noun: lang === 'en' ? 'expert' : '专家' }, lang));
      if (!submissionId || !expertId) continue;
      const marks: Mark[] = criteria.map(({ code: criterion }) => ({ criterion, mark: values[criterionKey(criterion)]! }));
      const before = known.get(`${submissionId} ${expertId}`);
      if (!before) fresh.push({ line, number, expert, submissionId, expertId, marks });
      for (const { criterion, mark } of before ? marks : []) {
        const kept = before!.find(entry => entry.criterion === criterion)?.mark;
        if (!sameMark(kept, mark)) wrong.push(faultAt(line, criterion, mark, 'DIFFERS', { known: kept ?? '—' }, lang));
      }
    }
    for (const at of await conflictedScores(ctx, fresh))
      wrong.push(faultAt(fresh[at]!.line, '专家', fresh[at]!.expert, 'CONFLICT', undefined, lang));
    if (wrong.length) return wrong.sort((a, b) => a.line - b.line);
    if (fresh.length) mayComplete(call);
    const samples = fresh.slice(0, 20).map(({ number, expert }) => ({ key: number, name: expert }));
    return {
      rows: rows.length,
      imported: fresh.length,
      news: fresh.length > 0,
      unchanged: rows.length - fresh.length,
      differences: { ...noDifferences(), added: { count: fresh.length, samples } },
      call,
      write: (ctx, { factId }) => recordHistoricalScores(ctx, call, fresh, factId),
    };
  },
};
