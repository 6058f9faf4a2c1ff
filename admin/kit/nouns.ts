import { type ComponentType, createContext, type ReactNode, useContext } from 'react';
import { useTranslate } from 'react-admin';
import type { Pair } from '../i18n/index.ts';
import type { Asks } from './dataProvider.ts';

/** A record as every type has it. */
export interface Row {
  id: string;
  state?: string;
  version?: number;
  moves?: OpenMove[];
  history?: Fact[];
  // biome-ignore lint/suspicious/noExplicitAny: the screens know their own record; the kit reads only the fields above
  [field: string]: any;
}

/** A move the server says is open to the reader on this record, now. */
export interface OpenMove {
  action: string;
  to: string;
  via?: string | null;
  note?: boolean | null;
}

export interface Change {
  field: string;
  before?: unknown;
  after?: unknown;
}

/** One line of a record's history. */
export interface Fact {
  id: string;
  name: string;
  at: string;
  actorName?: string | null;
  actorRole?: string | null;
  note?: string | null;
  changes?: Change[] | null;
}

/** Keeps whole records apart from the rows of lists, which react-admin would otherwise show in their place. */
export const whole = { full: true };

/** All that the panel knows of one type. Everything but `type`, `asks` and `title` may be left out. */
export interface Noun {
  /** The GraphQL type; also the name of the resource and of its address. */
  type: string;
  asks: Asks;
  /** What a record is called; the edge `{ id name }` of another record must be enough for it. */
  title: (record: Row) => string;
  /** The enum whose word the title is: for records that are one value each. */
  titled?: string;
  /** The field that names it in exports, when that is not `name`. */
  named?: string;
  /** The group of the menu, a key of `menu` in the screens' words; without it the noun is not in the menu. */
  group?: string;
  icon?: ComponentType;
  list?: ComponentType;
  show?: ComponentType;
  create?: ComponentType;
  edit?: ComponentType;
  /** Whether there is still anything to change in this record; without it, always. The server decides. */
  editable?: (record: Row) => boolean;
  /** Further `<Route>`s under this noun's address. */
  routes?: ReactNode;
  /** Words of these screens, as `screens.<type>.<key>`. */
  words?: Record<string, Pair>;
  /** What else there is to say of a move before it is made: what it would do to other records. */
  effect?: ComponentType<{ record: Row; move: OpenMove }>;
  /** Where the form for a move that needs a record is; by default the form that creates `via`, with this record filled in. */
  forms?: Record<string, (record: Row, move: OpenMove) => string>;
}

/** A page of the menu that is no list: a report, a wizard. */
export interface MenuPage {
  path: string;
  /** A key of the words of the screens. */
  title: string;
  group: string;
  icon: ComponentType;
  /** The operation of the API without which it is not there. */
  may: string;
  page: ComponentType;
}

const Nouns = createContext<Record<string, Noun>>({});
export const NounsProvider = Nouns.Provider;
export const useNouns = () => useContext(Nouns);

/** Calls a record by its title; by its id when its noun has no screens here. */
export function useTitleOf(): (type: string, record: Row | null | undefined) => string {
  const nouns = useNouns();
  const translate = useTranslate();
  return (type, record) => {
    if (!record) return '';
    const title = nouns[type]?.title(record) ?? record.name ?? record.title ?? record.id;
    const of = nouns[type]?.titled;
    return of && title ? translate(`enums.${of}.${title}`, { _: title }) : title;
  };
}
