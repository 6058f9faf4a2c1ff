import { ID } from 'type-graphql';
import { among } from '../conditions.ts';
import { refuse } from '../errors.ts';
import { isCleanText, uuidPattern } from '../fields.ts';
import type { Fact } from '../journal.ts';
import type { Extra, Offer } from '../selection.ts';

const mostValues = 1000;

/** A filter by what a column of a fact holds, for the columns that are no fields of a form. */
function any(
  column: string,
  about: string,
  { type = () => String as unknown, fits = isCleanText as (value: string) => boolean } = {},
): Extra {
  return {
    type: () => [type()],
    about: `Any of these: ${about}`,
    sql: (values: string[]) => {
      if (values.length > mostValues || !values.every(fits)) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: column });
      return among(`it.${column}`, `any${column}`, values);
    },
  };
}
const id = { type: () => ID as unknown };

/** What auditors find facts by: who, what, on which record, when, with which key, from where, in which request, and why. */
export const factOffer: Offer<Fact> = {
  filter: ['name', 'subject', 'at'],
  search: ['note', 'actorName', 'name'],
  // The journal grows without end, and what was sealed has the columns it was sealed with.
  literally: true,
  sort: ['at'],
  grows: ['at'],
  extra: {
    subjectId: any('subjectId', 'the record it happened to', { ...id, fits: value => uuidPattern.test(value) }),
    actorId: any('actorId', 'the account that acted', id),
    actorRole: any('actorRole', 'the role in which it acted'),
    keyId: any('keyId', 'the API key it was done with', id),
    onBehalfOf: any('onBehalfOf', 'whom the actor acted for', id),
    requestId: any('requestId', 'the request it was part of'),
    ip: any('ip', 'the network address it came from'),
    reason: {
      type: () => [String],
      about: 'Any of these: the code or the reason of a refusal',
      sql: (values: string[]) => {
        if (values.length > mostValues || !values.every(isCleanText)) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: 'reason' });
        return values.length
          ? {
              sql: `it.subject = 'Refusal' and (it.details->>'reason' = any(:reasons) or it.details->>'code' = any(:reasons))`,
              parameters: { reasons: values },
            }
          : { sql: 'false' };
      },
    },
    refused: {
      type: () => Boolean,
      about: 'Refusals only, or everything else',
      sql: (value: boolean) => ({ sql: value ? `it.subject = 'Refusal'` : `it.subject <> 'Refusal'` }),
    },
  },
};
