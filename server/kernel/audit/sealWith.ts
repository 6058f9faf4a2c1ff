import type { EntityManager } from 'typeorm';

/** SM3 of `abc`, as the standard gives it. */
const proof = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0';

/**
 * From now on facts are sealed with this hash; earlier seals keep theirs. As the owner of the database.
 *
 * PostgreSQL has SHA-256 itself; SM3 comes with its extension pgcrypto and an OpenSSL that has it.
 */
export async function sealWith(db: EntityManager, algorithm: string): Promise<void> {
  if (algorithm === 'SM3') await needSm3(db);
  await db.query('update audit_head set algorithm = $1 where algorithm <> $1', [algorithm]);
}

async function needSm3(db: EntityManager): Promise<void> {
  const unfit = (why: string) =>
    Object.assign(new Error(`SHIZHUAN_AUDIT_HASH=SM3 needs SM3 in the database: ${why}. Or leave the setting at SHA256.`), { exitCode: 1 });
  try {
    await db.query('create extension if not exists pgcrypto with schema public');
  } catch (error) {
    throw unfit(`install the extension pgcrypto of PostgreSQL (${(error as Error).message})`);
  }
  const [made] = await db.query(`select encode(digest('abc', 'sm3'), 'hex') as hash`).catch((error: Error) => {
    throw unfit(`its OpenSSL does not offer it (${error.message})`);
  });
  if (made.hash !== proof) throw unfit('what it offers under this name is another hash');
}
