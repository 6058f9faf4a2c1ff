import { settleDue } from '../kernel/advance.ts';
import type { Feature } from '../kernel/feature.ts';
import { ApiKey } from './entity.ts';
import { apiKeyLifecycle } from './lifecycle.ts';
import { partnersPolicy } from './policy.ts';
import { partnerResolvers } from './resolver.ts';

export const partners: Feature = {
  name: 'partners',
  entities: [ApiKey],
  lifecycles: [apiKeyLifecycle],
  policy: partnersPolicy,
  resolvers: partnerResolvers,
  tick: ctx => settleDue(ctx, ApiKey, apiKeyLifecycle),
};
