import { Foundation1700000000000 } from './1700000000000-foundation.ts';
import { Initial1700000000001 } from './1700000000001-initial.ts';

/** All migrations, in the order they run. */
export const migrations = [Foundation1700000000000, Initial1700000000001] as const;
