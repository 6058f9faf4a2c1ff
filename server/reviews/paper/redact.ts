/** What tells who a provider is, wherever it occurs in a text. */
export interface Identity {
  names: readonly (string | null | undefined)[];
  /** Codes, telephones, addresses, persons. */
  other: readonly (string | null | undefined)[];
}

export const hidden = '〔已隐去〕';

const region = /^(中国|全国|山东省?|青岛市?|北京市?|上海市?|天津市?|重庆市?|深圳市?|广州市?|杭州市?|济南市?|烟台市?)/;
const form = /[((][^))]*[))]|(集团|控股)?(股份)?(有限责任公司|有限公司|公司|集团|研究院|研究所|事务所|中心|厂)$/g;
const trade =
  /(工业互联网|物联网|互联网|云计算|大数据|人工智能|智能制造|智能装备|智能科技|数字科技|数字技术|信息技术|信息科技|网络技术|网络科技|自动化|机器人|电子商务|智能|数字|信息|网络|软件|科技|技术|系统|工程|装备|设备|电子|电气|机械|服务|咨询|数据|云|工业)$/;

/** The name by which people call a company: without its region, its trade and its legal form. */
export function shortName(name: string): string {
  let core = name.normalize('NFKC').replace(form, '').replace(region, '');
  for (let shorter = core.replace(trade, ''); shorter !== core && [...shorter].length >= 2; shorter = core.replace(trade, ''))
    core = shorter;
  return core;
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
/** Also found when somebody has put blanks or invisible characters between the letters. */
const loosely = (text: string) => [...text].map(literal).join('[\\s\\u200b-\\u200f\\u2060\\ufeff·・._-]*');

/** Full-width letters and digits read as plain ones; Chinese punctuation stays what it is. */
const plain = (text: string) => text.replace(/[０-９Ａ-Ｚａ-ｚ＠．]/g, letter => letter.normalize('NFKC'));

const patterns = [
  /[\w.+-]+@[\w-]+(\.[\w-]+)+/giu,
  /\b(?:https?:\/\/|www\.)[^\s,。;、,;]+/giu,
  /(?<![\w.@-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:com|cn|net|org|io|tech|cloud|shop|top|vip|info|cc|co|ai)(?![a-z0-9-])(?:\/[\w./?%&=#~-]*)?/giu,
  /(?:软著登字|软著变补字|ICP备|ICP证)\s*第?\s*\d{4,}\s*号?/giu,
  /(?<![0-9A-Z])[0-9A-HJ-NP-RT-UW-Y]{2}\d{6}[0-9A-HJ-NP-RT-UW-Y]{10}(?![0-9A-Z])/giu,
  /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/gu,
  /(?<!\d)(?:0\d{2,3}[- ]?)\d{7,8}(?!\d)/gu,
  /(?<!\d)400[- ]?\d{3,4}[- ]?\d{3,4}(?!\d)/gu,
];

/** Makes the function that takes an identity out of a text; addresses, telephones and codes go whosever they are. */
export function redactor({ names, other }: Identity): (text: string) => string {
  const known = [
    ...names.flatMap(name => (name ? [name.normalize('NFKC'), name.normalize('NFKC').replace(form, ''), shortName(name)] : [])),
    ...other,
  ]
    .flatMap(text => (text && [...text.trim()].length >= 2 ? [text.normalize('NFKC').trim()] : []))
    .sort((a, b) => b.length - a.length);
  const identity = known.length ? new RegExp([...new Set(known)].map(loosely).join('|'), 'giu') : undefined;
  return text => {
    let clean = plain(text);
    for (const pattern of patterns) clean = clean.replace(pattern, hidden);
    return identity ? clean.replace(identity, hidden) : clean;
  };
}
