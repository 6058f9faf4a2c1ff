import { graphql } from '../../../schema/graphql.ts';
import { createKey } from '../../../server/partners/service.ts';
import { here, next, Someone, url } from '../../kit.ts';

export const Create = graphql(`mutation ($input: ApiKeyInput!) {
  createApiKey(input: $input) { key apiKey { id prefix scopes networks state expiresAt createdById } }
}`);
export const Rotate = graphql(`mutation ($id: ID!, $input: ApiKeyRotation, $note: String) {
  rotateApiKey(id: $id, input: $input, note: $note) { key apiKey { id prefix scopes networks state replacesId overlapDays } }
}`);
export const Advance = graphql(`mutation ($id: ID!, $action: ApiKeyAction!, $note: String) {
  advanceApiKey(id: $id, action: $action, note: $note) { state approvedById moves { action } }
}`);
export const Catalogue = graphql(`query { providers(first: 50) { totalCount } }`);

export const bearer = (key: string, at = url()): Someone => new Someone('partner', 'PARTNER', { authorization: `Bearer ${key}` }, {}, at);
export async function aPartner(
  scopes = ['catalogue:read'],
  { platform = `平台${next()}`, ...more }: { platform?: string; networks?: string[]; costPerMinute?: number } = {},
): Promise<{ partner: Someone; id: string; key: string; platform: string }> {
  const { key, apiKey } = await createKey(here().owner.manager, { name: '目录同步', platform, scopes, ...more });
  return { partner: bearer(key), id: apiKey.id, key, platform };
}
