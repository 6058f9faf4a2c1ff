import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const ChainAsk = graphql(`
  query AuditChain {
    auditChain {
      seq hash algorithm sealedAt
      anchors { day why seq hash algorithm }
      checks { id startedBy startedAt endedAt upTo checked faulty faults { kind seq toSeq factId day } }
    }
  }
`);
export const CheckAct = graphql(`mutation CheckAuditChain { checkAuditChain { seq } }`);

export type Chain = ResultOf<typeof ChainAsk>['auditChain'];
export type Check = Chain['checks'][number];
