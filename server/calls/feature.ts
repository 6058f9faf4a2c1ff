import { settleDue } from '../kernel/advance.ts';
import type { Feature } from '../kernel/feature.ts';
import { Call, Extension } from './entity.ts';
import { callLifecycle } from './lifecycle.ts';
import { callsPolicy } from './policy.ts';
import { callResolvers } from './resolver.ts';

export const calls: Feature = {
  name: 'calls',
  entities: [Call, Extension],
  appendOnly: [Extension],
  lifecycles: [callLifecycle],
  policy: callsPolicy,
  resolvers: callResolvers,
  tick: ctx => settleDue(ctx, Call, callLifecycle),
};
