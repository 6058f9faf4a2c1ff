import type { Context } from '../../kernel/context.ts';
import { Count, Flag, Moment, Text, Value } from '../../kernel/fields.ts';
import { stateSql } from '../../kernel/lifecycle.ts';
import { submissionLifecycle } from './lifecycle.ts';

@Value('Whether a receipt is genuine. Who has not the receipt with its whole hash learns nothing')
export class ReceiptCheck {
  @Flag({ about: 'Whether a filing has this receipt and this hash' }) genuine!: boolean;
  @Text({ about: 'Title of the call', optional: true }) call?: string | null;
  @Text({ about: 'Number in the call', max: 40, optional: true }) number?: string | null;
  @Count({ about: 'Which filing of the submission, from 1', optional: true }) filing?: number | null;
  @Moment({ about: 'When it was filed, by the clock of the database', optional: true }) filedAt?: Date | null;
  @Flag({ about: 'Whether it stands: nothing was filed after it, and it was not withdrawn', optional: true }) stands?: boolean | null;
}

/** Compares a receipt and the hash on it with what was filed. */
export async function checkReceipt(ctx: Context, receipt: string, contentHash: string): Promise<ReceiptCheck> {
  const [found] = await ctx.query<Omit<ReceiptCheck, 'genuine'>>(
    `select call.title as call, s.number, f.ordinal as filing, f.filed_at as "filedAt",
            f.ordinal = s.filings and ${stateSql(submissionLifecycle, name => `s.${name === 'correctionDueAt' ? 'correction_due_at' : name}`)} <> 'WITHDRAWN' as stands
     from filing f join inside.submission s on s.id = f.submission_id join inside.call on call.id = s.call_id
     where f.receipt = $1 and f.content_hash = $2`,
    [receipt.trim().toUpperCase(), contentHash.trim().toLowerCase()],
  );
  return found ? { genuine: true, ...found } : { genuine: false };
}
