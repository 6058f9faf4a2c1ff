import type { ReactNode } from 'react';
import { Coded, type CodeTable } from './codes.tsx';
import { valueAt } from './names.ts';
import type { Row } from './nouns.ts';
import { StateField } from './StateField.tsx';
import type { Path } from './source.ts';
import { Choice, Code, Count, Day, Files, Flag, LinkTo, Mask, Moment, Money, Paragraphs, Since, Text, Texts } from './values.tsx';

export interface FieldOptions {
  /** Key of the label; by default the field's word in `schema/messages`. */
  label?: string;
  /** Whether the server can sort by it. */
  sort?: boolean;
  /** What to show when the value of one path is not enough. */
  show?: (record: Row) => ReactNode;
  /** The paths an export writes for it, when that is not its own. */
  exported?: readonly string[];
}

/** A field of a record: a column of a table, a line of a card, a line of a page. */
export interface Field extends FieldOptions {
  source: string;
  /** Numbers stand at the right edge. */
  end?: boolean;
  /** The type of the record it leads to. */
  edge?: string;
  /** Takes the whole width of a section. */
  wide?: boolean;
  show: (record: Row) => ReactNode;
}

/** The fields of a record that this person may see: one that the policy withholds is not asked for, and so is not there. */
export const visibleIn = (record: Row | undefined, fields: readonly Field[]): readonly Field[] =>
  record ? fields.filter(({ source }) => source.split('.')[0]! in record) : fields;

/**
 * The kinds of fields, for the records of one query: `const f = fieldsOf<ResultOf<typeof TrialRow>>()`, then `f.text('offering.name')`.
 * A path that the query does not select does not compile.
 */
export function fieldsOf<T>() {
  const kind =
    (show: (value: unknown, record: Row) => ReactNode, defaults: Partial<Field> = {}) =>
    (source: Path<T>, options: FieldOptions = {}): Field => ({
      source,
      show: record => show(valueAt(record, source), record),
      ...defaults,
      ...options,
    });
  const named =
    (show: (value: unknown, name: string) => ReactNode, edge = false) =>
    (source: Path<T>, name: string, options: FieldOptions = {}): Field => ({
      source,
      show: record => show(valueAt(record, source), name),
      edge: edge ? name : undefined,
      ...options,
    });
  return {
    text: kind(value => <Text value={value} />),
    /** Long text with its line breaks. */
    lines: kind(value => <Paragraphs value={value} />, { wide: true }),
    code: kind(value => <Code value={value} />),
    day: kind(value => <Day value={value} />),
    moment: kind(value => <Moment value={value} />),
    since: kind(value => <Since value={value} />),
    money: kind(value => <Money value={value} />, { end: true }),
    count: kind(value => <Count value={value} />, { end: true }),
    flag: kind(value => <Flag value={value} />),
    texts: kind(value => <Texts value={value} />),
    mask: kind(value => <Mask value={value} />),
    files: kind(value => <Files value={value} />),
    state: (options: FieldOptions = {}): Field => ({ source: 'state', show: () => <StateField />, ...options }),
    /** One or several values of an enum. */
    choice: named((value, of) => <Choice value={value} of={of} />),
    /** A code, or several, of a table that comes with the product. */
    coded: named((value, table) => <Coded value={value} table={table as CodeTable} />) as (
      source: Path<T>,
      table: CodeTable,
      options?: FieldOptions,
    ) => Field,
    /** An edge `{ id name … }` to a record of a type. */
    link: named((value, type) => <LinkTo value={value} type={type} />, true),
    /** Anything else, under the label of a path. */
    own: (source: Path<T>, show: (record: Row) => ReactNode, options: FieldOptions = {}): Field => ({ source, show, ...options }),
  };
}
