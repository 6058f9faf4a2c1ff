import { operationWords } from '../../../admin/rights/operations.ts';
import { features } from '../../../server/features.ts';

test('the page of rights has words for every operation that no rule of a type covers, and for no other', () => {
  const operations = features.flatMap(({ policy }) => Object.keys(policy?.operations ?? {}));
  expect(Object.keys(operationWords).sort()).toEqual(operations.sort());
  for (const [operation, pair] of Object.entries(operationWords)) expect([operation, ...pair.filter(Boolean)]).toHaveLength(3);
});
