import { graphql } from '../../../schema/graphql.ts';
import { spelled } from '../../../server/kernel/conditions.ts';
import { newId } from '../../../server/kernel/fields.ts';
import { keyHas } from '../../../server/kernel/search/asking.ts';
import { anEnterprise, anyone, here, someone, sql, useServer } from '../../kit.ts';
import { anOffering } from '../trials/scene.ts';

useServer();

const Offerings = graphql(`query ($search: String) { offerings(search: $search, first: 50) { totalCount nodes { name } } }`);
const Enterprises = graphql(`query ($search: String) { enterprises(search: $search) { nodes { name } } }`);

const names = ['注塑行业MES系统', '重庆银行数据中台', '铝型材ＷＭＳ仓储', '精益100%_协同\\平台', 'Edge Box 5G'];
beforeAll(async () => {
  for (const name of names) await anOffering({ name });
});
const found = async (search: string): Promise<string[]> => {
  const { nodes, totalCount } = (await anyone().ask(Offerings, { search })).offerings;
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ name }) => name).sort();
};

test.each([
  ['注塑', [names[0]]],
  ['注', [names[0]]],
  ['注塑 MES', [names[0]]],
  ['mes　注塑', [names[0]]],
  ['ＭＥＳ', [names[0]]],
  ['zhusu', [names[0]]],
  ['ZhuSuHangYe', [names[0]]],
  ['zhus', [names[0]]],
  ['zs', [names[0]]],
  ['zshy', [names[0]]],
  ['zsmes', []],
  ['zshymes', [names[0]]],
  ['husu', []],
  ['chongqing', [names[1]]],
  ['zhongqing', []],
  ['cqyh', [names[1]]],
  ['yinhang shuju', [names[1]]],
  ['yinhang zhusu', []],
  ['wms', [names[2]]],
  ['lv', [names[2]]],
  ['100%', [names[3]]],
  ['%_', [names[3]]],
  ['_', [names[3]]],
  ['\\', [names[3]]],
  ['5g', [names[4]]],
  ['xboc', []],
  ['塑注', []],
])('%s finds %j', async (search, expected) => {
  expect(await found(search)).toEqual(expected);
});

test('a word is found in one column, not across two', async () => {
  const [row] = await sql<{ name: string; provider_name: string }>(`select name, provider_name from offering where name = $1`, [names[0]]);
  expect(await found(`统${row!.provider_name.slice(0, 1)}`)).toEqual([]);
  expect(await found(`统 ${row!.provider_name}`)).toEqual([names[0]]);
});

test('a key follows what it is of, and takes nothing else', async () => {
  const { id } = await anOffering({ name: '焊接机器人' });
  await sql(`update offering set name = '喷涂机器人' where id = $1`, [id]);
  expect([await found('hanjie'), await found('ptjqr')]).toEqual([[], ['喷涂机器人']]);
  await sql(`update offering set search_key = '偷天换日' where id = $1`, [id]);
  expect([await found('偷天'), await found('pentu')]).toEqual([[], ['喷涂机器人']]);
});

test('what is brought in by SQL is found, and what is masked is not, not by pinyin either', async () => {
  await anEnterprise();
  await sql(
    `insert into enterprise (id, uscc, name, district, division, size, contact_name, contact_phone)
     select $1, '91370211MA3TEST004', '青岛海纳精工', district, division, size, '欧阳锋', '13900001111' from enterprise limit 1`,
    [newId()],
  );
  const officer = await someone('OFFICER');
  const enterprises = async (search: string) => (await officer.ask(Enterprises, { search })).enterprises.nodes.map(({ name }) => name);
  for (const search of ['海纳', 'hainajinggong', 'hnjg', '91370211ma3test004']) expect(await enterprises(search)).toEqual(['青岛海纳精工']);
  for (const search of ['欧阳锋', 'ouyangfeng', 'oyf', '13900001111']) expect(await enterprises(search)).toEqual([]);
});

test('words of two characters, pinyin and initials are found by an index', async () => {
  await here().owner.transaction(async tx => {
    await tx.query('set local enable_seqscan = off');
    for (const word of ['注塑', 'zhusu', 'zs']) {
      const { sql: condition, parameters = {} } = keyHas(word, 'w');
      const values = Object.values(parameters);
      const written = spelled(
        condition,
        () => 'search_key',
        name => `$${Object.keys(parameters).indexOf(name) + 1}`,
      );
      const plan: { 'QUERY PLAN': string }[] = await tx.query(`explain select id from offering where ${written}`, values);
      const lines = plan.map(line => line['QUERY PLAN']).join('\n');
      expect(lines.match(/Bitmap Index Scan on offering_search_key_idx/g)).toHaveLength(values.length);
      // What an index cannot narrow is a scan of all of it.
      for (const value of values) {
        const [{ trigrams }] = await tx.query(`select cardinality(show_trgm(trim(both '%' from $1))) as trigrams`, [value]);
        expect(trigrams).toBeGreaterThan(2);
      }
    }
  });
});
