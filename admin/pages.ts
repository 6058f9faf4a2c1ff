import CloudUpload from '@mui/icons-material/CloudUploadOutlined';
import FilterAlt from '@mui/icons-material/FilterAltOutlined';
import QueryStats from '@mui/icons-material/QueryStats';
import VerifiedUser from '@mui/icons-material/VerifiedUserOutlined';
import { AuditScreen } from './audit/Screen.tsx';
import { CoverageScreen } from './coverage/Screen.tsx';
import { FunnelScreen } from './funnel/Screen.tsx';
import { ImportWizard } from './imports/Wizard.tsx';
import type { MenuPage } from './kit/nouns.ts';

/** The pages of the menu that are no lists. */
export const pages: readonly MenuPage[] = [
  { path: 'funnel', title: 'screens.funnel.title', group: 'trials', icon: FilterAlt, may: 'trialFunnel', page: FunnelScreen },
  { path: 'coverage', title: 'screens.coverage.title', group: 'coverage', icon: QueryStats, may: 'coverage', page: CoverageScreen },
  { path: 'import', title: 'screens.import.title', group: 'coverage', icon: CloudUpload, may: 'createImport', page: ImportWizard },
  { path: 'audit', title: 'screens.audit.title', group: 'system', icon: VerifiedUser, may: 'auditChain', page: AuditScreen },
];
