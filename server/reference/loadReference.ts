import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { root } from '../config.ts';

export interface District {
  code: string;
  nameZh: string;
  nameEn: string;
  kind: string;
  /** other names people write for it */
  aliases: string[];
}

export interface Industry {
  code: string;
  nameZh: string;
  nameEn: string;
  section: string;
}

export interface IndustrialChain {
  /** A letter for the scheme and the number within it */
  code: string;
  scheme: string;
  groupZh: string;
  nameZh: string;
  nameEn: string;
}

export interface Scenario {
  code: string;
  nameZh: string;
  nameEn: string;
  domainZh: string;
  domainEn: string;
  /** CONSTRAINT: must be met for a level; GUIDANCE: should be */
  kind: 'CONSTRAINT' | 'GUIDANCE';
  /** what an enterprise does at level one to four */
  levels: string[];
  typicalProducts: string[];
}

export interface SizeThreshold {
  standard: string;
  sector: string;
  sizeZh: string;
  sizeEn: string;
  employeesMin: number | null;
  employeesBelow: number | null;
  /** 10,000 CNY a year */
  revenueMin: number | null;
  revenueBelow: number | null;
  /** AND: both lower bounds must be met; OR: one is enough */
  rule: string;
}

export interface PlatformTier {
  order: number;
  code: string;
  nameZh: string;
  nameEn: string;
  authorityZh: string;
}

export interface Reference {
  districts: District[];
  industries: Industry[];
  chains: IndustrialChain[];
  scenarios: Scenario[];
  sizes: SizeThreshold[];
  tiers: PlatformTier[];
}

const names = ['name_zh', 'name_en'] as const;
const levels = ['level1_zh', 'level2_zh', 'level3_zh', 'level4_zh'] as const;
const bounds = ['employees_min', 'employees_max_exclusive', 'revenue_min_10k_cny', 'revenue_max_exclusive_10k_cny'] as const;

let loaded: Reference | undefined;

/** The reference data that ships with the product, read once. */
export function loadReference(): Reference {
  loaded ??= {
    districts: rows('districts', ...names, 'code', 'kind', 'aliases_zh').map(row => ({
      ...named(row),
      code: row.code,
      kind: row.kind,
      aliases: list(row.aliases_zh),
    })),
    industries: rows('industries_gbt4754', ...names, 'code', 'section').map(row => ({
      ...named(row),
      code: row.code,
      section: row.section,
    })),
    chains: rows('industrial_chains', ...names, 'code', 'scheme', 'group_zh').map(row => ({
      ...named(row),
      code: row.code,
      scheme: row.scheme,
      groupZh: row.group_zh,
    })),
    scenarios: rows('scenarios16', ...names, 'code', 'domain_zh', 'domain_en', 'kind', ...levels, 'typical_products').map(row => ({
      ...named(row),
      code: row.code,
      domainZh: row.domain_zh,
      domainEn: row.domain_en,
      kind: row.kind === 'constraint' ? 'CONSTRAINT' : 'GUIDANCE',
      levels: levels.map(level => row[level]),
      typicalProducts: list(row.typical_products),
    })),
    sizes: rows('enterprise_size_thresholds', 'standard', 'sector', 'size_zh', 'size_en', ...bounds, 'combine_rule').map(row => ({
      standard: row.standard,
      sector: row.sector,
      sizeZh: row.size_zh,
      sizeEn: row.size_en,
      employeesMin: count(row.employees_min),
      employeesBelow: count(row.employees_max_exclusive),
      revenueMin: count(row.revenue_min_10k_cny),
      revenueBelow: count(row.revenue_max_exclusive_10k_cny),
      rule: row.combine_rule,
    })),
    tiers: rows('platform_tiers', ...names, 'order', 'code', 'authority_zh').map(row => ({
      ...named(row),
      order: Number(row.order),
      code: row.code,
      authorityZh: row.authority_zh,
    })),
  };
  return loaded;
}

type Row<C extends string> = Record<C, string>;

/** The rows of a file, which must have these columns. */
function rows<const C extends string>(file: string, ...columns: C[]): Row<C>[] {
  const path = join(root, 'server/reference/data', `${file}.csv`);
  const check = (heads: string[]) => {
    const missing = columns.filter(column => !heads.includes(column));
    if (missing.length > 0) throw new Error(`${path} lacks ${missing.join(', ')}`);
    return heads;
  };
  return parse(readFileSync(path), { columns: check, bom: true }) as Row<C>[];
}

const named = (row: Row<(typeof names)[number]>) => ({ nameZh: row.name_zh, nameEn: row.name_en });
const list = (text: string) =>
  text
    .split(';')
    .map(part => part.trim())
    .filter(part => part !== '');
const count = (text: string) => (text === '' ? null : Number(text));
