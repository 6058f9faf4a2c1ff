import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { allowed } from '../../kernel/policy.ts';
import { loadReference } from '../../reference/loadReference.ts';
import { Register } from '../register/entity.ts';
import { CoverageRule } from '../rule/entity.ts';
import { cityCode } from '../target/service.ts';
import type { Aim } from './arithmetic.ts';
import { registerOn, ruleRow } from './sql.ts';

/** What a figure of a day stands on. */
export interface Ground {
  at: string;
  register: Register;
  rule: CoverageRule;
  /** The city's target of that year, or of the last year that has one. */
  city?: Aim;
  /** Targets of districts and divisions, by code. */
  aims: Map<string, Aim>;
}

/** Register, rule and targets of a day, in one statement; refused when it, or the earlier day of a bridge, is before the first register. */
export async function groundOf(ctx: Context, at: string, earlier: string | null = null): Promise<Ground> {
  const [row] = await ctx.query<{
    register: ObjectLiteral | null;
    reaches: boolean;
    rule: ObjectLiteral | null;
    targets: (Aim & { scope: string; code: string })[];
  }>(
    `select $2::date is null or ${registerOn('$2::date')} is not null as reaches,
            (select to_jsonb(it) from inside.register it where it.id = ${registerOn('$1::date')}) as register,
            (select to_jsonb(it) from inside.coverage_rule it where it.id = (select r.id from ${ruleRow('$1::date')} r)) as rule,
            (select coalesce(jsonb_agg(t), '[]') from (
               select distinct on (scope, scope_code) scope, scope_code as code, kind, value::text as value from inside.target
               where year <= extract(year from $1::date) order by scope, scope_code, year desc) t) as targets`,
    [at, earlier],
  );
  if (!row?.register) throw refuse('BAD_USER_INPUT', 'NO_REGISTER_THEN', { at });
  if (!row.reaches) throw refuse('BAD_USER_INPUT', 'NO_REGISTER_THEN', { at: earlier });
  if (!row.rule) throw refuse('BAD_USER_INPUT', 'NO_RULE_THEN', { at });
  return {
    at,
    register: revive(ctx, Register, row.register),
    rule: revive(ctx, CoverageRule, row.rule),
    city: row.targets.find(({ scope, code }) => scope === 'CITY' && code === cityCode),
    aims: new Map(row.targets.filter(({ scope }) => scope !== 'CITY').map(target => [target.code, target])),
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
export function scopeOf(ctx: Pick<Context, 'actor'>, district?: string | null): string[] | null {
  if (district && !loadReference().districts.some(({ code }) => code === district)) throw refuse('BAD_USER_INPUT', 'TARGET_SCOPE_UNKNOWN');
  const rows = allowed(ctx.actor, 'read', 'RegisterEntry');
  const everything = rows.some(row => Object.keys(row).length === 0);
  const own = rows.flatMap(row => (typeof row['district'] === 'string' ? [row['district']] : []));
  if (!everything && own.length === 0) throw refuse('FORBIDDEN');
  if (!district) return everything ? null : own;
  return everything || own.includes(district) ? [district] : [];
}
