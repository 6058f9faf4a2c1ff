import { addenda, addendumReceipts } from './addenda/index.tsx';
import { assessments } from './assessments/index.tsx';
import { workingDays } from './calendar/index.tsx';
import { calls } from './calls/index.tsx';
import { conflicts } from './conflicts/index.tsx';
import { consensusSheets } from './consensus/index.tsx';
import { conversions } from './conversions/index.tsx';
import { corrections } from './corrections/index.tsx';
import { decisions } from './decisions/index.tsx';
import { expertDraws } from './draws/index.tsx';
import { enterprises } from './enterprises/index.tsx';
import { evidence } from './evidence/index.tsx';
import { experts } from './experts/index.tsx';
import { extensions } from './extensions/index.tsx';
import { facts } from './facts/index.tsx';
import { linkedIdentities } from './identities/index.tsx';
import { imports } from './imports/index.tsx';
import { invitations } from './invitations/index.tsx';
import { apiKeys } from './keys/index.tsx';
import type { Noun } from './kit/nouns.ts';
import { letters } from './letters/index.tsx';
import { letterTemplates } from './letters/templates.tsx';
import { meetings } from './meetings/index.tsx';
import { notices } from './notices/index.tsx';
import { objections } from './objections/index.tsx';
import { keyFields, offeringChanges } from './offeringChanges/index.tsx';
import { offerings } from './offerings/index.tsx';
import { proposals } from './proposals/index.tsx';
import { providers } from './providers/index.tsx';
import { questions } from './questions/index.tsx';
import { registerEntries } from './registers/entries.tsx';
import { registers } from './registers/index.tsx';
import { releases } from './releases/index.tsx';
import { retentionRules, retentionRuns } from './retention/index.tsx';
import { reversals } from './reversals/index.tsx';
import { reviews } from './reviews/index.tsx';
import { roleChanges } from './roleChanges/index.tsx';
import { rules } from './rules/index.tsx';
import { assessmentSchemes } from './schemes/index.tsx';
import { serviceLists } from './serviceLists/index.tsx';
import { snapshots } from './snapshots/index.tsx';
import { solutions } from './solutions/index.tsx';
import { submissions } from './submissions/index.tsx';
import { targets } from './targets/index.tsx';
import { ties } from './ties/index.tsx';
import { trials } from './trials/index.tsx';
import { users } from './users/index.tsx';

/** Every noun the panel has screens for, in the order of the menu. A colleague adds one line here. */
export const nouns: readonly Noun[] = [
  calls,
  solutions,
  submissions,
  corrections,
  expertDraws,
  reviews,
  consensusSheets,
  conflicts,
  meetings,
  decisions,
  releases,
  reversals,
  notices,
  objections,
  letters,
  letterTemplates,
  extensions,
  addenda,
  addendumReceipts,
  questions,
  offerings,
  offeringChanges,
  trials,
  conversions,
  proposals,
  serviceLists,
  registers,
  registerEntries,
  evidence,
  assessments,
  targets,
  rules,
  assessmentSchemes,
  snapshots,
  imports,
  providers,
  enterprises,
  experts,
  ties,
  users,
  linkedIdentities,
  roleChanges,
  invitations,
  apiKeys,
  workingDays,
  retentionRules,
  retentionRuns,
  keyFields,
  facts,
];
