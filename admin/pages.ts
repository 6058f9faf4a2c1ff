import QueryStats from '@mui/icons-material/QueryStats';
import { CoverageScreen } from './coverage/Screen.tsx';
import type { MenuPage } from './kit/nouns.ts';

/** The pages of the menu that are no lists. */
export const pages: readonly MenuPage[] = [
  { path: 'coverage', title: 'screens.coverage.title', group: 'coverage', icon: QueryStats, may: 'coverage', page: CoverageScreen },
];
