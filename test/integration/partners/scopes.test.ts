import { callersOf, mayCall } from '../../../server/kernel/guard.ts';
import { policy } from '../../../server/kernel/policy.ts';
import { scopes } from '../../../server/partners/scopes.ts';
import { next, sql, useServer } from '../../kit.ts';
import { documentOf, leastOf, operations } from '../sweeps/arguments.ts';
import { aPartner } from './scene.ts';

useServer();

/** What a scope opens, from the policy alone: the types and operations it names. */
const named = (held: readonly string[]) =>
  Object.entries(policy().scopes)
    .filter(([, scope]) => scope === 'any' || held.includes(scope))
    .map(([name]) => name);

test.each([...scopes.map(scope => [scope]), [...scopes]])(
  'with %s every operation of the schema beyond it is refused, and nothing is written',
  async (...held) => {
    const { partner, id } = await aPartner(held);
    const actor = { id, role: 'PARTNER' as const, name: '', scopes: held, platformId: 'x' };
    const facts = async () =>
      (await sql<{ count: number }>(`select count(*)::int as count from fact where name not like 'Refusal.%'`))[0]!.count;
    const before = await facts();
    const refused: [string, string | undefined][] = [];
    const beyond = operations.filter(({ name }) => !mayCall(actor, name));
    for (const operation of beyond) {
      const variables = leastOf(operation.field.args);
      const code = await partner.ask(documentOf(operation, Object.keys(variables)), variables, { 'idempotency-key': `s${next()}` }).then(
        () => undefined,
        (error: { code?: string }) => error.code,
      );
      refused.push([operation.name, code]);
    }
    expect(refused).toEqual(beyond.map(({ name }) => [name, 'FORBIDDEN']));
    expect(await facts()).toBe(before);
    // What is open is what the policy names for these scopes, and little of the whole.
    const open = operations.filter(({ name }) => mayCall(actor, name)).map(({ name }) => name);
    expect(open.length).toBeLessThanOrEqual(named(held).length * 2);
    expect(beyond.length + open.length).toBe(operations.length);
    expect(beyond.length).toBeGreaterThan(operations.length / 2);
    console.info(`${held.join(', ')}: ${beyond.length} of ${operations.length} operations refused, open: ${open.join(' ')}`);
  },
  60_000,
);

test('no key calls what makes, rotates or approves keys, whatever its scopes', () => {
  for (const name of ['createApiKey', 'rotateApiKey', 'advanceApiKey']) expect(callersOf(name)).not.toContain('PARTNER');
});
