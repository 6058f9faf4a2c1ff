import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyHas, waysToRead } from '../../../server/kernel/search/asking.ts';
import { edition, readings } from '../../../server/kernel/search/pinyin.ts';
import { syllables } from '../../../server/kernel/search/syllables.ts';

test.each([
  ['zhusu', ['zhu su']],
  ['fangan', ['fan gan', 'fang an']],
  ['xian', ['xian', 'xi an']],
  ['zhus', ['zhu s']],
  ['lvcai', ['lv cai']],
  ['mes', []],
  ['注塑', []],
  ['z', []],
])('%s is read as %j', (word, ways) => {
  expect(new Set(waysToRead(word).map(way => way.join(' ')))).toEqual(new Set(ways));
});

test('a word that can be read in very many ways is read in the few of fewest syllables', () => {
  const ways = waysToRead('xianxianxianxianxianxianxianxian');
  expect(ways[0]).toEqual(Array(8).fill('xian'));
  expect(ways.length).toBeLessThanOrEqual(8);
});

test('what is searched for is folded in case and width, and what means something to SQL is literal', () => {
  const patterns = (word: string) => Object.values(keyHas(word, 'w').parameters ?? {});
  expect(patterns('ＭＥＳ')).toEqual(['%mmeess%']);
  expect(patterns('50%')).toEqual(['%5500\\%\\%%']);
  expect(patterns('ＺhuSu')).toEqual(['%zzhhuussuu%', '%\u0001zhu\u0001su%']);
  expect(patterns('lüe')).toEqual(['%llüüee%', '%\u0001lue%', '%\u0001lu\u0001e%']);
});

test('the readings are those of the edition they name, and the syllables are those of the readings', async () => {
  const home = join(dirname(require.resolve('pinyin-pro')), '..');
  expect(edition).toContain(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version);
  const table = await readings();
  const spoken = new Set(table.flatMap(({ reading, words }) => [reading, ...Object.values(words ?? {}).flatMap(each => each.split(' '))]));
  expect([...spoken].filter(each => /[aeiouv]/.test(each)).sort()).toEqual([...syllables].sort());
  expect(table.find(({ letter }) => letter === '行')).toMatchObject({ reading: 'xing', words: { 业: 'hang ye' } });
  expect(table.find(({ letter }) => letter === '重')!.words).toMatchObject({ 庆: 'chong qing' });
});
