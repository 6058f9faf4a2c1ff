import { isNonNullType } from 'graphql';
import { callersOf } from '../../../server/kernel/guard.ts';
import { useServer } from '../../kit.ts';
import { operations } from './arguments.ts';

useServer();

test('every operation has callers, and those without sign-in are named by the policy', () => {
  expect(operations.filter(({ name }) => callersOf(name).length === 0)).toEqual([]);
});

test('a change names the version it read: every update requires one', () => {
  const versionless = operations.filter(
    ({ name, field }) => /^update/.test(name) && !field.args.some(arg => arg.name === 'version' && isNonNullType(arg.type)),
  );
  expect(versionless.map(({ name }) => name)).toEqual([]);
});
