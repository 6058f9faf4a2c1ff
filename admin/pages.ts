import CloudUpload from '@mui/icons-material/CloudUploadOutlined';
import FactCheck from '@mui/icons-material/FactCheckOutlined';
import FilterAlt from '@mui/icons-material/FilterAltOutlined';
import QueryStats from '@mui/icons-material/QueryStats';
import Shield from '@mui/icons-material/ShieldOutlined';
import VerifiedUser from '@mui/icons-material/VerifiedUserOutlined';
import { AuditScreen } from './audit/Screen.tsx';
import { CoverageScreen } from './coverage/Screen.tsx';
import { FunnelScreen } from './funnel/Screen.tsx';
import { ImportWizard } from './imports/Wizard.tsx';
import type { MenuPage } from './kit/nouns.ts';
import { RightsScreen } from './rights/Screen.tsx';
import { SecurityScreen } from './security/Screen.tsx';

/** The pages of the menu that are no lists. */
export const pages: readonly MenuPage[] = [
  { path: 'funnel', title: 'screens.funnel.title', group: 'trials', icon: FilterAlt, may: 'trialFunnel', page: FunnelScreen },
  { path: 'coverage', title: 'screens.coverage.title', group: 'coverage', icon: QueryStats, may: 'coverage', page: CoverageScreen },
  { path: 'import', title: 'screens.import.title', group: 'coverage', icon: CloudUpload, may: 'createImport', page: ImportWizard },
  { path: 'audit', title: 'screens.audit.title', group: 'system', icon: VerifiedUser, may: 'auditChain', page: AuditScreen },
  // Of a group that the menu does not have: it is reached from the menu of the person.
  { path: 'security', title: 'screens.security.title', group: 'own', icon: Shield, may: 'mySecurity', page: SecurityScreen },
  { path: 'rights', title: 'screens.rights.title', group: 'system', icon: FactCheck, may: 'policy', page: RightsScreen },
];
