import { graphql, type ResultOf } from '../../schema/graphql.ts';

export const SecurityAsk = graphql(`
  query Security {
    mySecurity { factor factorObliged factorSince recoveryCodesLeft passwordChangedAt passwordExpiresAt }
    mySessions { id current ip userAgent createdAt seenAt }
  }
`);
export const EndSessionAsk = graphql(`mutation EndSession($id: ID!) { endSession(id: $id) }`);
export const EndOthersAsk = graphql(`mutation EndOtherSessions { endOtherSessions }`);
export const NewCodesAsk = graphql(`mutation NewRecoveryCodes { newRecoveryCodes }`);
export type OpenSession = ResultOf<typeof SecurityAsk>['mySessions'][number];
