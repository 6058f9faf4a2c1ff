import { loadReference } from '../../reference/loadReference.ts';
import type { AssessmentItem, AssessmentOption, LevelRow, SchemeScenario } from './values.ts';

const option = (code: string, name: string, nameEn: string, points: string, bound: string | null = null): AssessmentOption => ({
  code,
  name,
  nameEn,
  points,
  bound,
});
const nothing = option('NONE', '无', 'None', '0');

/** Options whose words only the official questionnaire has: they are told apart by its letters. */
const lettered = (count: number, points: string): AssessmentOption[] => [
  nothing,
  ...[...'ABCDE'].slice(0, count).map(letter => option(letter, `官方问卷选项 ${letter}`, `Option ${letter} of the questionnaire`, points)),
];
/** Five intervals of a percentage, open on the left and closed on the right. */
const intervals = (points: string[]): AssessmentOption[] =>
  ['10', '20', '40', '60', '100'].map((bound, at) => {
    const from = ['0', '10', '20', '40', '60'][at]!;
    return option(
      `P${bound}`,
      at ? `${from}%–${bound}%(含)` : '10% 及以下',
      at ? `over ${from} % to ${bound} %` : '10 % or less',
      points[at]!,
      bound,
    );
  });
const change = (up: string, flat: string, down: string): AssessmentOption[] => [
  option('UP', '上升', 'Up', up),
  option('FLAT', '持平', 'Unchanged', flat),
  option('DOWN', '下降', 'Down', down),
];
const item = (
  code: string,
  dimension: string,
  kind: string,
  [name, nameEn]: [string, string],
  options: AssessmentOption[],
  figures: [string, string] | [] = [],
): AssessmentItem => ({
  code,
  name,
  nameEn,
  dimension,
  kind,
  options,
  firstFigure: figures[0] ?? null,
  secondFigure: figures[1] ?? null,
});

/** The business links that collect data or are managed by systems: all scenarios but office work and decision support. */
const links = () => loadReference().scenarios.filter(({ nameZh }) => nameZh !== '协同办公' && nameZh !== '决策支持');
const steps = ['0', '1.5', '3', '4.5', '6', '7.5'];

/**
 * The scored part of the 2024 scheme for small and medium enterprises, 100 points in 15 items.
 *
 * Source: 工信厅企业〔2024〕56号, as a public copy of its questionnaire gives weights, kinds and points. The words of options that
 * were not found are left to the questionnaire; a new version of the scheme brings them.
 */
export const items = (): AssessmentItem[] => [
  item('NETWORK', 'BASIS', 'ANY', ['网络建设', 'Networks'], lettered(4, '2')),
  item('DIGITAL_MACHINES', 'BASIS', 'SHARE', ['设备数字化率', 'Share of digital machines'], intervals(['0', '1.5', '3', '4.5', '6']), [
    '数字化生产设备(台)',
    '全部生产设备(台)',
  ]),
  item('NETWORKED_MACHINES', 'BASIS', 'SHARE', ['设备联网率', 'Share of networked machines'], intervals(['0', '1.5', '3', '4.5', '6']), [
    '联网生产设备(台)',
    '全部生产设备(台)',
  ]),
  item(
    'COLLECTION',
    'BASIS',
    'ANY',
    ['数据采集', 'Automatic collection of data'],
    [nothing, ...links().map(({ code, nameZh, nameEn }) => option(code, nameZh, nameEn, nameZh === '人力资源' ? '0.9' : '0.7'))],
  ),
  item(
    'SYSTEMS',
    'BASIS',
    'COUNTED',
    ['信息系统', 'Information systems'],
    [
      nothing,
      ...links().map(({ code, nameZh, nameEn }) => option(code, nameZh, nameEn, '0')),
      // Of 14 links more than 80 % are twelve.
      option('FROM1', '一个环节', 'One link', '2.5', '1'),
      option('FROM2', '两个及以上', 'Two or more', '5', '2'),
      option('FROM12', '超过 80%', 'More than 80 %', '7.5', '12'),
      option('FROM14', '全部', 'All', '10', '14'),
    ],
  ),
  item('NETWORK_SECURITY', 'BASIS', 'ANY', ['网络安全', 'Network security'], lettered(4, '1.25')),
  item('DATA_SECURITY', 'BASIS', 'ANY', ['数据安全', 'Data security'], lettered(4, '1.25')),
  item(
    'PLANNING',
    'MANAGEMENT',
    'ONE',
    ['规划实施', 'Planning and execution'],
    steps.map((points, at) => option(`L${at}`, `官方问卷第 ${at + 1} 项`, `Statement ${at + 1} of the questionnaire`, points)),
  ),
  item('MECHANISM', 'MANAGEMENT', 'ANY', ['管理机制', 'Management mechanisms'], lettered(4, '1.875')),
  item('TALENT', 'MANAGEMENT', 'ANY', ['人才建设', 'Talent'], lettered(5, '1.5')),
  item('FUNDS', 'MANAGEMENT', 'SHARE', ['资金保障', 'Funds'], intervals(['0', '1.875', '3.75', '5.625', '7.5']), [
    '近三年年均数字化投入(万元)',
    '营业收入(万元)',
  ]),
  item('ENERGY', 'EFFECT', 'CHANGE', ['绿色低碳', 'Energy per 100 CNY of revenue'], change('0', '3.5', '7'), [
    '转型前每百元营收综合能耗(吨标准煤)',
    '转型后每百元营收综合能耗(吨标准煤)',
  ]),
  item('QUALITY', 'EFFECT', 'CHANGE', ['产品质量', 'Monthly pass rate'], change('7', '3.5', '0'), [
    '转型前月均合格率(%)',
    '转型后月均合格率(%)',
  ]),
  item('REVENUE', 'EFFECT', 'CHANGE', ['市场效益:人均营收', 'Revenue per head'], change('3', '1.5', '0'), [
    '上年人均营业收入(万元)',
    '本年人均营业收入(万元)',
  ]),
  item('COST', 'EFFECT', 'CHANGE', ['市场效益:百元营收成本', 'Cost per 100 CNY of revenue'], change('0', '1.5', '3'), [
    '上年每百元营收成本(元)',
    '本年每百元营收成本(元)',
  ]),
];

export const scenarios = (): SchemeScenario[] =>
  loadReference().scenarios.map(({ code, kind }) => ({ scenario: code, constraint: kind === 'CONSTRAINT' }));

/** The rows of the third and fourth level differ between public tools: the bureau confirms them against the official text. */
export const levels: LevelRow[] = [
  { level: 1, points: '20', scenarios: 6, constraints: 3, confirmed: true },
  { level: 2, points: '40', scenarios: 6, constraints: 3, confirmed: true },
  { level: 3, points: '60', scenarios: 8, constraints: 5, confirmed: false },
  { level: 4, points: '80', scenarios: 10, constraints: 6, confirmed: false },
];

/** The 2022 scheme, of which results alone are taken over: a level by points, nothing else was kept. */
export const levels2022: LevelRow[] = [20, 40, 60, 80].map((points, at) => ({
  level: at + 1,
  points: String(points),
  scenarios: 0,
  constraints: 0,
  confirmed: true,
}));
