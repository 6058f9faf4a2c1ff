import { loadReference } from '../../../server/reference/loadReference.ts';

test('the reference data is whole', () => {
  const { districts, industries, chains, scenarios, sizes, tiers } = loadReference();
  expect([districts, industries, chains, scenarios, sizes, tiers].map(list => list.length)).toEqual([10, 41, 32, 16, 9, 5]);
  expect(new Set([...districts, ...industries, ...scenarios, ...tiers].map(({ code }) => code)).size).toBe(10 + 41 + 16 + 5);
  for (const { nameZh, nameEn } of [...districts, ...industries, ...chains, ...scenarios, ...tiers]) expect(nameZh && nameEn).toBeTruthy();
});

test('lists and numbers in cells are lists and numbers', () => {
  const { districts, scenarios, sizes, tiers } = loadReference();
  expect(districts.find(({ code }) => code === '370211')?.aliases).toContain('西海岸新区');
  expect(scenarios[0]).toMatchObject({ code: 'S01', kind: 'CONSTRAINT', typicalProducts: ['CAD/CAE/EDA', 'PDM/PLM'] });
  expect(scenarios.every(({ levels }) => levels.length === 4 && levels.every(level => level !== ''))).toBe(true);
  expect(sizes[0]).toMatchObject({ sizeEn: 'large', employeesMin: 1000, employeesBelow: null, revenueMin: 40000, rule: 'AND' });
  expect(tiers.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5]);
});
