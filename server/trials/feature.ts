import type { Feature } from '../kernel/feature.ts';
import { Conversion } from './conversion/entity.ts';
import { conversionLifecycle } from './conversion/lifecycle.ts';
import { conversionResolvers } from './conversion/resolver.ts';
import { effectResolvers } from './effects/resolver.ts';
import { TrialTally } from './funnel/entity.ts';
import { funnelResolvers } from './funnel/resolver.ts';
import { trialsPolicy } from './policy.ts';
import { Trial } from './trial/entity.ts';
import { trialLifecycle } from './trial/lifecycle.ts';
import { trialResolvers } from './trial/resolver.ts';
import { followOffering, settleAll } from './trial/seats.ts';

export const trials: Feature = {
  name: 'trials',
  entities: [Trial, Conversion, TrialTally],
  readOnly: [TrialTally],
  lifecycles: [trialLifecycle, conversionLifecycle],
  policy: trialsPolicy,
  resolvers: [...trialResolvers, ...conversionResolvers, ...funnelResolvers, ...effectResolvers],
  subscribers: [{ name: 'trials.followOffering', on: /^Offering\.(UPDATE|REVERT|RENEW|RESUME|DELIST|EXPIRE)$/, deliver: followOffering }],
  tick: settleAll,
};
