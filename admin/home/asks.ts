import { graphql, type ResultOf } from '../../schema/graphql.ts';

/** The figure of today with its parts. */
export const HomeFigureAsk = graphql(`
  query HomeFigure($by: CoverageBy!) {
    coverage(by: $by) {
      at n d rate target targetKind needed gap reached
      register { id month version }
      rule { id ruleVersion }
      groups { code name nameEn n d rate gap reached }
    }
  }
`);

/** The months of the year that are over: they take longer, and nobody waits for them to see the figure. */
export const HomeMonthsAsk = graphql(`
  query HomeMonths($year: Int!) {
    monthlyBridge(year: $year) {
      month at n d rate
      bridge { from newly enteredTransformed leftTransformed revoked expired movedIn movedOut }
    }
  }
`);

/** What waits for the reader; `steps` asks what a new programme needs and the figure does not tell of. */
export const HomeWorkAsk = graphql(`
  query HomeWork($steps: Boolean!) {
    queues { key type filter count oldestAt }
    experts @include(if: $steps) { totalCount }
    calls @include(if: $steps) { totalCount }
  }
`);

export type HomeFigure = ResultOf<typeof HomeFigureAsk>['coverage'];
export type HomeWork = ResultOf<typeof HomeWorkAsk>;
