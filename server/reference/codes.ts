import { refuse } from '../kernel/errors.ts';
import { loadReference } from './loadReference.ts';

/** What a code stands for, in both languages. */
export interface Named {
  code: string;
  nameZh: string;
  nameEn: string;
}

const tables = {
  district: () => loadReference().districts,
  division: () => loadReference().industries,
  scenario: () => loadReference().scenarios,
  chain: () => loadReference().chains,
} satisfies Record<string, () => readonly Named[]>;
export type CodeKind = keyof typeof tables;

const indexes = new Map<CodeKind, ReadonlyMap<string, Named>>();
function indexOf(kind: CodeKind): ReadonlyMap<string, Named> {
  let index = indexes.get(kind);
  if (!index) {
    index = new Map(tables[kind]().map(entry => [entry.code, entry]));
    indexes.set(kind, index);
  }
  return index;
}

/** What this code stands for; undefined when there is no such code. No query: codes ship with the product. */
export const named = (kind: CodeKind, code: string): Named | undefined => indexOf(kind).get(code);
/** All codes of a kind, in the order of lists. */
export const codesOf = (kind: CodeKind): readonly string[] => [...indexOf(kind).keys()];

export const isDistrict = (code: string): boolean => indexOf('district').has(code);
export const isDivision = (code: string): boolean => indexOf('division').has(code);
export const isScenario = (code: string): boolean => indexOf('scenario').has(code);
export const isChain = (code: string): boolean => indexOf('chain').has(code);

const name =
  (kind: CodeKind) =>
  (code: string, language: 'zh-CN' | 'en' = 'zh-CN') => {
    const found = named(kind, code);
    return found ? (language === 'en' ? found.nameEn : found.nameZh) : code;
  };
/** The name of a code, Chinese unless told otherwise; the code itself when nobody knows it. */
export const districtName = name('district');
export const divisionName = name('division');
export const scenarioName = name('scenario');
export const chainName = name('chain');

const reasons = {
  district: 'DISTRICT_UNKNOWN',
  division: 'DIVISION_UNKNOWN',
  scenario: 'SCENARIO_UNKNOWN',
  chain: 'CHAIN_UNKNOWN',
} as const;

/** Refuses codes that nobody knows (`DISTRICT_UNKNOWN`, …), naming the field. What is left out is not looked at. */
export function needCodes(kind: CodeKind, field: string, codes: readonly string[] | string | null | undefined): void {
  for (const code of typeof codes === 'string' ? [codes] : (codes ?? []))
    if (!indexOf(kind).has(code)) throw refuse('BAD_USER_INPUT', reasons[kind], { field, code });
}
