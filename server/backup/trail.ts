import { readAnchors, writeAnchor } from '../kernel/audit/anchors.ts';
import { type Ask, type Progress, verifyAll } from '../kernel/audit/verify.ts';
import { session } from './copying.ts';

/**
 * Verifies the audit trail of a database that was just restored.
 *
 * The anchors may reach further than the backup: what happened since it was made is gone, and that is written down among
 * them before anything else, so that the shorter chain is no secret and no fault.
 */
export async function verifyRestored(databaseUrl: string, anchors: string): Promise<Progress> {
  const client = await session(databaseUrl);
  const ask: Ask = async <R>(sql: string, parameters?: unknown[]) => (await client.query(sql, parameters)).rows as R[];
  try {
    await writeAnchor({ query: ask }, anchors, 'RESTORED');
    return await verifyAll(ask, await readAnchors(anchors));
  } finally {
    await client.end();
  }
}
