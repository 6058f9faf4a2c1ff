import { assessments } from './assessments/feature.ts';
import { calendar } from './calendar/feature.ts';
import { calls } from './calls/feature.ts';
import { coverage } from './coverage/feature.ts';
import { decisions } from './decisions/feature.ts';
import { files } from './files/feature.ts';
import { home } from './home/feature.ts';
import { imports } from './imports/feature.ts';
import { factEdges } from './kernel/advancing.ts';
import { AuditCheck, AuditHead, Seal } from './kernel/audit/entity.ts';
import { AuditResolver, traceEdges } from './kernel/audit/resolver.ts';
import { factOffer } from './kernel/audit/searching.ts';
import { auditTick } from './kernel/audit/tick.ts';
import { Idempotency } from './kernel/executor.ts';
import type { Feature } from './kernel/feature.ts';
import { Errand, Fact, PersonalValue } from './kernel/journal.ts';
import { Listing } from './kernel/listing.ts';
import { all } from './kernel/policy.ts';
import { RateLimit } from './kernel/rates.ts';
import { fillPinyin, Pinyin } from './kernel/search/pinyin.ts';
import { Setting } from './kernel/settings.ts';
import { letters } from './letters/feature.ts';
import { offerings } from './offerings/feature.ts';
import { partners } from './partners/feature.ts';
import { people } from './people/feature.ts';
import { reference } from './reference/feature.ts';
import { retention } from './retention/feature.ts';
import { reviews } from './reviews/feature.ts';
import { solutions } from './solutions/feature.ts';
import { trials } from './trials/feature.ts';

/** What the kernel itself keeps: the journal, its outbox, answers to repeat, settings. */
const journal: Feature = {
  name: 'kernel',
  entities: [Fact, PersonalValue, Errand, Idempotency, Setting, RateLimit, Seal, AuditHead, AuditCheck, Pinyin],
  appendOnly: [Fact],
  readOnly: [Seal, AuditHead, Pinyin],
  erasable: [PersonalValue, Errand, Idempotency, RateLimit],
  policy: {
    entities: { Fact: { read: { AUDITOR: all }, follows: true } },
    operations: { auditChain: ['AUDITOR'], checkAuditChain: ['AUDITOR'] },
  },
  resolvers: [Listing(Fact, factOffer), factEdges, traceEdges, AuditResolver],
  fill: fillPinyin,
  tick: auditTick,
};

/** The whole house, from the ground up: a feature is part of the product once it is named here. */
export const features: readonly Feature[] = [
  journal,
  reference,
  calendar,
  people,
  files,
  calls,
  solutions,
  reviews,
  decisions,
  letters,
  offerings,
  trials,
  assessments,
  coverage,
  partners,
  imports,
  retention,
  home,
];
