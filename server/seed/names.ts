/** Words of which the made-up city's names are put together. The city does not exist, and neither does any of its companies. */
import type { Dice } from './dice.ts';

const prefix = '岚海';

const syllables = [
  ...'鑫洋泰盛恒瑞华明宇丰源达信诚远航博腾凯润海天邦和兴隆正佳新永康安利德力通捷创科润银金宝星晨旭昌茂益嘉荣顺宏图景岳松柏',
];
const suffixes = ['有限公司', '有限公司', '有限公司', '有限公司', '股份有限公司', '制造有限公司'] as const;

/** Divisions of GB/T 4754 as they are spread over the city, each with the words its companies are named by. */
export const trades: readonly (readonly [division: string, weight: number, words: readonly string[]])[] = [
  ['13', 8, ['食品', '粮油', '水产', '饲料']],
  ['14', 4, ['食品', '乳业', '调味品']],
  ['15', 2, ['饮料', '酿酒']],
  ['17', 4, ['纺织', '印染', '针织']],
  ['18', 5, ['服装', '服饰']],
  ['19', 2, ['鞋业', '皮革制品']],
  ['20', 2, ['木业']],
  ['21', 2, ['家具', '家居']],
  ['22', 3, ['纸业', '包装']],
  ['23', 2, ['印务']],
  ['24', 3, ['工艺品', '体育用品']],
  ['26', 6, ['化工', '新材料', '涂料']],
  ['27', 2, ['药业', '生物制药']],
  ['29', 8, ['橡胶', '塑胶', '橡塑制品']],
  ['30', 6, ['建材', '玻璃', '石材']],
  ['31', 1, ['钢铁']],
  ['32', 1, ['铝业', '铜业']],
  ['33', 11, ['金属制品', '五金', '紧固件', '模具']],
  ['34', 10, ['机械', '泵业', '轴承', '阀门']],
  ['35', 9, ['专用设备', '橡机', '医疗器械']],
  ['36', 6, ['汽车零部件', '车桥']],
  ['37', 4, ['轨道装备', '船舶配套']],
  ['38', 8, ['电器', '电气', '电缆']],
  ['39', 4, ['电子', '光电']],
  ['40', 2, ['仪器', '仪表']],
  ['42', 1, ['再生资源']],
  ['44', 1, ['热电', '新能源']],
  ['46', 1, ['水务']],
];

/** Makes names of which none comes twice. */
export function namer(die: Dice) {
  const used = new Set<string>();
  return (words: readonly string[], endings: readonly string[] = suffixes): string => {
    for (let length = 2; ; ) {
      const stem = Array.from({ length }, () => die.pick(syllables)).join('');
      const name = `${prefix}${stem}${die.pick(words)}${die.pick(endings)}`;
      if (!used.has(name)) {
        used.add(name);
        return name;
      }
      if (die.chance(0.2)) length = 3;
    }
  };
}

const surnames = [...'王李张刘陈杨赵孙周吴徐马朱胡林郭何高罗郑梁谢宋唐许韩冯邓曹彭'];
/** Nobody in particular: a surname and what one does. */
export const contact = (die: Dice, titles: readonly string[]): string => `${die.pick(surnames)}${die.pick(titles)}`;

/** A number that no operator gives out. */
export const telephone = (nth: number): string => `1600${String(nth).padStart(7, '0')}`;
