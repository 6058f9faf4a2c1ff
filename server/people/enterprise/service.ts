import type { Context } from '../../kernel/context.ts';
import { create, update } from '../../kernel/editing.ts';
import { Choice, Count, Input, partial, Quantity, Ref, Text } from '../../kernel/fields.ts';
import { needCodes } from '../../reference/codes.ts';
import { checkedUscc, onlyFields, withoutMasks } from '../organisation.ts';
import { Enterprise, enterpriseSize } from './entity.ts';

@Input('An enterprise as it is entered')
export class EnterpriseInput {
  @Text({ about: 'Unified social credit code; blanks, hyphens, full-width and lower-case letters are put right', max: 40 }) uscc!: string;
  @Text({ about: 'Registered name', max: 120 }) name!: string;
  @Text({ about: 'Code of the district it lies in today', max: 6 }) district!: string;
  @Text({ about: 'GB/T 4754-2017 division, two digits', max: 2 }) division!: string;
  @Choice(enterpriseSize, { about: 'Size class' }) size!: string;
  @Count({ about: 'Persons employed at the end of the period', optional: true }) employees?: number | null;
  @Quantity({ about: 'Main-business revenue of a year, in 10,000 CNY', optional: true, digits: 2, min: 0 }) revenue?: string | null;
  @Text({ about: 'Person to talk to', optional: true, max: 60 }) contactName?: string | null;
  @Text({ about: 'Telephone of that person', optional: true, max: 30 }) contactPhone?: string | null;
  @Ref('Attachment', { about: 'Picture of the licence, with which an officer may overrule the check of the code', optional: true })
  licenceId?: string | null;
}
export const EnterprisePatch = partial(EnterpriseInput, 'EnterprisePatch', 'What changes about an enterprise; what is left out stays');

const own = ['employees', 'revenue', 'contactName', 'contactPhone'];
const districts = [...own, 'name', 'district', 'division', 'size'];

export async function createEnterprise(ctx: Context, input: EnterpriseInput): Promise<Enterprise> {
  needCodes('district', 'district', input.district);
  needCodes('division', 'division', input.division);
  const uscc = await checkedUscc(ctx, 'uscc', input.uscc, input.licenceId);
  return create(ctx, Enterprise, { ...input, uscc });
}

/** An enterprise keeps its own contacts and figures, its district all but the code; nobody moves it out of the own district. */
export async function updateEnterprise(ctx: Context, id: string, version: number, patch: Partial<EnterpriseInput>): Promise<Enterprise> {
  if (ctx.actor.role === 'ENTERPRISE') onlyFields(patch, own);
  if (ctx.actor.role === 'DISTRICT') onlyFields(patch, districts);
  needCodes('district', 'district', patch.district);
  needCodes('division', 'division', patch.division);
  const stored = await ctx.load(Enterprise, id);
  const uscc = patch.uscc && (await checkedUscc(ctx, 'uscc', patch.uscc, patch.licenceId ?? stored?.licenceId));
  const changes = { ...withoutMasks(ctx, Enterprise, stored, patch), ...(uscc && { uscc }) };
  return update(ctx, Enterprise, id, version, changes as Partial<Enterprise>);
}
