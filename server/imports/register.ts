import { followEnterprises } from '../coverage/evidence/service.ts';
import { lastDayOf } from '../coverage/figure/arithmetic.ts';
import { registerOn } from '../coverage/figure/sql.ts';
import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';
import { newId } from '../kernel/fields.ts';
import { codeIn, decimal, integer, month as monthCell, text } from '../kernel/sheets/parsers.ts';
import { readTable } from '../kernel/sheets/readTable.ts';
import { usccCell } from '../people/uscc.ts';
import { loadReference } from '../reference/loadReference.ts';
import type { Import } from './entity.ts';
import type { Differences } from './outcome.ts';
import type { ImportTable, Plan } from './table.ts';

const { districts, industries } = loadReference();
const sizes = new Map([
  ['大型', 'LARGE'],
  ['中型', 'MEDIUM'],
  ['小型', 'SMALL'],
  ['微型', 'MICRO'],
]);

/** The statistics bureau's own headings. */
export const registerColumns = [
  { key: 'uscc', header: '统一社会信用代码', required: true, parse: usccCell },
  { key: 'name', header: '单位名称', aliases: ['单位详细名称', '企业名称'], required: true, parse: text(120) },
  {
    key: 'district',
    header: '区市代码',
    aliases: ['区划代码'],
    required: true,
    parse: codeIn(new Set(districts.map(({ code }) => code)), '区市代码'),
  },
  {
    key: 'division',
    header: '行业大类代码',
    required: true,
    parse: codeIn(new Set(industries.filter(({ section }) => 'BCD'.includes(section)).map(({ code }) => code)), '工业行业大类'),
  },
  { key: 'size', header: '单位规模', required: true, parse: codeIn(sizes, '单位规模') },
  { key: 'employees', header: '期末从业人员(人)', parse: integer() },
  { key: 'revenue', header: '主营业务收入(万元)', parse: decimal() },
  { key: 'entered_month', header: '入库年月', parse: monthCell },
  { key: 'contact_name', header: '联系人', mayBeMissing: true, parse: text(60) },
  { key: 'contact_phone', header: '联系电话', mayBeMissing: true, parse: text(30) },
] as const;

const incoming = `jsonb_to_recordset($1::jsonb) as i(uscc text, name text, district text, division text, size text, employees int,
  revenue numeric(17,2), entered_month text, contact_name text, contact_phone text)`;
const said = (alias: string) =>
  ['name', 'district', 'division', 'size', 'employees', 'revenue', 'entered_month'].map(column => `${alias}.${column}`).join(', ');
/** Whether no later register in force lists the enterprise: then this one says what it is today. */
const latest = `not exists (select from register r join register_entry x on x.register_id = r.id
  where r.in_force_from > $2::date and r.replaced_at is null and r.undone_at is null and x.uscc = i.uscc)`;
const contactsDiffer = `(e.contact_name, e.contact_phone) is distinct from (coalesce(i.contact_name, e.contact_name), coalesce(i.contact_phone, e.contact_phone))`;
export const registerTable: ImportTable = {
  async plan(ctx, source, { month, sha256, fileName, lang, progress }) {
    if (!month || !/^20\d{2}-(0[1-9]|1[0-2])$/.test(month)) throw refuse('BAD_USER_INPUT', 'MONTH_INVALID');
    const { rows, faults } = await readTable(source, registerColumns, { unique: ['uscc'], name: fileName, lang, progress });
    if (faults.length) return faults;
    if (rows.length === 0) throw refuse('FILE_REJECTED', 'FILE_EMPTY');
    return compare(ctx, JSON.stringify(rows.map(({ values }) => values)), rows.length, month, sha256);
  },
  undo,
};

async function compare(ctx: Context, table: string, rows: number, month: string, sha256: string): Promise<Plan> {
  const day = lastDayOf(month);
  const [base] = await ctx.query<{ id: string; month: string; version: number; file_sha256: string | null }>(
    `select id, month, version, file_sha256 from register where id = ${registerOn('$1::date')}`,
    [day],
  );
  const [differences] = await ctx.query<Differences>(
    `with diff as (
       select coalesce(i.uscc, k.uscc) as key, coalesce(i.name, k.name) as name, i.name as new_name, k.name as old_name, i.district as new_district, k.district as old_district,
              case when k.uscc is null then 'added' when i.uscc is null then 'gone'
                   when (${said('i')}) is distinct from (${said('k')}) or (${contactsDiffer} and e.id is not null and ${latest}) then 'changed' end as what
       from ${incoming} full join (select * from register_entry where register_id = $3) k on k.uscc = i.uscc left join enterprise e on e.uscc = i.uscc)
     select ${['added', 'gone', 'changed'].map(what => difference(what, `what = '${what}'`, 'null::text', 'null::text')).join(', ')},
            ${difference('moved', `what = 'changed' and new_district <> old_district`, 'old_district', 'new_district')},
            ${difference('renamed', `what = 'changed' and new_name <> old_name`, 'old_name', 'new_name')}`,
    [table, day, base?.id ?? null],
  );
  const { added, gone, changed } = differences!;
  const again = base?.month === month;
  const same = again && (base.file_sha256 === sha256 || added.count + gone.count + changed.count === 0);
  const counts = { added: added.count, gone: gone.count, changed: changed.count };
  return {
    rows,
    imported: rows,
    news: !same,
    unchanged: same ? rows : rows - added.count - changed.count,
    differences: differences!,
    write: (ctx, made) =>
      write(ctx, { table, rows, month, day, sha256, factId: made.factId, replaces: again ? base.id : undefined, counts }),
  };
}

const difference = (name: string, where: string, before: string, after: string) =>
  `(select jsonb_build_object('count', (select count(*) from diff where ${where}), 'samples', coalesce(jsonb_agg(s), '[]')) from (
     select key, name, ${before} as before, ${after} as after from diff where ${where} order by key limit 20) s) as ${name}`;

interface Writing {
  table: string;
  rows: number;
  month: string;
  day: string;
  sha256: string;
  factId: string;
  replaces?: string;
  counts: { added: number; gone: number; changed: number };
}

/** Enterprises, register, entries and the district of evidence: six statements, whatever the size. */
async function write(ctx: Context, { table, rows, month, day, sha256, factId, replaces, counts }: Writing): Promise<void> {
  await ctx.query(
    `insert into enterprise (id, uscc, name, district, division, size, employees, revenue, contact_name, contact_phone, fact_ids)
     select uuid_v7(), uscc, name, district, division, size, employees, revenue, contact_name, contact_phone, array[$2::uuid] from ${incoming}
     on conflict (uscc) do nothing`,
    [table, factId],
  );
  await ctx.query(
    `update enterprise e set name = i.name, district = i.district, division = i.division, size = i.size, employees = i.employees, revenue = i.revenue,
       contact_name = coalesce(i.contact_name, e.contact_name), contact_phone = coalesce(i.contact_phone, e.contact_phone),
       fact_ids = e.fact_ids || $3::uuid, version = e.version + 1
     from ${incoming}
     where e.uscc = i.uscc and ${latest}
       and ((e.name, e.district, e.division, e.size, e.employees, e.revenue) is distinct from (i.name, i.district, i.division, i.size, i.employees, i.revenue) or ${contactsDiffer})`,
    [table, day, factId],
  );
  if (replaces) await ctx.query('update register set replaced_at = (select domain_now()) where id = $1', [replaces]);
  const id = newId();
  await ctx.query(
    `insert into register (id, month, version, in_force_from, entries, added, gone, changed, file_sha256, replaces_id, fact_ids)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8, $9, array[$10::uuid] from register where month = $2`,
    [id, month, day, rows, counts.added, counts.gone, counts.changed, sha256, replaces ?? null, factId],
  );
  await ctx.query(
    `insert into register_entry (id, register_id, enterprise_id, uscc, name, district, division, size, employees, revenue, entered_month)
     select uuid_v7(), $2, e.id, i.uscc, ${said('i')} from ${incoming} join enterprise e on e.uscc = i.uscc`,
    [table, id],
  );
  await followEnterprises(ctx);
}

/** The version before is in force again, and enterprises are what the latest register in force says of them. */
async function undo(ctx: Context, { factId }: Import): Promise<void> {
  const [register] = await ctx.query<{ id: string; replaces_id: string | null; replaced_at: Date | null; frozen: boolean }>(
    `select id, replaces_id, replaced_at, exists (select from coverage_snapshot s where s.register_id = register.id) as frozen from register where $1 = any(fact_ids)`,
    [factId],
  );
  if (register!.replaced_at || register!.frozen) throw refuse('ILLEGAL_STATE', 'IMPORT_DEPENDED_ON');
  await ctx.query('update register set undone_at = (select domain_now()) where id = $1', [register!.id]);
  await ctx.query('update register set replaced_at = null where id = $1', [register!.replaces_id]);
  await ctx.query(
    `update enterprise e set name = i.name, district = i.district, division = i.division, size = i.size, employees = i.employees, revenue = i.revenue, version = e.version + 1
     from (select distinct on (x.uscc) x.* from register_entry x join register r on r.id = x.register_id and r.replaced_at is null and r.undone_at is null
           where x.uscc in (select uscc from register_entry where register_id = $1) order by x.uscc, r.in_force_from desc) i
     where e.uscc = i.uscc and (e.name, e.district, e.division, e.size, e.employees, e.revenue) is distinct from (i.name, i.district, i.division, i.size, i.employees, i.revenue)`,
    [register!.id],
  );
  await followEnterprises(ctx);
}
