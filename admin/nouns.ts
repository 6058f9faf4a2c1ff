import { calls } from './calls/index.tsx';
import { conflicts } from './conflicts/index.tsx';
import { corrections } from './corrections/index.tsx';
import { decisions } from './decisions/index.tsx';
import { enterprises } from './enterprises/index.tsx';
import { experts } from './experts/index.tsx';
import { extensions } from './extensions/index.tsx';
import type { Noun } from './kit/nouns.ts';
import { notices } from './notices/index.tsx';
import { objections } from './objections/index.tsx';
import { providers } from './providers/index.tsx';
import { releases } from './releases/index.tsx';
import { reviews } from './reviews/index.tsx';
import { solutions } from './solutions/index.tsx';
import { submissions } from './submissions/index.tsx';
import { users } from './users/index.tsx';

/** Every noun the panel has screens for, in the order of the menu. A colleague adds one line here. */
export const nouns: readonly Noun[] = [
  calls,
  solutions,
  submissions,
  corrections,
  reviews,
  conflicts,
  decisions,
  releases,
  notices,
  objections,
  extensions,
  providers,
  enterprises,
  experts,
  users,
];
