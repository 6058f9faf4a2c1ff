import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const FunnelAsk = graphql(
  `query TrialFunnel($from: Date!, $to: Date!) { trialFunnel(from: $from, to: $to) { month applied accepted started ended converted rate } }`,
);
export type FunnelMonth = ResultOf<typeof FunnelAsk>['trialFunnel'][number];
