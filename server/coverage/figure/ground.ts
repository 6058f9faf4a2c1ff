import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { type Actor, allowed } from '../../kernel/policy.ts';
import { loadReference } from '../../reference/loadReference.ts';
import { Register } from '../register/entity.ts';
import { CoverageRule } from '../rule/entity.ts';
import { registerOn, ruleRow } from './sql.ts';

/** What a figure of a day stands on. */
export interface Ground {
  at: string;
  register: Register;
  rule: CoverageRule;
}

/** Register and rule of a day, in one statement; refused when it, or the earlier day of a bridge, is before the first register. */
export async function groundOf(ctx: Context, at: string): Promise<Ground> {
  const [row] = await ctx.query<Stands>(
    `select $1::date as at, true as reaches, (select to_jsonb(it) from inside.register it where it.id = ${registerOn('$1::date')}) as register,
            (select to_jsonb(it) from inside.coverage_rule it where it.id = (select r.id from ${ruleRow('$1::date')} r)) as rule`,
    [at],
  );
  return groundFrom(ctx, row!);
}

/** What a row of a report says that its figure stands on. */
export interface Stands {
  at: string;
  /** Whether there was a register on the earlier day of a bridge. */
  reaches: boolean;
  register: ObjectLiteral | null;
  rule: ObjectLiteral | null;
}

/** Register and rule of a row, or the refusal that there were none on that day. */
export function groundFrom(ctx: Context, { at, reaches, register, rule }: Stands, earlier?: string | null): Ground {
  if (!register) throw refuse('BAD_USER_INPUT', 'NO_REGISTER_THEN', { at });
  if (!reaches) throw refuse('BAD_USER_INPUT', 'NO_REGISTER_THEN', { at: earlier });
  if (!rule) throw refuse('BAD_USER_INPUT', 'NO_RULE_THEN', { at });
  // Records are made of them where somebody looks at them.
  return {
    at,
    get register() {
      return revive(ctx, Register, register);
    },
    get rule() {
      return revive(ctx, CoverageRule, rule);
    },
  };
}

/** The record a row of JSON stands for. */
export function revive<T extends ObjectLiteral>(ctx: Context, entity: EntityTarget<T>, row: ObjectLiteral): T {
  const repository = ctx.db.getRepository(entity);
  const values = repository.metadata.columns.map(({ propertyName, databaseName, type }) => {
    const value = row[databaseName];
    return [propertyName, type === 'timestamptz' && value ? new Date(value) : type === 'numeric' && value !== null ? String(value) : value];
  });
  return Object.assign(repository.create(), Object.fromEntries(values));
}

/** The districts this actor may see figures of, as the policy has it for the rows behind them; null is all of them. */
export function scopeOf({ actor }: { actor: Actor }, district?: string | null): string[] | null {
  if (district && !loadReference().districts.some(({ code }) => code === district)) throw refuse('BAD_USER_INPUT', 'TARGET_SCOPE_UNKNOWN');
  const scope = scopeFor(actor, district);
  if (scope?.length === 0 && scopeFor(actor)?.length === 0) throw refuse('FORBIDDEN');
  return scope;
}

/** As `scopeOf`, but whoever may see none, or asks for what is no district, gets none of them. */
export function scopeFor(actor: Actor, district?: string | null): string[] | null {
  const rows = allowed(actor, 'read', 'RegisterEntry');
  const everything = rows.some(row => Object.keys(row).length === 0);
  const own = rows.flatMap(row => (typeof row['district'] === 'string' ? [row['district']] : []));
  if (!district) return everything ? null : own;
  return everything || own.includes(district) ? [district] : [];
}
