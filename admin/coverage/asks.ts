import { graphql, type ResultOf } from '../../schema/graphql.ts';

/** The figure of a day, its parts, what changed since another day, and the evidence it stands on. */
export const CoverageAsk = graphql(`
  query CoverageScreen($at: Date!, $by: CoverageBy!, $from: Date) {
    coverage(at: $at, by: $by, bridgeFrom: $from) {
      at n d rate target targetKind needed gap reached
      register { id month version }
      rule { id ruleVersion }
      groups {
        code name nameEn n d rate gap reached
        bridge { from newly enteredTransformed leftTransformed revoked expired movedIn movedOut }
      }
      bridge { from newly enteredTransformed leftTransformed revoked expired movedIn movedOut }
    }
    evidenceByKind(at: $at) { kind items enterprises alone unverified }
  }
`);

export const GapAsk = graphql(`
  query CoverageGap($at: Date!, $reason: GapReason, $offset: Int!) {
    gapList(at: $at, reason: $reason, first: 25, offset: $offset) {
      totalCount
      reasons { reason count }
      nodes { reason entry { id name uscc district division size enterpriseId } }
    }
  }
`);

export const WhyAsk = graphql(`
  query WhyCounted($enterpriseId: ID!, $at: Date) {
    whyCounted(enterpriseId: $enterpriseId, at: $at) {
      at counted reason
      register { id month version }
      rule { id ruleVersion }
      entry { id name uscc district division }
      evidences { counts reason until evidence { id number kind datedOn document state verifiedOn verifiedByUnit } }
    }
    enterprise(id: $enterpriseId) { id name }
  }
`);

export const FreezeAsk = graphql(`
  mutation FreezeSnapshot($month: String!, $reason: String) { freezeSnapshot(month: $month, reason: $reason) { id month } }
`);

export type CoverageAnswer = ResultOf<typeof CoverageAsk>;
