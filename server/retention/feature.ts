import type { Feature } from '../kernel/feature.ts';
import { all, each } from '../kernel/policy.ts';
import { RetentionRule, RetentionRun } from './entity.ts';
import { retentionResolvers } from './resolver.ts';
import { fillRules, retentionTick } from './service.ts';

const watch = each(['SECURITY_ADMIN', 'AUDITOR'], all);

/** What personal data are kept, how long, and that they go: by the clock, or on request. */
export const retention: Feature = {
  name: 'retention',
  entities: [RetentionRule, RetentionRun],
  appendOnly: [RetentionRun],
  policy: {
    entities: {
      RetentionRule: { read: watch, update: each(['SECURITY_ADMIN'], all) },
      RetentionRun: { read: watch, entails: { create: each(['SECURITY_ADMIN'], all) } },
    },
    operations: { runRetention: ['SECURITY_ADMIN'], erasePersonalData: ['SECURITY_ADMIN'] },
  },
  resolvers: retentionResolvers,
  bulk: ['runRetention'],
  fill: fillRules,
  tick: retentionTick,
};
