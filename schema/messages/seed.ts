import { words } from './words.ts';

export const seed = words({
  reasons: {
    DATABASE_NOT_EMPTY: [
      '数据库中已有数据,不能再载入演示城市。',
      'The database holds data already; the demonstration city needs an empty one.',
    ],
  },
});
