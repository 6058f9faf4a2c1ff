import { lexicon } from '../../schema/messages/index.ts';
import { ruleOn } from '../coverage/rule/service.ts';
import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';
import { date, fault, type Parser, text } from '../kernel/sheets/parsers.ts';
import { type Fault, readTable } from '../kernel/sheets/readTable.ts';
import { usccCell } from '../people/uscc.ts';
import type { Import } from './entity.ts';
import { faultAt, noDifferences } from './outcome.ts';
import type { ImportTable } from './table.ts';

const kinds = new Map(Object.entries(lexicon.enums['EvidenceKind']!).map(([code, [zh]]) => [bare(zh), code]));

/** A kind without what stands in brackets behind it: which title it is does not matter here. */
function bare(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\(.*\)$/, '')
    .trim();
}
const kindCell: Parser<string> = value => kinds.get(bare(value)) ?? fault('UNKNOWN_CODE', { list: '依据类型' });

const columns = [
  { key: 'number', header: '材料编号', required: true, parse: text(40) },
  { key: 'uscc', header: '统一社会信用代码', required: true, parse: usccCell },
  { key: 'kind', header: '依据类型', required: true, parse: kindCell },
  { key: 'dated_on', header: '认定日期', required: true, parse: date },
  { key: 'document', header: '文号或材料', required: true, parse: text(300) },
  { key: 'verified_by_unit', header: '核验单位', parse: text(120) },
  { key: 'verified_on', header: '核验日期', parse: date },
] as const;

const incoming = `jsonb_to_recordset($1::jsonb) as i(line int, number text, uscc text, kind text, dated_on date, document text, verified_by_unit text, verified_on date)`;

/** What is compared with a known piece of evidence, with the heading a difference is reported under. */
const compared: readonly (readonly [column: string, header: string, differs: string])[] = [
  ['uscc', '统一社会信用代码', 'i.uscc <> v.uscc'],
  ['kind', '依据类型', 'i.kind <> v.kind'],
  ['dated_on', '认定日期', 'i.dated_on <> v.dated_on'],
  ['document', '文号或材料', 'i.document <> v.document'],
  // What was verified here since is no contradiction of a file that does not speak of it.
  ['verified_by_unit', '核验单位', 'i.verified_by_unit is not null and i.verified_by_unit is distinct from v.verified_by_unit'],
  ['verified_on', '核验日期', 'i.verified_on is not null and i.verified_on is distinct from v.verified_on'],
];

export const evidenceTable: ImportTable = {
  async plan(ctx, source, { fileName, lang, progress }) {
    const { rows, faults } = await readTable(source, columns, { unique: ['number'], name: fileName, lang, progress });
    const halves = rows.flatMap(({ line, values: { verified_by_unit, verified_on } }) =>
      (verified_by_unit === null) === (verified_on === null)
        ? []
        : [faultAt(line, verified_on === null ? '核验日期' : '核验单位', '', 'EMPTY', undefined, lang)],
    );
    if (faults.length + halves.length) return [...faults, ...halves].sort((a, b) => a.line - b.line);
    const table = JSON.stringify(rows.map(({ line, values }) => ({ line, ...values })));
    const others = await contradictions(ctx, table, lang);
    if (others.length) return others;
    const samples = await ctx.query<{ key: string; name: string; count: number }>(
      `select i.number as key, coalesce(e.name, i.uscc) as name, count(*) over ()::int as count from ${incoming}
       left join evidence v on v.number = i.number and v.undone_at is null left join enterprise e on e.uscc = i.uscc
       where v.id is null order by i.number limit 20`,
      [table],
    );
    const count = samples[0]?.count ?? 0;
    return {
      rows: rows.length,
      imported: count,
      news: count > 0,
      unchanged: rows.length - count,
      differences: { ...noDifferences(), added: { count, samples: samples.map(({ key, name }) => ({ key, name })) } },
      write: (ctx, { factId, importedById }) => write(ctx, table, factId, importedById),
    };
  },
  undo,
};

async function contradictions(ctx: Context, table: string, lang?: 'zh-CN' | 'en'): Promise<Fault[]> {
  const found = await ctx.query<{ line: number; header: string; value: string; known: string | null }>(
    `select i.line, c.header, c.value, c.known from ${incoming} join evidence v on v.number = i.number and v.undone_at is null
     cross join lateral (values ${compared.map(([column, header, differs]) => `('${header}', i.${column}::text, v.${column}::text, ${differs})`).join(', ')}) c(header, value, known, differs)
     where c.differs order by i.line`,
    [table],
  );
  return found.map(({ line, header, value, known }) => faultAt(line, header, value, 'DIFFERS', { known: known ?? '—' }, lang));
}

/** Evidence that a unit verified before it came here is VERIFIED; the importer stands as the one who brought it. */
async function write(ctx: Context, table: string, factId: string, importedById: string | null): Promise<void> {
  const { months } = await ruleOn(ctx, await ctx.today());
  await ctx.query(
    `insert into evidence (id, number, enterprise_id, uscc, district, kind, dated_on, document, uploaded_by_id, verified_by_unit, verified_on, expires_at, state, fact_ids)
     select uuid_v7(), i.number, e.id, i.uscc, e.district, i.kind, i.dated_on, i.document, $2, i.verified_by_unit, i.verified_on, x.at,
            case when i.verified_on is null or i.kind = 'SELF' then 'PROPOSED' when x.at <= (select domain_now()) then 'EXPIRED' else 'VERIFIED' end, array[$3::uuid]
     from ${incoming} left join enterprise e on e.uscc = i.uscc
     cross join lateral (select (i.dated_on + make_interval(months => $4)) at time zone 'Asia/Shanghai' as at) x
     left join evidence v on v.number = i.number and v.undone_at is null
     where v.id is null`,
    [table, importedById, factId, months],
  );
}

async function undo(ctx: Context, { factId }: Import): Promise<void> {
  const [{ depended }] = (await ctx.query<{ depended: boolean }>(
    `select exists (select from evidence v where v.fact_ids[1] = $1
       and (v.version > 1 or cardinality(v.fact_ids) > 1 or exists (select from coverage_member m where m.evidence_id = v.id))) as depended`,
    [factId],
  )) as [{ depended: boolean }];
  if (depended) throw refuse('ILLEGAL_STATE', 'IMPORT_DEPENDED_ON');
  await ctx.query('update evidence set undone_at = (select domain_now()), version = version + 1 where fact_ids[1] = $1', [factId]);
}
