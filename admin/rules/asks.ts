import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const CoverageRuleRow = graphql(`
  fragment CoverageRuleRow on CoverageRule { id ruleVersion appliesFrom kinds months state approvedAt moves { action to via note } }
`);
export const CoverageRuleFull = graphql(`
  fragment CoverageRuleFull on CoverageRule {
    id version ruleVersion appliesFrom kinds months basis state approvedAt createdAt
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type CoverageRuleRow = ResultOf<typeof CoverageRuleRow>;
export type CoverageRuleFull = ResultOf<typeof CoverageRuleFull>;
