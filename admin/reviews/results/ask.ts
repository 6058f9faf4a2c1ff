import { graphql, type ResultOf } from '../../../schema/graphql.ts';

export const ResultsAsk = graphql(`
  query CallResult($callId: ID!) {
    callResult(callId: $callId) {
      rubricVersion pass
      items {
        submissionId rank number name providerName kind divisions total mean median spread flagged passing reaches vetoed standing tieBreak agreed
        reviews abstentions setAside
        criteria { criterion mean minimum enough }
        sheets { reviewId expertId expertName total dropped deviation outlying vetoes marks { criterion mark } }
      }
      unmarked { submissionId number name providerName abstentions setAside }
      experts { expertId expertName items shared deviation outlying }
      seats { kind division min max seated beyond wanting }
    }
  }
`);
export const ProposeAsk = graphql(`
  mutation ProposeByRanking($callId: ID!, $by: RankingCut!, $top: Int, $minutesNumber: String!, $others: Boolean!, $reason: String) {
    proposeByRanking(callId: $callId, by: $by, top: $top, minutesNumber: $minutesNumber, others: $others, reason: $reason) { id }
  }
`);
export type CallResult = ResultOf<typeof ResultsAsk>['callResult'];
export type Result = CallResult['items'][number];

export const filtered = (type: string, filter: object) => `/${type}?filter=${encodeURIComponent(JSON.stringify(filter))}`;
