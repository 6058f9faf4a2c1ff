import { inStates } from '../../kernel/rows.ts';
import { Offering } from '../offering/entity.ts';

/** Whether no seat of `it` is free now; null where there is no bound in all. */
export const full = '(it.seatsTaken >= it.seats or it.seatsTaken + it.seatsUsed >= it.seatsTotal)';

/** Whether `it` is in the catalogue now: listed, and its day has come. */
export const inCatalogueNow = `(${inStates(Offering.name, ['LISTED'])!.sql} and it.visibleFrom <= (select domain_now()))`;
