import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const CoverageSnapshotRow = graphql(`
  fragment CoverageSnapshotRow on CoverageSnapshot { id month edition n d sha256 createdAt register { id month version } rule { id ruleVersion } }
`);
export const CoverageSnapshotFull = graphql(`
  fragment CoverageSnapshotFull on CoverageSnapshot {
    id month edition n d sha256 reason createdAt
    register { id month version } rule { id ruleVersion }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type CoverageSnapshotRow = ResultOf<typeof CoverageSnapshotRow>;
export type CoverageSnapshotFull = ResultOf<typeof CoverageSnapshotFull>;
