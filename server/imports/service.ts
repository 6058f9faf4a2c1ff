import { createHash } from 'node:crypto';
import { readAttachment } from '../files/service.ts';
import { advance } from '../kernel/advance.ts';
import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';
import { isCleanText, newId, uuidPattern } from '../kernel/fields.ts';
import { record } from '../kernel/journal.ts';
import type { Fault } from '../kernel/sheets/readTable.ts';
import { Import, type ImportInput } from './entity.ts';
import { evidenceTable } from './evidence.ts';
import { importLifecycle } from './lifecycle.ts';
import { type ImportReport, noDifferences } from './outcome.ts';
import { expertsTable, providersTable } from './people.ts';
import { registerTable } from './register.ts';
import { revocationsTable } from './revocations.ts';
import { scoresTable } from './scores.ts';
import { submissionsTable } from './submissions.ts';
import type { ImportOptions, ImportTable, Plan } from './table.ts';

const tables: Record<string, ImportTable> = {
  REGISTER: registerTable,
  EVIDENCE: evidenceTable,
  REVOCATIONS: revocationsTable,
  PROVIDERS: providersTable,
  EXPERTS: expertsTable,
  SUBMISSIONS: submissionsTable,
  SCORES: scoresTable,
};

/**
 * Imports a table: all of it, or nothing and a list of every fault.
 *
 * The same file twice changes nothing. What it did is one fact, whose id every row carries. Two imports of a kind at once
 * follow one another, so the second is compared with what the first has brought.
 */
export function importTable(ctx: Context, kind: string, source: Buffer, options: ImportOptions = {}): Promise<ImportReport> {
  const table = tables[kind] ?? refuseKind(kind);
  const sha256 = createHash('sha256').update(source).digest('hex');
  const look = (ctx: Context) => table.plan(ctx, source, { ...options, sha256 });
  if (options.dryRun) return look(ctx).then(plan => reportOf(plan));
  return ctx.transaction(async ctx => {
    await ctx.query(`select pg_advisory_xact_lock(hashtext('import ' || $1))`, [kind]);
    const plan = await look(ctx);
    if (Array.isArray(plan)) return reportOf(plan);
    const { added, gone, changed } = plan.differences;
    if (!plan.news) return reportOf(plan);
    const made = ctx.db.create(Import, {
      id: newId(),
      kind,
      fileName: options.fileName?.slice(-200) || `${kind.toLowerCase()}.csv`,
      fileSha256: sha256,
      fileId: options.fileId ?? null,
      month: kind === 'REGISTER' ? (options.month ?? null) : null,
      callId: plan.call?.id ?? null,
      rows: plan.rows,
      added: added.count,
      changed: changed.count,
      gone: gone.count,
      unchanged: plan.unchanged,
      importedById: uuidPattern.test(ctx.actor.id) ? ctx.actor.id : null,
    });
    const { fileName, month, rows } = made;
    made.factId = await record(ctx, 'Import.CREATE', made, {
      details: {
        kind,
        fileName,
        sha256,
        month,
        rows,
        added: added.count,
        changed: changed.count,
        gone: gone.count,
        unchanged: plan.unchanged,
        ...(plan.call && { call: plan.call.code, historical: true }),
      },
    });
    await ctx.db.insert(Import, made);
    await plan.write(ctx, { factId: made.factId, sha256, importedById: made.importedById ?? null });
    await ctx.query('select note_statistics()');
    return reportOf(plan, await ctx.db.findOneByOrFail(Import, { id: made.id }));
  });
}

function refuseKind(kind: string): never {
  throw refuse('BAD_USER_INPUT', 'IMPORT_KIND_UNKNOWN', { kind });
}

function reportOf(plan: Plan | Fault[], made: Import | null = null): ImportReport {
  if (Array.isArray(plan)) return { imported: 0, rows: 0, unchanged: 0, faults: plan, ...noDifferences(), import: null };
  return { imported: made ? plan.imported : 0, rows: plan.rows, unchanged: plan.unchanged, faults: [], ...plan.differences, import: made };
}

/** Imports a file that was sent before; refused as IMPORT_REJECTED, with every fault, when it has any. */
export async function importAttachment(ctx: Context, { kind, fileId, month, call, dryRun, lang }: ImportInput): Promise<ImportReport> {
  const { attachment, content } = await readAttachment(ctx, fileId);
  const options = {
    fileName: attachment.name,
    fileId,
    month,
    call,
    dryRun: dryRun ?? false,
    lang: lang === 'en' ? 'en' : 'zh-CN',
  } as const;
  const report = await importTable(ctx, kind, content, options);
  if (report.faults.length && !dryRun)
    throw refuse('IMPORT_REJECTED', undefined, { count: report.faults.length, faults: report.faults.slice(0, 500) });
  return report;
}

/**
 * Takes an import back, by two people: one asks and says why, another does it, which is refused once something depends on
 * the import. Until then nothing has changed, and either of them can let it stand.
 */
export async function advanceImport(ctx: Context, id: string, action: string, note?: string): Promise<Import> {
  const made = await ctx.need(Import, id);
  const { undo } = tables[made.kind]!;
  if (made.state === 'UNDONE') throw refuse('ILLEGAL_STATE', 'IMPORT_UNDONE');
  if (!undo) throw refuse('ILLEGAL_STATE', 'IMPORT_STAYS');
  if (action === 'KEEP') return advance(ctx, Import, importLifecycle, id, action, { note, set: unasked });
  if (action === 'ASK_UNDO') {
    if (note && (!isCleanText(note) || note.length > 500)) throw refuse('BAD_USER_INPUT', 'TEXT_INVALID', { field: 'note' });
    const asked = { undoAskedById: ctx.actor.id, undoAskedBy: ctx.actor.name, undoneNote: note?.trim() ?? null };
    return advance(ctx, Import, importLifecycle, id, action, { note, set: asked });
  }
  await ctx.query(`select pg_advisory_xact_lock(hashtext('import ' || $1))`, [made.kind]);
  const undone = await advance(ctx, Import, importLifecycle, id, action, {
    note: note ?? made.undoneNote,
    set: { undoneAt: await ctx.now(), undoneById: ctx.actor.id },
  });
  await undo(ctx, undone);
  return undone;
}

const unasked = { undoAskedById: null, undoAskedBy: null, undoneNote: null };

/** Imports the statistics bureau's list of a month. */
export const importRegister = (ctx: Context, source: Buffer, options: ImportOptions & { month: string }) =>
  importTable(ctx, 'REGISTER', source, options);
/** Imports evidence; what is known is never replaced. */
export const importEvidence = (ctx: Context, source: Buffer, options?: ImportOptions) => importTable(ctx, 'EVIDENCE', source, options);
/** Imports revocations of evidence, each with effect from its day. */
export const importRevocations = (ctx: Context, source: Buffer, options?: ImportOptions) =>
  importTable(ctx, 'REVOCATIONS', source, options);
