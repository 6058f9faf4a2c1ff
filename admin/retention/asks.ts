import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const RetentionRuleRow = graphql(`
  fragment RetentionRuleRow on RetentionRule { id version key keep unit type due least most }
`);
export const RetentionRuleFull = graphql(`
  fragment RetentionRuleFull on RetentionRule {
    id version key keep unit type fields due least most
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export const RetentionRunRow = graphql(`fragment RetentionRunRow on RetentionRun { id erased more createdAt counts { key erased } }`);
export const RetentionRunFull = graphql(`
  fragment RetentionRunFull on RetentionRun {
    id erased more createdAt counts { key erased }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type RetentionRuleRow = ResultOf<typeof RetentionRuleRow>;
export type RetentionRuleFull = ResultOf<typeof RetentionRuleFull>;
export type RetentionRunRow = ResultOf<typeof RetentionRunRow>;
export type RetentionRunFull = ResultOf<typeof RetentionRunFull>;

export const RunRetentionAsk = graphql(`mutation RunRetention { runRetention { id erased } }`);
