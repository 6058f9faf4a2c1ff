import { graphql } from '../../../schema/graphql.ts';
import { districtName, divisionName, isChain, isDistrict, isDivision, isScenario } from '../../../server/reference/codes.ts';
import { fillReference } from '../../../server/reference/fill.ts';
import { anyone, here, sql, useServer } from '../../kit.ts';

useServer();

const Codes = graphql(`
  query {
    districts(sort: [{ field: POSITION }], first: 50) { nodes { code nameZh nameEn aliases } totalCount }
    divisions(first: 50) { totalCount }
    scenarios(filter: { kind: [CONSTRAINT] }, sort: [{ field: CODE }], first: 50) { nodes { code levels } }
    chains(search: "轨道交通", first: 50) { nodes { code scheme nameEn } }
  }
`);

test('the codes of the city are there from the start, for everybody', async () => {
  const { districts, divisions, scenarios, chains } = await anyone().ask(Codes);
  expect(districts.totalCount).toBe(10);
  expect(districts.nodes[2]).toEqual({
    code: '370211',
    nameZh: '黄岛区',
    nameEn: 'Huangdao District',
    aliases: ['西海岸新区', '青岛西海岸新区', '黄岛'],
  });
  expect(divisions.totalCount).toBe(41);
  expect(scenarios.nodes[0]).toMatchObject({ code: 'S01' });
  expect(scenarios.nodes[0]?.levels).toHaveLength(4);
  expect(chains.nodes.map(({ code }) => code).sort()).toEqual(['A09', 'B02', 'C02']);
});

test('filling again changes nothing, and brings back what was altered', async () => {
  const before = await sql('select * from district order by code');
  await fillReference(here().owner.manager);
  expect(await sql('select * from district order by code')).toEqual(before);
  await sql(`update district set name_zh = '某区' where code = '370202'`);
  await fillReference(here().owner.manager);
  expect(await sql('select * from district order by code')).toEqual(before);
});

test('names of codes cost no query, and an unknown code is its own name', () => {
  expect([districtName('370214'), districtName('370214', 'en'), divisionName('33')]).toEqual([
    '城阳区',
    'Chengyang District',
    '金属制品业',
  ]);
  expect(districtName('999999')).toBe('999999');
  expect([
    isDistrict('370285'),
    isDistrict('370200'),
    isDivision('41'),
    isDivision('99'),
    isScenario('S16'),
    isChain('A01'),
    isChain('Z'),
  ]).toEqual([true, false, true, false, true, true, false]);
});
