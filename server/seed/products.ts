import type { Solution } from '../solutions/solution/entity.ts';
import type { Dice } from './dice.ts';
import { trades } from './names.ts';

/** What products of a scenario are called, what hurts, and what they do about it. */
const lines: Readonly<
  Record<string, { names: readonly string[]; pain: string; does: string; measure: readonly [string, string, string] }>
> = {
  S01: {
    names: ['协同设计平台', '参数化设计助手'],
    pain: '图纸版本混乱,改型周期长,设计与工艺脱节。',
    does: '图纸与零部件库统一管理,参数化改型,变更自动通知工艺。',
    measure: ['改型周期', '天', '缩短30%'],
  },
  S02: {
    names: ['工艺编制助手', '工艺知识库'],
    pain: '工艺靠老师傅经验,编制慢、难复用。',
    does: '工艺路线模板化编制,沉淀为可检索的知识库。',
    measure: ['工艺编制时间', '小时', '缩短40%'],
  },
  S03: {
    names: ['订单管家', '客户管理云'],
    pain: '订单靠表格流转,交期说不清。',
    does: '订单、客户、交期一屏可查,与库存、生产联动。',
    measure: ['准时交付率', '%', '提升8个百分点'],
  },
  S04: {
    names: ['售后工单云', '远程运维盒子'],
    pain: '售后响应慢,问题反复出现。',
    does: '报修、派工、回访闭环,故障数据反哺设计。',
    measure: ['平均响应时间', '小时', '缩短50%'],
  },
  S05: {
    names: ['计划排程助手', '智能排产云'],
    pain: '插单多,排产靠人算,车间忙闲不均。',
    does: '按订单、物料、产能自动排程,插单后分钟级重排。',
    measure: ['计划达成率', '%', '提升10个百分点'],
  },
  S06: {
    names: ['轻量MES', '车间报工助手', '生产看板'],
    pain: '车间进度不透明,报工滞后、不准。',
    does: '扫码报工,工序进度、在制品实时可视。',
    measure: ['报工及时率', '%', '达到95%'],
  },
  S07: {
    names: ['质量追溯云', '视觉质检一体机'],
    pain: '质量问题追不到批次,人工检验漏检。',
    does: '检验数据在线采集,批次正反向追溯,不良自动预警。',
    measure: ['漏检率', '‰', '下降50%'],
  },
  S08: {
    names: ['设备联网盒子', '设备点检助手', '设备健康云'],
    pain: '设备突发停机多,点检流于形式。',
    does: '采集设备状态,点检到人,异常提前预警。',
    measure: ['非计划停机', '小时/月', '减少30%'],
  },
  S09: {
    names: ['安全巡检云', '双重预防助手'],
    pain: '隐患排查靠纸质台账,整改跟不上。',
    does: '隐患随手拍、限期整改、自动提醒。',
    measure: ['隐患按期整改率', '%', '达到98%'],
  },
  S10: {
    names: ['能耗管家', '能碳一体机'],
    pain: '电费高,不知道能耗花在哪。',
    does: '分项计量,峰谷优化建议,异常用能报警。',
    measure: ['单位产品能耗', 'kWh', '下降6%'],
  },
  S11: {
    names: ['采购协同云', '供应商助手'],
    pain: '供应商交期、质量难管,对账费时。',
    does: '询比价、订单、到货、对账在线协同。',
    measure: ['对账时间', '天', '缩短60%'],
  },
  S12: {
    names: ['仓储管家', '快仓助手'],
    pain: '账实不符,找料慢。',
    does: '扫码出入库,库位可视,先进先出自动提示。',
    measure: ['库存准确率', '%', '达到99%'],
  },
  S13: {
    names: ['业财一体云', '成本核算助手'],
    pain: '成本算不清,月底加班结账。',
    does: '业务单据自动生成凭证,按订单核算成本。',
    measure: ['结账天数', '天', '缩短到3天'],
  },
  S14: {
    names: ['人力排班云', '绩效计件助手'],
    pain: '计件工资核算慢、易出错。',
    does: '报工数据直接算计件工资,员工手机可查。',
    measure: ['工资核算时间', '小时', '缩短80%'],
  },
  S15: {
    names: ['协同办公云', '流程助手'],
    pain: '审批慢,单据找不到。',
    does: '移动审批,单据归档可检索。',
    measure: ['平均审批时间', '小时', '缩短50%'],
  },
  S16: {
    names: ['经营驾驶舱', '数据分析助手'],
    pain: '经营数据散落各处,决策靠感觉。',
    does: '多系统数据汇总成经营看板,异常自动推送。',
    measure: ['报表出具时间', '小时', '缩短70%'],
  },
};
export const scenarioCodes = Object.keys(lines);

const tastes = ['云', '智', '轻', '易', '极', '慧', '微', '捷', '匠', '联'];
const kinds = [
  ['SOFTWARE', 66],
  ['SOLUTION', 14],
  ['BOTH', 10],
  ['HARDWARE', 10],
] as const;
const deployments = { SOFTWARE: ['SAAS'], SOLUTION: ['SAAS', 'ON_PREMISES'], BOTH: ['SAAS', 'EDGE'], HARDWARE: ['EDGE'] } as const;

/** What a provider says of a product: everything a call asks for, in words that could be true. */
export function product(die: Dice, since: string): Partial<Solution> {
  const mainScenario = die.pick(scenarioCodes);
  const line = lines[mainScenario]!;
  const kind = die.weighted(kinds);
  const hardware = kind === 'HARDWARE' || kind === 'BOTH';
  const price = die.int(4, 49) * 2000 - 20;
  const [measure, unit, expected] = line.measure;
  const scenarios = [...new Set([mainScenario, ...die.some(scenarioCodes, die.int(0, 2))])].sort();
  const divisions = die
    .some(trades, die.int(2, 6))
    .map(([code]) => code)
    .sort();
  return {
    name: `${die.pick(tastes)}${die.pick(tastes)}${die.pick(line.names)}`,
    release: `V${die.int(1, 6)}.${die.int(0, 9)}`,
    kind,
    mainScenario,
    scenarios,
    divisions,
    painPoint: line.pain,
    functions: line.does,
    deployments: [...deployments[kind]],
    interfaces: die.some(['REST', 'OPC UA', 'Modbus TCP', 'MQTT', 'CSV 导出', 'Excel 导入'], die.int(2, 4)),
    prerequisites: hardware ? '车间有电源和网络,设备留有通信口' : '有可上网的电脑或手机即可',
    measures: [{ name: measure, unit, expected, how: '试用前后各取四周数据对比' }],
    cases: Array.from({ length: die.int(3, 4) }, (_, nth) => ({
      enterpriseName: `应用企业${'甲乙丙丁'[nth]}(${trades.find(([code]) => code === divisions[nth % divisions.length])![2][0]})`,
      uscc: null,
      since,
      result: `${measure}${expected}`,
    })),
    caseContacts: null,
    listPrice: (price + 4000).toFixed(2),
    priceAfter: price.toFixed(2),
    freeDays: hardware ? die.pick([60, 60, 90]) : die.pick([30, 30, 60, 90]),
    seats: die.pick([5, 8, 10, 15, 20, 30]),
    startWithinDays: die.int(1, 10),
    included: hardware
      ? ['设备两套', '云端账号10个', '上门安装一次', '培训4小时']
      : ['全部功能模块', '账号20个', '数据初始化', '线上培训4小时'],
    excluded: die.chance(0.35) ? [{ name: '定制开发(每人天)', price: '1800.00' }] : [],
    exitTerms: hardware
      ? '试用结束15日内免费拆除设备,数据以CSV格式返还并出具删除证明。'
      : '试用结束15日内以CSV格式返还全部数据并出具删除证明,账号停用。',
    retired: false,
  };
}
