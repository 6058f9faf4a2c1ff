import { enterprises } from './enterprises/index.tsx';
import { experts } from './experts/index.tsx';
import type { Noun } from './kit/nouns.ts';
import { providers } from './providers/index.tsx';
import { users } from './users/index.tsx';

/** Every noun the panel has screens for, in the order of the menu. A colleague adds one line here. */
export const nouns: readonly Noun[] = [providers, enterprises, experts, users];
