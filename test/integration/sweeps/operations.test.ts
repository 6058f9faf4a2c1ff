import { isNonNullType } from 'graphql';
import { callersOf, mayCall } from '../../../server/kernel/guard.ts';
import { useServer } from '../../kit.ts';
import { documentOf, leastOf, operations } from './arguments.ts';
import { census, makeWorld, type World } from './world.ts';

useServer();

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 60_000);

const ask = (who: World['people'][number], document: string, variables: object) =>
  who.someone.ask(document, variables, { 'idempotency-key': `${Math.random()}` }).then(
    () => undefined,
    (error: { code?: string }) => error.code,
  );

test.each([
  'PUBLIC',
  'ENTERPRISE',
  'PROVIDER',
  'EXPERT',
  'DISTRICT',
  'OFFICER',
  'LEADER',
  'SYSTEM_ADMIN',
  'SECURITY_ADMIN',
  'AUDITOR',
  'PARTNER',
  'PARTNER of one scope',
])(
  'what is not for %s is refused, and changes nothing',
  async name => {
    const who = world.people.find(one => one.name === name)!;
    const before = await census();
    const answers: [string, string | undefined][] = [];
    const closed = operations.filter(operation => !mayCall(who.actor, operation.name));
    for (const operation of closed) {
      const variables = leastOf(operation.field.args);
      answers.push([operation.name, await ask(who, documentOf(operation, Object.keys(variables)), variables)]);
    }
    const code = name === 'PUBLIC' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    expect(answers).toEqual(closed.map(operation => [operation.name, code]));
    expect(await census()).toEqual(before);
  },
  60_000,
);

test('every operation has callers, and those without sign-in are named by the policy', () => {
  expect(operations.filter(({ name }) => callersOf(name).length === 0)).toEqual([]);
});

test('a change names the version it read: every update requires one', () => {
  const versionless = operations.filter(
    ({ name, field }) => /^update/.test(name) && !field.args.some(arg => arg.name === 'version' && isNonNullType(arg.type)),
  );
  expect(versionless.map(({ name }) => name)).toEqual([]);
});
