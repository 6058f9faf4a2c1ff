import { advance, permitMove, seen, settle, settleDue, shift } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { stateSql } from '../../kernel/lifecycle.ts';
import type { Solution, SolutionPatch } from '../../solutions/solution/entity.ts';
import { tidySolution } from '../../solutions/solution/service.ts';
import { Offering, type OfferingInput } from './entity.ts';
import { offeringLifecycle } from './lifecycle.ts';

/** The instant at which a last day is over in Shanghai. */
export const dayAfter = (day: string): Date => new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000);

export const advanceOffering = (ctx: Context, id: string, action: string, note?: string): Promise<Offering> =>
  advance(ctx, Offering, offeringLifecycle, id, action, { note });

/** The offering as it is now, what the clock has done to it written down. */
export async function settleOffering(ctx: Context, id: string): Promise<Offering> {
  await ctx.asSystem(clock => settle(clock, Offering, offeringLifecycle, id));
  return seen(ctx, Offering, id);
}

/** New terms, with codes checked and written one way; a last day brings the instant with which it is over. */
export async function termsOf(ctx: Context, offering: Offering, input: Partial<OfferingInput>): Promise<Partial<Offering>> {
  const { validTo } = input;
  if (validTo && validTo < (await ctx.today())) throw refuse('BAD_USER_INPUT', 'OFFERING_ALREADY_OVER');
  const { mainScenario, scenarios } = offering;
  return {
    ...(tidySolution(input as SolutionPatch, { mainScenario, scenarios } as Solution) as Partial<Offering>),
    ...(validTo && { expiresAt: dayAfter(validTo) }),
  };
}

/** Prolongs an offering, or lists one again whose time was over. Trials are not touched by it. */
export async function renewOffering(ctx: Context, id: string, validTo: string, note?: string): Promise<Offering> {
  const offering = await seen(ctx, Offering, id);
  permitMove(ctx, offeringLifecycle, offering, 'RENEW');
  const set = await termsOf(ctx, offering, { validTo });
  if (offering.state === 'LISTED' && validTo <= offering.validTo) throw refuse('BAD_USER_INPUT', 'RENEWAL_NOT_LATER');
  const changes = [{ field: 'validTo', before: offering.validTo, after: validTo }];
  await shift(ctx, Offering, offeringLifecycle, offering, 'RENEW', { note, changes, set });
  return seen(ctx, Offering, id);
}

/** Writes down which offerings the clock has taken from the list. */
export const settleOfferings = (ctx: Context): Promise<number> => settleDue(ctx, Offering, offeringLifecycle);

const free = 'seats_taken < seats and (seats_total is null or seats_taken + seats_used < seats_total)';
/** Whether the row is in the catalogue now: listed, and its day has come. */
export const inCatalogue = `${stateSql(offeringLifecycle)} = 'LISTED' and visible_from <= (select domain_now())`;

/**
 * Takes a seat, or answers false when none is free. One conditional statement: however many processes ask at once,
 * no seat is given twice. Gives nothing away of an offering that is not in the catalogue.
 */
export async function takeSeat(ctx: Context, offeringId: string): Promise<boolean> {
  const [rows] = (await ctx.asSystem(clock =>
    clock.query(`update offering set seats_taken = seats_taken + 1 where id = $1 and ${inCatalogue} and ${free} returning id`, [
      offeringId,
    ]),
  )) as unknown as [unknown[]];
  return rows.length > 0;
}

/** Gives a seat back; `used` when the trial has run, which counts towards the seats in all. */
export async function releaseSeat(ctx: Context, offeringId: string, used: boolean): Promise<void> {
  await ctx.asSystem(clock =>
    clock.query('update offering set seats_taken = seats_taken - 1, seats_used = seats_used + $2 where id = $1', [
      offeringId,
      used ? 1 : 0,
    ]),
  );
}

/**
 * Makes those who change the trials of an offering queue up until the end of the transaction. Whoever touches a trial's
 * state locks its offering first, so two of them can neither miss each other's seat nor wait for each other in a circle.
 */
export async function lockOffering(ctx: Context, offeringId: string): Promise<void> {
  await ctx.asSystem(clock => clock.query('select from offering where id = $1 for no key update', [offeringId]));
}

/** As `lockOffering`, but for those who take no seat: they pass each other, and only seats that move make them wait. */
export async function holdOffering(ctx: Context, offeringId: string): Promise<void> {
  await ctx.asSystem(clock => clock.query('select from offering where id = $1 for share', [offeringId]));
}

/** What a trial copies of an offering, and whether a seat is free at this instant; undefined when it is not in the catalogue. */
export interface CatalogueEntry {
  free: boolean;
  name: string;
  providerId: string;
  providerName: string;
  freeDays: number;
  contactName: string | null;
  contactPhone: string | null;
}
export async function catalogueEntry(ctx: Context, offeringId: string): Promise<CatalogueEntry | undefined> {
  const [entry] = await ctx.query<CatalogueEntry>(
    `select ${free} as free, offering.name, provider_id as "providerId", provider_name as "providerName", free_days as "freeDays",
            contact_name as "contactName", contact_phone as "contactPhone"
     from offering join provider on provider.id = provider_id where offering.id = $1 and ${inCatalogue}`,
    [offeringId],
  );
  return entry;
}
