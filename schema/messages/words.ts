import type { Code } from '../codes.ts';

/** A word in both languages. A missing one does not compile. */
export type Pair = readonly [zh: string, en: string];

/** What a move is called, what will follow, and what has happened. */
export interface MoveWords {
  name: Pair;
  effect: Pair;
  done: Pair;
}

/** The words of one feature: what people read wherever the names of the API appear. */
export interface Words {
  types?: Record<string, Pair>;
  /** Labels of fields, by type. An input shares the labels of its type. */
  fields?: Record<string, Record<string, Pair>>;
  enums?: Record<string, Record<string, Pair>>;
  moves?: Record<string, Record<string, MoveWords>>;
  /** Facts that are no moves: `Conversion.CREATE`. */
  facts?: Record<string, Pair>;
  /** The finer word of a refusal: what is wrong and what to do. `{name}` stands for a detail. */
  reasons?: Record<string, Pair>;
  /** Constraints of the database that people can run into, by name: the refusal each one is. */
  constraints?: Record<string, Code>;
}

export const words = <const W extends Words>(table: W): W => table;
