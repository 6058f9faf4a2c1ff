import { Foundation1700000000000 } from './1700000000000-foundation.ts';
import { Initial1700000000001 } from './1700000000001-initial.ts';
import { Submissions1700000000010 } from './1700000000010-submissions.ts';
import { Calendar1700000000020 } from './1700000000020-calendar.ts';
import { ReviewsAndDecisions1700000000025 } from './1700000000025-reviews-and-decisions.ts';
import { ListsAndOutcomes1700000000030 } from './1700000000030-lists-and-outcomes.ts';
import { Coverage1700000000040 } from './1700000000040-coverage.ts';
import { Statistics1700000000050 } from './1700000000050-statistics.ts';
import { KeysAndRates1795519191033 } from './1795519191033-keys-and-rates.ts';
import { KeyRules1795519191034 } from './1795519191034-key-rules.ts';
import { SingleSignOn1795519321251 } from './1795519321251-single-sign-on.ts';
import { ThreeAdministrators1795519841501 } from './1795519841501-three-administrators.ts';
import { Persons1795519841600 } from './1795519841600-persons.ts';
import { Retention1795520614465 } from './1795520614465-retention.ts';
import { AuditChain1795521000000 } from './1795521000000-audit-chain.ts';
import { AuditSealing1795521000001 } from './1795521000001-audit-sealing.ts';
import { SecondFactor1795521458288 } from './1795521458288-second-factor.ts';
import { DualControlAndViewing1795521828805 } from './1795521828805-dual-control-and-viewing.ts';
import { TwoPeople1795521828900 } from './1795521828900-two-people.ts';
import { RetentionOfInvitations1795522626544 } from './1795522626544-retention-of-invitations.ts';
import { SecondFactorAfterSignOn1795523111221 } from './1795523111221-second-factor-after-sign-on.ts';
import { PathsOfFunctions1795523500000 } from './1795523500000-paths-of-functions.ts';
import { LinkProved1795525430614 } from './1795525430614-link-proved.ts';
import { NewsOfFacts1795530662593 } from './1795530662593-news-of-facts.ts';
import { SearchKeys1795531341944 } from './1795531341944-search-keys.ts';

/** All migrations, in the order they run. */
export const migrations = [Foundation1700000000000, Initial1700000000001, Submissions1700000000010, Calendar1700000000020, ReviewsAndDecisions1700000000025, ListsAndOutcomes1700000000030, Coverage1700000000040, Statistics1700000000050, KeysAndRates1795519191033, KeyRules1795519191034, SingleSignOn1795519321251, ThreeAdministrators1795519841501, Persons1795519841600, Retention1795520614465, AuditChain1795521000000, AuditSealing1795521000001, SecondFactor1795521458288, DualControlAndViewing1795521828805, TwoPeople1795521828900, RetentionOfInvitations1795522626544, SecondFactorAfterSignOn1795523111221, PathsOfFunctions1795523500000, LinkProved1795525430614, NewsOfFacts1795530662593, SearchKeys1795531341944] as const;
