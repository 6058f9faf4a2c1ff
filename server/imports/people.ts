import { lexicon } from '../../schema/messages/index.ts';
import type { Context } from '../kernel/context.ts';
import { codeIn, integer, listOf, text } from '../kernel/sheets/parsers.ts';
import { readTable, type TableColumn } from '../kernel/sheets/readTable.ts';
import { usccCell } from '../people/uscc.ts';
import { loadReference } from '../reference/loadReference.ts';
import { type Differences, noDifferences } from './outcome.ts';
import type { ImportTable } from './table.ts';

const codes = (list: readonly { code: string }[]) => new Set(list.map(({ code }) => code));
/** As screens say it, and as notices shorten it. */
const kinds = new Map(
  Object.entries(lexicon.enums['ProviderKind']!).flatMap(([code, [zh]]) => [zh, zh.replace('企业', '')].map(name => [name, code] as const)),
);

/** A list of the bureau's own: who is new is added, who is known is brought up to date, and who is missing stays. */
interface Master {
  table: string;
  /** The column that tells one row from another. */
  key: string;
  columns: readonly TableColumn[];
  /** Columns of the database, with their types; the key first. */
  types: Readonly<Record<string, string>>;
  name: string;
}

const providers: Master = {
  table: 'provider',
  key: 'uscc',
  name: 'name',
  types: { uscc: 'text', name: 'text', kind: 'text', district: 'text', contact_phone: 'text' },
  columns: [
    { key: 'uscc', header: '统一社会信用代码', required: true, parse: usccCell },
    { key: 'name', header: '名称', aliases: ['单位名称', '服务商名称'], required: true, parse: text(120) },
    { key: 'kind', header: '类型', required: true, parse: codeIn(kinds, '服务商类型') },
    { key: 'district', header: '区市代码', required: true, parse: codeIn(codes(loadReference().districts), '区市代码') },
    { key: 'contact_phone', header: '联系电话', mayBeMissing: true, parse: text(30) },
  ],
};

const experts: Master = {
  table: 'expert',
  key: 'number',
  name: 'number',
  types: { number: 'text', name: 'text', employer_uscc: 'text', scenarios: 'text[]', most_reviews: 'int' },
  columns: [
    { key: 'number', header: '编号', required: true, parse: text(20) },
    { key: 'name', header: '姓名', required: true, parse: text(60) },
    { key: 'employer_uscc', header: '单位统一社会信用代码', required: true, parse: usccCell },
    { key: 'scenarios', header: '擅长场景', required: true, parse: listOf(codeIn(codes(loadReference().scenarios), '场景代码')) },
    { key: 'most_reviews', header: '最多评审数', required: true, parse: integer({ min: 1, max: 500 }) },
  ],
};

function masterTable({ table, key, columns, types, name }: Master): ImportTable {
  const names = Object.keys(types);
  const incoming = `jsonb_to_recordset($1::jsonb) as i(${Object.entries(types)
    .map(([column, type]) => `${column} ${type}`)
    .join(', ')})`;
  // What a file leaves empty is not thereby forgotten.
  const said = (column: string) => `coalesce(i.${column}, k.${column})`;
  const differs = `(${names.map(column => `k.${column}`).join(', ')}) is distinct from (${names.map(said).join(', ')})`;

  const write = async (ctx: Context, rows: string, factId: string) => {
    await ctx.query(
      `update ${table} k set ${names.map(column => `${column} = ${said(column)}`).join(', ')}, fact_ids = k.fact_ids || $2::uuid, version = k.version + 1
       from ${incoming} where i.${key} = k.${key} and ${differs}`,
      [rows, factId],
    );
    await ctx.query(
      `insert into ${table} (id, ${names.join(', ')}, fact_ids) select uuid_v7(), ${names.map(column => `i.${column}`).join(', ')}, array[$2::uuid]
       from ${incoming} where not exists (select from ${table} k where k.${key} = i.${key})`,
      [rows, factId],
    );
  };

  return {
    async plan(ctx, source, { fileName, lang, progress }) {
      const { rows, faults } = await readTable(source, columns, { unique: [key], name: fileName, lang, progress });
      if (faults.length) return faults;
      const given = JSON.stringify(rows.map(({ values }) => values));
      const sample = (what: string) =>
        `(select jsonb_build_object('count', (select count(*) from diff where what = '${what}'), 'samples', coalesce((select jsonb_agg(to_jsonb(s)) from (select key, name from diff where what = '${what}' order by key limit 20) s), '[]'))) as ${what}`;
      const [found] = await ctx.query<Pick<Differences, 'added' | 'changed'>>(
        `with diff as (select i.${key} as key, i.${name} as name, case when k.id is null then 'added' when ${differs} then 'changed' end as what
           from ${incoming} left join ${table} k on k.${key} = i.${key})
         select ${sample('added')}, ${sample('changed')}`,
        [given],
      );
      const imported = found!.added.count + found!.changed.count;
      return {
        rows: rows.length,
        imported,
        news: imported > 0,
        unchanged: rows.length - imported,
        differences: { ...noDifferences(), ...found! },
        write: (ctx, { factId }) => write(ctx, given, factId),
      };
    },
  };
}

export const providersTable = masterTable(providers);
export const expertsTable = masterTable(experts);
