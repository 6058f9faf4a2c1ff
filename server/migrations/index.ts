import { Foundation1700000000000 } from './1700000000000-foundation.ts';
import { Initial1700000000001 } from './1700000000001-initial.ts';
import { Coverage1700000000040 } from './1700000000040-coverage.ts';

/** All migrations, in the order they run. */
export const migrations = [Foundation1700000000000, Initial1700000000001, Coverage1700000000040] as const;
