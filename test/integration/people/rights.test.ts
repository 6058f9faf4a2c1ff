import { graphql } from '../../../schema/graphql.ts';
import { anyone, someone, useServer } from '../../kit.ts';

useServer();

const Policy = graphql(`
  query ($role: Role) {
    policy(role: $role) {
      role operations
      rules { type verb managersOnly alternatives { conditions { column is values } } }
      fields { type field sight }
    }
  }
`);

test('who may do what is read from the rules in force: rows, fields and operations of each role', async () => {
  const auditor = await someone('AUDITOR');
  const { policy } = await auditor.ask(Policy, {});
  expect(policy.map(({ role }) => role)).toEqual(expect.arrayContaining(['PUBLIC', 'ENTERPRISE', 'OFFICER', 'AUDITOR', 'PARTNER']));
  const of = (role: string) => policy.find(each => each.role === role)!;
  expect(of('DISTRICT').rules).toContainEqual({
    type: 'Enterprise',
    verb: 'READ',
    managersOnly: false,
    alternatives: [{ conditions: [{ column: 'district', is: 'OWN', values: ['own district'] }] }],
  });
  expect(of('SYSTEM_ADMIN').rules).toContainEqual({
    type: 'User',
    verb: 'CREATE',
    managersOnly: false,
    alternatives: [{ conditions: [] }],
  });
  expect(of('PROVIDER').rules).toContainEqual(expect.objectContaining({ type: 'Invitation', verb: 'CREATE', managersOnly: true }));
  expect(of('OFFICER').fields).toContainEqual({ type: 'Enterprise', field: 'contactPhone', sight: 'MASKED' });
  expect(of('SYSTEM_ADMIN').fields).toContainEqual({ type: 'Enterprise', field: 'contactPhone', sight: 'WITHHELD' });
  expect(of('SECURITY_ADMIN').operations).toContain('resetFactor');
  expect(of('SYSTEM_ADMIN').operations).not.toContain('resetFactor');
  expect(of('AUDITOR').rules.filter(({ verb }) => verb !== 'READ')).toEqual([]);
});

test('one role alone can be asked for; whoever answers for nobody’s rights is refused', async () => {
  const { policy } = await (await someone('OFFICER')).ask(Policy, { role: 'LEADER' });
  expect(policy.map(({ role }) => role)).toEqual(['LEADER']);
  for (const role of ['PROVIDER', 'ENTERPRISE', 'EXPERT', 'DISTRICT'] as const)
    expect(await (await someone(role)).refusal(Policy, {})).toBe('FORBIDDEN');
  expect(await anyone().refusal(Policy, {})).toBe('UNAUTHENTICATED');
});
