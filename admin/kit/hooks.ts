import { useCallback, useMemo } from 'react';
import { useDataProvider, useLocale, usePermissions, useResourceContext, useTranslate } from 'react-admin';
import { lexicon } from '../../schema/messages/index.ts';
import type { PanelDataProvider } from './dataProvider.ts';
import { Refusal } from './send.ts';

export const usePanel = () => useDataProvider<PanelDataProvider>();

/** Whether an operation of the API is open to the person: `may('createTrial')`. */
export function useMay(): (operation: string) => boolean {
  const { permissions } = usePermissions<Set<string>>();
  return useCallback(operation => permissions?.has(operation) ?? false, [permissions]);
}

const last = (path: string) => path.slice(path.lastIndexOf('.') + 1);
const missing = '\u0000';

/** The label of a field by its path: `offering.name` is called what `offering` is called. */
export function useLabel(): (path: string, type?: string) => string {
  const here = useResourceContext();
  const translate = useTranslate();
  return (path, type = here) => {
    const head = path.split('.')[0]!;
    const edge = /\.(name|title|id)$/.test(path) ? head : last(path);
    for (const key of [
      `resources.${type}.fields.${path}`,
      `resources.${type}.fields.${edge}`,
      `resources.${type}.fields.${head}Id`,
      `fields.${edge}`,
    ]) {
      const word = translate(key, { _: missing });
      if (word !== missing) return word;
    }
    return edge;
  };
}

/** The label of a column or a line: its own key if it has one, else the word of its field. */
export function useFieldLabel(): (field: { source: string; label?: string }, type?: string) => string {
  const label = useLabel();
  const translate = useTranslate();
  return ({ source, label: own }, type) => (own ? translate(own, { _: own }) : label(source, type));
}

/** Words of the contract by key, or undefined: for what may have none. */
export function useWord(): (key: string, holes?: Record<string, unknown>) => string | undefined {
  const translate = useTranslate();
  return (key, holes) => {
    const word = translate(key, { ...holes, _: missing });
    return word === missing ? undefined : word;
  };
}

/** What a type is called, for so many of it. */
export function useTypeName(): (type: string, count?: number) => string {
  const word = useWord();
  return (type, count = 1) => word(`resources.${type}.name`, { smart_count: count }) ?? type;
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(item => typeof item === 'string');

/** What a field is called that a refusal names: of the type on the screen or, when it has none of that name, of another that has. */
function useFieldName(): (field: string) => string {
  const here = useResourceContext();
  const label = useLabel();
  return field => {
    const own = label(field);
    const owner = Object.keys(lexicon.fields).find(type => type !== 'any' && field in lexicon.fields[type]!);
    return own === last(field) && owner && owner !== here ? label(field, owner) : own;
  };
}

/** Turns whatever was thrown into a sentence that says what to do. */
export function useExplain(): (error: unknown) => string {
  const word = useWord();
  const nameOf = useFieldName();
  const { list } = useFormat();
  return error => {
    if (!(error instanceof Refusal)) return word('reasons.SERVICE_UNAVAILABLE') ?? String(error);
    const { code, reason } = error;
    const { field, fields, ...others } = error.details;
    const details = {
      ...others,
      ...(typeof field === 'string' && { field: nameOf(field) }),
      ...(isTexts(fields) && { fields: list(fields.map(nameOf)) }),
    };
    return (reason && word(`reasons.${reason}`, details)) || (word(`reasons.${code}`, details) ?? code);
  };
}

const zone = 'Asia/Shanghai';

/** The number of tenths of a percent, cut and never rounded; exact for whole numbers. */
export const rateOf = (n: number, d: number): string => {
  const tenths = n > 0 ? (BigInt(d) * 1000n) / BigInt(n) : 0n;
  return `${tenths / 10n}.${tenths % 10n}`;
};

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** Dates, amounts and numbers in the reader's language; instants and days as they are in Shanghai. */
export function useFormat() {
  const locale = useLocale();
  return useMemo(() => {
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
    const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
    const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium', timeZone: zone });
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' });
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
    return {
      day: (value: string) => day.format(new Date(`${value.slice(0, 10)}T00:00:00Z`)),
      moment: (value: string) => moment.format(new Date(value)),
      exact: (value: string) => exact.format(new Date(value)),
      relative: (value: string) => {
        const seconds = (new Date(value).getTime() - Date.now()) / 1000;
        const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
        return relative.format(Math.round(seconds / size), unit);
      },
      /** Amounts are exact decimals in strings and are never turned into floating numbers. */
      money: (value: string | number) => money.format(value as Intl.StringNumericLiteral),
      number: (value: string | number) => number.format(value as Intl.StringNumericLiteral),
      list: (values: string[]) => values.join(locale === 'en' ? ', ' : '、'),
    };
  }, [locale]);
}
