import { randomBytes } from 'node:crypto';
import type { Context } from '../../kernel/context.ts';
import { unseal } from '../../kernel/sealing.ts';
import { digest } from '../session/hashing.ts';
import { Factor } from './entity.ts';
import { stepOf } from './totp.ts';

/** A code that was right when it was looked at. Whether it is taken is decided by `take`, once. */
export type Proof = { step: number } | { recovery: string };

/** The second factor in force of an account. */
export async function factorOf(ctx: Context, userId: string): Promise<Factor | null> {
  const factor = await ctx.db.findOneBy(Factor, { userId });
  return factor?.sealed ? factor : null;
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const plain = (code: string) => code.toUpperCase().replace(/[\s-]/g, '');
const hashOf = (userId: string, code: string) => digest(`${userId} ${plain(code)}`);
const isRecoveryCode = (code: string) => /^[A-Z2-9]{16}$/.test(plain(code));

/** What a code proves: the telephone, or a recovery code; undefined when it is wrong. */
export async function proofOf(ctx: Context, factor: Factor, code: string): Promise<Proof | undefined> {
  if (isRecoveryCode(code)) return { recovery: hashOf(factor.userId, code) };
  const step = stepOf(unseal(factor.sealed!, factor.userId), code.trim(), await instant(ctx));
  return step === undefined ? undefined : { step };
}

/** Takes a proof, or answers false: it had been taken before. However many ask at once, one of them is answered true. */
export async function take(ctx: Context, userId: string, proof: Proof): Promise<boolean> {
  // TypeORM answers an update and a delete with [rows, count].
  const [rows] = (await ('step' in proof
    ? ctx.query('update factor set last_step = $2 where user_id = $1 and last_step < $2 returning user_id', [userId, proof.step])
    : ctx.query('delete from recovery_code where user_id = $1 and code_hash = $2 returning user_id', [
        userId,
        proof.recovery,
      ]))) as unknown as [unknown[]];
  return rows.length === 1;
}

/** Now, asked anew: one request may outlive a code. */
export async function instant(ctx: Context): Promise<Date> {
  const [row] = await ctx.query<{ now: Date }>('select domain_now() as now');
  return row!.now;
}

const codes = 10;

/** Ten codes that sign in once each, in place of all there were; shown now and nowhere kept. */
export async function makeRecoveryCodes(ctx: Context, userId: string): Promise<string[]> {
  const made = Array.from({ length: codes }, () =>
    Array.from(randomBytes(16), byte => letters[byte % letters.length])
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  );
  await ctx.query('delete from recovery_code where user_id = $1', [userId]);
  await ctx.query('insert into recovery_code (code_hash, user_id) select hash, $1 from unnest($2::text[]) hash', [
    userId,
    made.map(code => hashOf(userId, code)),
  ]);
  return made;
}
