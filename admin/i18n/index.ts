import polyglot from 'ra-i18n-polyglot';
import raEnglish from 'ra-language-english';
import { type TranslationMessages, useTranslate } from 'react-admin';
import { type Language, lexicon, type Pair } from '../../schema/messages/index.ts';
import { en } from './en.ts';
import { raZhCN } from './ra-zh-CN.ts';
import { type ScreenWords, zhCN } from './zh-CN.ts';

export type { Pair } from '../../schema/messages/index.ts';

/** Words a noun's own screens need, by key; reached as `screens.<Type>.<key>`. */
export type NounWords = Record<string, Record<string, Pair>>;

type Keys<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}` }[keyof T & string];
export type WordKey = Keys<ScreenWords>;

/** Says one of the screens' own words. A key that has no words does not compile. */
export function useSay(): (key: WordKey, holes?: Record<string, unknown>) => string {
  const translate = useTranslate();
  return (key, holes) => translate(key, holes);
}

/** The values of an enum of the API, in the order it declares them: for states, the order of the lifecycle. */
export const valuesOf = (enumeration: string): string[] => Object.keys(lexicon.enums[enumeration] ?? {});

/** `{max}` in the words of the contract is `%{max}` for polyglot. */
const holes = (text: string) => text.replace(/\{(\w+)\}/g, '%{$1}');

/** An English noun for one and for many. */
const plural = (word: string) =>
  /[^aeiou]y$/.test(word) ? word.replace(/y$/, 'ies') : /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
const uncounted = new Set(['Evidence', 'evidence', 'Coverage', 'coverage']);
const counted = (word: string) => `${word} |||| ${uncounted.has(word) ? word : plural(word)}`;

function contractWords(language: Language): Record<string, string> {
  const at = language === 'en' ? 1 : 0;
  const flat: Record<string, string> = {};
  for (const [type, pair] of Object.entries(lexicon.types)) flat[`resources.${type}.name`] = language === 'en' ? counted(pair[1]) : pair[0];
  for (const [type, fields] of Object.entries(lexicon.fields))
    for (const [field, pair] of Object.entries(fields))
      flat[type === 'any' ? `fields.${field}` : `resources.${type}.fields.${field}`] = pair[at];
  for (const [name, values] of Object.entries(lexicon.enums))
    for (const [value, pair] of Object.entries(values)) flat[`enums.${name}.${value}`] = pair[at];
  for (const [type, moves] of Object.entries(lexicon.moves))
    for (const [action, words] of Object.entries(moves))
      for (const [part, pair] of Object.entries(words) as [string, Pair][]) flat[`moves.${type}.${action}.${part}`] = holes(pair[at]);
  for (const [fact, pair] of Object.entries(lexicon.facts)) flat[`facts.${fact}`] = pair[at];
  for (const [reason, pair] of Object.entries(lexicon.reasons)) flat[`reasons.${reason}`] = holes(pair[at]);
  return flat;
}

function nounWords(words: NounWords, language: Language): Record<string, string> {
  const at = language === 'en' ? 1 : 0;
  return Object.fromEntries(
    Object.entries(words).flatMap(([type, table]) => Object.entries(table).map(([key, pair]) => [`screens.${type}.${key}`, pair[at]])),
  );
}

/** Two of react-admin's own sentences speak of elements; ours say what happened. */
const english: TranslationMessages = {
  ra: { ...raEnglish.ra, notification: { ...raEnglish.ra.notification, created: 'Submitted', updated: 'Saved' } },
};

const languages: Record<Language, { ra: TranslationMessages; screens: ScreenWords; name: string }> = {
  'zh-CN': { ra: raZhCN, screens: zhCN, name: '中文' },
  en: { ra: english, screens: en, name: 'English' },
};

/** Both languages, ready before the first screen, so that switching needs no reload. Chinese is the default. */
export function makeI18n(words: NounWords) {
  const messages = (language: string): TranslationMessages => {
    const known = languages[language as Language] ? (language as Language) : 'zh-CN';
    const { ra, screens } = languages[known];
    return { ...ra, ...screens, ...contractWords(known), ...nounWords(words, known) } as TranslationMessages;
  };
  return polyglot(
    messages,
    'zh-CN',
    Object.entries(languages).map(([locale, { name }]) => ({ locale, name })),
    { allowMissing: true },
  );
}
