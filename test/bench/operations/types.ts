/** One of the ten. */
export type OperationName = 'Q1' | 'Q2' | 'Q3' | 'Q4' | 'Q5' | 'Q6' | 'Q7' | 'Q8' | 'Q9' | 'Q10';

/** In whose session a request is sent. */
export type Who = 'OFFICER' | 'DISTRICT';

/** What one request asks. `after` is how many records lie before the page: every contestant turns it into a cursor of its own. */
export type Asked = Readonly<{ who: Who; variables: Readonly<Record<string, unknown>>; after?: number }>;

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The district that the account of a district works for. */
export const ownDistrict = '370211';
export const tokens: Readonly<Record<Who, string>> = { OFFICER: 'bench-officer', DISTRICT: 'bench-district' };
