import type { Noun } from './kit/nouns.ts';

/** Every noun the panel has screens for, in the order of the menu. A colleague adds one line here. */
export const nouns: readonly Noun[] = [];
