import { graphql } from '../../../schema/graphql.ts';
import { type Role, roles } from '../../../schema/roles.ts';
import { queueRules } from '../../../server/home/queues.ts';
import { listingOf } from '../../../server/kernel/listing.ts';
import { anEnterprise, someone, sql, statementsOf, useServer } from '../../kit.ts';

useServer();

const Queues = graphql(`query { queues { key type filter count oldestAt } }`);

test('every queue counts exactly the rows of its list, for every role that has it, in one statement', async () => {
  const enterpriseId = await anEnterprise({ district: '370211' });
  await anEvidence(enterpriseId, '370211', 'EV-1');
  await anEvidence(await anEnterprise({ district: '370214' }), '370214', 'EV-2');
  for (const role of roles.filter(each => each !== 'PUBLIC' && each !== 'PARTNER')) {
    const who = await someone(role, role === 'DISTRICT' ? { district: '370211' } : {});
    const statements = await statementsOf(() => who.ask(Queues));
    expect(statements.filter(text => /counted/.test(text)).length).toBe(hasQueue(role) ? 1 : 0);
    for (const { type, filter, count } of (await who.ask(Queues)).queues) {
      const many = type === 'Evidence' ? 'evidences' : `${type[0]!.toLowerCase()}${type.slice(1)}s`;
      const list = await who.ask<Record<string, { totalCount: number }>, object>(
        `query ($filter: ${type}Filter) { ${many}(filter: $filter) { totalCount } }`,
        { filter: JSON.parse(filter) },
      );
      expect(list[many]?.totalCount).toBe(count);
      expect(count).toBeGreaterThan(0);
    }
  }
  const district = await someone('DISTRICT', { district: '370211' });
  expect((await district.ask(Queues)).queues).toEqual([
    { key: 'EVIDENCE_TO_VERIFY', type: 'Evidence', filter: '{"state":["PROPOSED"]}', count: 1, oldestAt: expect.any(String) },
  ]);
});

const hasQueue = (role: Role) => queueRules.some(queue => queue.roles.includes(role));

async function anEvidence(enterpriseId: string, district: string, number: string): Promise<void> {
  await sql(
    `insert into evidence (id, number, enterprise_id, uscc, district, kind, dated_on, document, expires_at, state)
     select uuid_v7(), $3, id, uscc, $2, 'CONTRACT', '2026-01-01', 'x', '2029-01-01', 'PROPOSED' from enterprise where id = $1`,
    [enterpriseId, district, number],
  );
}

test('every queue is of a list that exists, and nobody has a queue of what he may not see', () => {
  for (const { type } of queueRules) expect(listingOf(type)).toBeDefined();
});
