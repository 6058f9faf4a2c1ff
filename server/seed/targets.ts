import type { EntityManager } from 'typeorm';
import { CoverageRule } from '../coverage/rule/entity.ts';
import { Target } from '../coverage/target/entity.ts';
import { cityCode } from '../coverage/target/service.ts';
import { type City, districts } from './city.ts';
import type { People } from './people.ts';
import { at, workdayFrom } from './time.ts';

/** Last year's and this year's targets, and a proposal to change the rule that waits for its second person. */
export async function targets(db: EntityManager, { story, time, beginning }: City, { officer }: People): Promise<void> {
  const thisYear = Number(time.today.slice(0, 4));
  const known = new Set(
    ((await db.query('select year, scope_code from target')) as { year: number; scope_code: string }[]).map(
      each => `${each.year} ${each.scope_code}`,
    ),
  );
  for (const year of [thisYear - 1, thisYear]) {
    const january = workdayFrom(`${year}-01-01`);
    const setOn = january > beginning ? january : beginning;
    const set = (scope: string, scopeCode: string, value: string) => {
      if (!known.has(`${year} ${scopeCode}`))
        story.create(
          Target,
          `${year} ${scopeCode}`,
          { year, scope, scopeCode, kind: 'RATE', value },
          { at: at(setOn, 9, 30), by: officer },
        );
    };
    set('CITY', cityCode, year === thisYear ? '92.0' : '90.0');
    for (const { code, target } of districts) set('DISTRICT', code, year === thisYear ? target : (Number(target) - 2).toFixed(1));
  }
  const [{ next }] = (await db.query('select coalesce(max(rule_version), 0) + 1 as next from coverage_rule')) as [{ next: number }];
  story.create(
    CoverageRule,
    String(next),
    {
      ruleVersion: next,
      appliesFrom: `${thisYear + 1}-01-01`,
      kinds: ['ONSITE_LEVEL2', 'PROVINCIAL', 'TITLE', 'CONTRACT'],
      months: 48,
      basis: '拟自明年起将证明材料有效期由 36 个月调整为 48 个月,与省级评估周期一致;其余不变。',
      proposedById: officer.id,
    },
    { at: at(time.workday(-3), 16, 20), by: officer },
  );
}
