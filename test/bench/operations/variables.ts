import type { Client } from 'pg';
import { type Asked, type OperationName, ownDistrict, type Who } from './types.ts';

const sets = 100;
/** A number from 0 up to 1 for the n-th set, the same in every run. */
function chance(n: number, salt: number): number {
  let h = Math.imul(n + 1, 2654435761) ^ Math.imul(salt, 40503);
  h = Math.imul(h ^ (h >>> 13), 0x5bd1e995);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

const states = ['APPLIED', 'RUNNING', 'ENDED', 'CONVERTED', 'NOT_CONVERTED', 'DECLINED'];
const kinds = ['SOFTWARE', 'HARDWARE', 'BOTH', 'SOLUTION'];
const searches = [
  '智能排产',
  '质量追溯',
  '预测性维护',
  '能耗管理',
  '数字孪生',
  '柔性制造',
  '视觉检测',
  '轨道交通行业',
  '橡胶轮胎',
  '注塑行业',
];

/** A hundred sets of variables for each operation: half by an officer, half by a district's, where that makes a difference. */
export async function variablesOf(db: Client): Promise<Record<OperationName, Asked[]>> {
  const one = async (sql: string, ...values: unknown[]) => (await db.query(sql, values)).rows[0];
  const offerings: string[] = (await db.query('select id from offering order by md5(id::text) limit 100')).rows.map(({ id }) => id);
  const divisions: string[] = (await db.query('select code from division order by code')).rows.map(({ code }) => code);
  const { day } = await one(`select to_char(date_trunc('month', domain_today()), 'YYYY-MM-DD') as day`);
  const count = async (table: string) => {
    const { whole, own } = await one(
      `select count(*)::int as whole, count(*) filter (where district = $1)::int as own from ${table}`,
      ownDistrict,
    );
    return { OFFICER: whole, DISTRICT: own } as Record<Who, number>;
  };
  const [trials, enterprises, { providers }] = [
    await count('trial'),
    await count('enterprise'),
    await one('select count(*)::int as providers from provider'),
  ];
  const either = (n: number): Who => (n % 2 ? 'DISTRICT' : 'OFFICER');
  const each = (set: (n: number) => Omit<Asked, 'who'>, who: (n: number) => Who = either): Asked[] =>
    Array.from({ length: sets }, (_, n) => ({ who: who(n), ...set(n) }));
  const monthsAgo = (months: number, days = 0) => {
    const [year, month] = day.split('-').map(Number) as [number, number];
    return new Date(Date.UTC(year, month - 1 - months, 1 + days)).toISOString().slice(0, 10);
  };
  return {
    Q1: each(n => ({ variables: { id: offerings[n] } })),
    Q2: each(n => ({ variables: { kind: kinds[n % 4], division: divisions[n % divisions.length] } })),
    Q3: each(n => ({ variables: { state: states[(n >> 1) % states.length] } })),
    Q4: each(n => ({ variables: { offset: Math.floor(chance(n, 4) * (providers - 50)) } })),
    Q5: each(n => ({ variables: {}, after: Math.floor((0.4 + chance(n, 5) * 0.55) * trials[either(n)]) })),
    Q6: each(
      () => ({ variables: {} }),
      () => 'OFFICER',
    ),
    Q7: each(() => ({ variables: {} })),
    Q8: each(n => ({ variables: { from: monthsAgo(12 + ((n >> 1) % 12)), to: monthsAgo((n >> 1) % 12, -1) } })),
    Q9: each(n => ({ variables: { words: searches[n % searches.length] } })),
    Q10: each(n => ({ variables: {}, after: Math.floor(chance(n, 10) * (enterprises[either(n)] - 200)) })),
  };
}
