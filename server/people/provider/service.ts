import type { Context } from '../../kernel/context.ts';
import { create, update } from '../../kernel/editing.ts';
import { Choice, Count, Day, Input, partial, Ref, Text, Texts } from '../../kernel/fields.ts';
import { needCodes } from '../../reference/codes.ts';
import { checkedUscc, onlyFields, withoutMasks } from '../organisation.ts';
import { Provider, providerKind } from './entity.ts';

@Input('A provider as it is entered')
export class ProviderInput {
  @Text({ about: 'Unified social credit code; blanks, hyphens, full-width and lower-case letters are put right', max: 40 }) uscc!: string;
  @Text({ about: 'Registered name', max: 120 }) name!: string;
  @Choice(providerKind, { about: 'What the provider is' }) kind!: string;
  @Text({ about: 'Code of the district where it is registered', max: 6 }) district!: string;
  @Text({ about: 'Person to talk to', optional: true, max: 60 }) contactName?: string | null;
  @Text({ about: 'Telephone of that person', optional: true, max: 30 }) contactPhone?: string | null;
  @Text({ about: 'E-mail of that person', optional: true, max: 120 }) contactEmail?: string | null;
  @Day({ about: 'Day of foundation', optional: true }) foundedOn?: string | null;
  @Count({ about: 'Staff, persons', optional: true }) staff?: number | null;
  @Texts({ about: 'Certificates held, such as ISO 27001 or CMMI', optional: true }) certificates?: string[] | null;
  @Texts({ about: 'USCCs of its owners and related companies', optional: true, max: 40, most: 50 }) relatedUsccs?: string[] | null;
  @Text({ about: 'What it does, in a few sentences', optional: true, max: 1000 }) profile?: string | null;
  @Ref('Attachment', { about: 'Picture of the licence, with which an officer may overrule the check of the code', optional: true })
  licenceId?: string | null;
}
export const ProviderPatch = partial(ProviderInput, 'ProviderPatch', 'What changes about a provider; what is left out stays');

const own = ['contactName', 'contactPhone', 'contactEmail', 'foundedOn', 'staff', 'certificates', 'profile', 'relatedUsccs'];

const checkedUsccs = async (ctx: Context, texts: readonly string[]) => [
  ...new Set(await Promise.all(texts.map(text => checkedUscc(ctx, 'relatedUsccs', text)))),
];

export async function createProvider(ctx: Context, input: ProviderInput): Promise<Provider> {
  needCodes('district', 'district', input.district);
  const uscc = await checkedUscc(ctx, 'uscc', input.uscc, input.licenceId);
  const relatedUsccs = await checkedUsccs(ctx, input.relatedUsccs ?? []);
  return create(ctx, Provider, { ...input, uscc, relatedUsccs, certificates: input.certificates ?? [] });
}

/** A provider keeps its own contacts and profile; name, code, kind and district are the bureau's to change. */
export async function updateProvider(ctx: Context, id: string, version: number, patch: Partial<ProviderInput>): Promise<Provider> {
  if (ctx.actor.role === 'PROVIDER') onlyFields(patch, own);
  needCodes('district', 'district', patch.district);
  const stored = await ctx.load(Provider, id);
  const uscc = patch.uscc && (await checkedUscc(ctx, 'uscc', patch.uscc, patch.licenceId ?? stored?.licenceId));
  const relatedUsccs = patch.relatedUsccs && (await checkedUsccs(ctx, patch.relatedUsccs));
  const changes = { ...withoutMasks(ctx, Provider, stored, patch), ...(uscc && { uscc }), ...(relatedUsccs && { relatedUsccs }) };
  return update(ctx, Provider, id, version, changes as Partial<Provider>);
}
