import { words } from './words.ts';

const named = {
  code: ['代码', 'Code'],
  nameZh: ['名称', 'Name in Chinese'],
  nameEn: ['英文名称', 'Name in English'],
  position: ['次序', 'Position'],
} as const;

export const reference = words({
  types: {
    District: ['区市', 'District'],
    Division: ['行业大类', 'Division'],
    Scenario: ['转型场景', 'Scenario'],
    Chain: ['产业链', 'Industrial chain'],
  },
  fields: {
    District: { ...named, aliases: ['别名', 'Other names'] },
    Division: { ...named, section: ['门类', 'Section'] },
    Scenario: {
      ...named,
      domainZh: ['所属领域', 'Field in Chinese'],
      domainEn: ['所属领域(英文)', 'Field in English'],
      kind: ['要求', 'Kind'],
      levels: ['各级要求', 'Levels'],
      typicalProducts: ['典型产品', 'Typical products'],
    },
    Chain: { ...named, scheme: ['体系', 'Scheme'], groupZh: ['分组', 'Group'] },
  },
  enums: { ScenarioKind: { CONSTRAINT: ['约束性', 'required'], GUIDANCE: ['引导性', 'advised'] } },
  reasons: {
    DISTRICT_UNKNOWN: ['没有代码为 {code} 的区市。', 'There is no district with the code {code}.'],
    DIVISION_UNKNOWN: ['没有代码为 {code} 的行业大类。', 'There is no division with the code {code}.'],
    SCENARIO_UNKNOWN: ['没有代码为 {code} 的场景。', 'There is no scenario with the code {code}.'],
    CHAIN_UNKNOWN: ['没有代码为 {code} 的产业链。', 'There is no industrial chain with the code {code}.'],
  },
});
