import { graphql, type ResultOf } from '../../schema/graphql.ts';

/** The figure of today with its parts, and the months of the year that are over. */
export const HomeFigureAsk = graphql(`
  query HomeFigure($by: CoverageBy!, $year: Int!) {
    coverage(by: $by) {
      at n d rate target targetKind needed gap reached
      register { id month version }
      rule { id ruleVersion }
      groups { code name nameEn n d rate gap reached }
    }
    monthlyBridge(year: $year) {
      month at n d rate
      bridge { from newly enteredTransformed leftTransformed revoked expired movedIn movedOut }
    }
  }
`);

/** What waits for the reader; `steps` asks how far the bureau has come in setting its programme up. */
export const HomeWorkAsk = graphql(`
  query HomeWork($steps: Boolean!) {
    queues { key type filter count oldestAt }
    registers @include(if: $steps) { totalCount }
    targets @include(if: $steps) { totalCount }
    experts @include(if: $steps) { totalCount }
    calls @include(if: $steps) { totalCount }
  }
`);

export type HomeFigure = ResultOf<typeof HomeFigureAsk>;
export type HomeWork = ResultOf<typeof HomeWorkAsk>;
