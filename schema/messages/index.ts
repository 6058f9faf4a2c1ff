import { assessments } from './assessments.ts';
import { audit } from './audit.ts';
import { calendar } from './calendar.ts';
import { calls } from './calls.ts';
import { coverage } from './coverage.ts';
import { decisions } from './decisions.ts';
import { files } from './files.ts';
import { home } from './home.ts';
import { imports } from './imports.ts';
import { kernel } from './kernel.ts';
import { letters } from './letters.ts';
import { offerings } from './offerings.ts';
import { partners } from './partners.ts';
import { people } from './people.ts';
import { reference } from './reference.ts';
import { retention } from './retention.ts';
import { reviews } from './reviews.ts';
import { seed } from './seed.ts';
import { sheets } from './sheets.ts';
import { signOn } from './signOn.ts';
import { solutions } from './solutions.ts';
import { trials } from './trials.ts';
import type { Words } from './words.ts';

export type { MoveWords, Pair, Words } from './words.ts';
export type Language = 'zh-CN' | 'en';

/** All words, by feature. */
export const messages: Record<string, Words> = {
  kernel,
  audit,
  reference,
  calendar,
  people,
  signOn,
  files,
  sheets,
  calls,
  solutions,
  reviews,
  decisions,
  letters,
  offerings,
  trials,
  assessments,
  coverage,
  partners,
  imports,
  retention,
  home,
  seed,
};

const merged = <K extends 'types' | 'facts' | 'reasons' | 'constraints'>(key: K) =>
  Object.assign({}, ...Object.values(messages).map(feature => feature[key] ?? {})) as NonNullable<Words[K]>;
const nested = <K extends 'fields' | 'enums' | 'moves'>(key: K) => {
  const all: Record<string, object> = {};
  for (const feature of Object.values(messages))
    for (const [name, table] of Object.entries(feature[key] ?? {})) all[name] = { ...all[name], ...(table as object) };
  return all as NonNullable<Words[K]>;
};

/** The same words in one table each, for those who look something up. */
export const lexicon: Required<Words> = {
  types: merged('types'),
  facts: merged('facts'),
  reasons: merged('reasons'),
  constraints: merged('constraints'),
  fields: nested('fields'),
  enums: nested('enums'),
  moves: nested('moves'),
};

/** The type whose words a type of the API shares: `TrialInput`, `TrialPatch`, `TrialFilter` speak as `Trial` does. */
export const speaksAs = (type: string): string => type.replace(/(Input|Patch|Filter|Snapshot)$/, '');

/** The label of a field, in both languages; undefined when it has none. */
export function labelOf(type: string, field: string) {
  const { fields } = lexicon;
  const shared = type.endsWith('Connection')
    ? 'Connection'
    : type.endsWith('Edge')
      ? 'Edge'
      : type.endsWith('Range')
        ? 'Range'
        : type.endsWith('Sort')
          ? 'Sort'
          : undefined;
  return (
    fields[type]?.[field] ?? fields[speaksAs(type)]?.[field] ?? (shared ? fields[shared]?.[field] : undefined) ?? fields['any']?.[field]
  );
}

/** A sentence with its details filled in. */
export function sentence(pair: readonly [string, string], language: Language, details: Record<string, unknown> = {}): string {
  return pair[language === 'en' ? 1 : 0].replace(/\{(\w+)\}/g, (hole, key) => (key in details ? String(details[key]) : hole));
}
