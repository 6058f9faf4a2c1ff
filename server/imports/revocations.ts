import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';
import { date, text } from '../kernel/sheets/parsers.ts';
import { readTable } from '../kernel/sheets/readTable.ts';
import { usccCell } from '../people/uscc.ts';
import type { Import } from './entity.ts';
import { faultAt, noDifferences } from './outcome.ts';
import type { ImportTable } from './table.ts';

const columns = [
  { key: 'number', header: '材料编号', required: true, parse: text(40) },
  { key: 'uscc', header: '统一社会信用代码', required: true, parse: usccCell },
  { key: 'revoked_on', header: '撤销日期', required: true, parse: date },
  { key: 'reason', header: '理由', required: true, parse: text(500) },
] as const;

const incoming = `jsonb_to_recordset($1::jsonb) as i(line int, number text, uscc text, revoked_on date, reason text)`;

interface Known {
  line: number;
  number: string;
  uscc: string;
  revoked_on: string;
  known_uscc: string | null;
  known_day: string | null;
  name: string | null;
}

export const revocationsTable: ImportTable = {
  async plan(ctx, source, { fileName, lang, progress }) {
    const { rows, faults } = await readTable(source, columns, { unique: ['number'], name: fileName, lang, progress });
    if (faults.length) return faults;
    const table = JSON.stringify(rows.map(({ line, values }) => ({ line, ...values })));
    const known = await ctx.query<Known>(
      `select i.line, i.number, i.uscc, i.revoked_on, v.uscc as known_uscc, v.revoked_on as known_day, e.name from ${incoming}
       left join evidence v on v.number = i.number and v.undone_at is null left join enterprise e on e.uscc = v.uscc order by i.line`,
      [table],
    );
    const noun = lang === 'en' ? 'evidence' : '材料编号';
    const wrong = known.flatMap(({ line, number, uscc, revoked_on, known_uscc, known_day }) => {
      if (!known_uscc) return [faultAt(line, '材料编号', number, 'UNKNOWN_RECORD', { noun }, lang)];
      if (known_uscc !== uscc) return [faultAt(line, '统一社会信用代码', uscc, 'DIFFERS', { known: known_uscc }, lang)];
      if (known_day && known_day !== revoked_on) return [faultAt(line, '撤销日期', revoked_on, 'DIFFERS', { known: known_day }, lang)];
      return [];
    });
    if (wrong.length) return wrong;
    const open = known.filter(({ known_day }) => !known_day);
    const samples = open.slice(0, 20).map(({ number, name, uscc, revoked_on }) => ({ key: number, name: name ?? uscc, after: revoked_on }));
    return {
      rows: rows.length,
      imported: open.length,
      news: open.length > 0,
      unchanged: rows.length - open.length,
      differences: { ...noDifferences(), changed: { count: open.length, samples } },
      write: (ctx, { factId }) => write(ctx, table, factId),
    };
  },
  undo,
};

/** A revocation counts from its day, which may be past: evidence that was never verified is rejected by it. */
const write = (ctx: Context, table: string, factId: string) =>
  ctx.query(
    `update evidence v set revoked_on = i.revoked_on, revoked_reason = i.reason, fact_ids = v.fact_ids || $2::uuid, version = v.version + 1,
       state = case when v.verified_on is null then 'REJECTED' else 'REVOKED' end
     from ${incoming} where v.number = i.number and v.undone_at is null and v.revoked_on is null`,
    [table, factId],
  );

async function undo(ctx: Context, { factId, createdAt }: Import): Promise<void> {
  const [{ frozen }] = (await ctx.query<{ frozen: boolean }>(
    'select exists (select from coverage_snapshot where created_at >= $1) as frozen',
    [createdAt],
  )) as [{ frozen: boolean }];
  if (frozen) throw refuse('ILLEGAL_STATE', 'IMPORT_DEPENDED_ON');
  await ctx.query(
    `update evidence set revoked_on = null, revoked_reason = null, fact_ids = array_remove(fact_ids, $1::uuid), version = version + 1,
       state = case when verified_on is null then 'PROPOSED' when expires_at <= (select domain_now()) then 'EXPIRED' else 'VERIFIED' end
     where $1::uuid = any(fact_ids)`,
    [factId],
  );
}
