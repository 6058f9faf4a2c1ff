import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const WorkingDayRow = graphql(`fragment WorkingDayRow on WorkingDay { id day working name provisional corrected ordinal }`);
export const WorkingDayFull = graphql(`
  fragment WorkingDayFull on WorkingDay {
    id version day working name provisional corrected ordinal
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
export type WorkingDayRow = ResultOf<typeof WorkingDayRow>;
export type WorkingDayFull = ResultOf<typeof WorkingDayFull>;
