import { graphql } from '../../../schema/graphql.ts';
import { createKey } from '../../../server/partners/service.ts';
import { anEnterprise, here, next, Someone, someone, sql, useServer } from '../../kit.ts';
import { Advance, Apply, anOffering, Look, seatsOf } from './scene.ts';

useServer();

const goal = '平台企业上云';
const everything = ['catalogue:read', 'lists:read', 'trials:read', 'trials:write'];
const Trials = graphql(`query { trials { nodes { id enterpriseName } totalCount } }`);
const Catalogue = graphql(`query { offerings { totalCount } }`);
const Contacts = graphql(`query ($id: ID!) { trial(id: $id) { enterpriseContactPhone } }`);

/** The systems of a partner platform, asking with a key of these scopes. */
async function aPartner(scopes = everything, platform = `平台${next()}`): Promise<Someone> {
  const { key, apiKey } = await createKey(here().owner.manager, { name: '生产', platform, scopes });
  return new Someone(apiKey.id, 'PARTNER', { authorization: `Bearer ${key}` });
}
async function aUscc(): Promise<{ enterpriseId: string; enterpriseUscc: string }> {
  const enterpriseId = await anEnterprise();
  const [{ uscc }] = (await sql<{ uscc: string }>('select uscc from enterprise where id = $1', [enterpriseId])) as [{ uscc: string }];
  return { enterpriseId, enterpriseUscc: uscc };
}
const key = () => ({ 'idempotency-key': `k${next()}` });

test('a platform applies on behalf of an enterprise by its USCC; both see the trial, another platform does not', async () => {
  const { id: offeringId } = await anOffering();
  const partner = await aPartner();
  const { enterpriseId, enterpriseUscc } = await aUscc();
  const { createTrial } = await partner.ask(Apply, { offeringId, goal, enterpriseUscc: ` ${enterpriseUscc.toLowerCase()}` }, key());
  const { id } = createTrial;
  expect(createTrial.state).toBe('APPLIED');
  expect((await partner.ask(Trials)).trials.nodes.map(trial => trial.id)).toEqual([id]);
  expect((await (await aPartner()).ask(Trials)).trials.totalCount).toBe(0);
  const enterprise = await someone('ENTERPRISE', { enterpriseId });
  const { trial } = await enterprise.ask(Look, { id });
  expect(trial!.history).toMatchObject([{ name: 'Trial.CREATE', actorRole: 'PARTNER' }]);
  expect(await partner.refusal(Contacts, { id })).toBe('FORBIDDEN');
  expect(await (await aPartner()).ask(Advance, { id, action: 'WITHDRAW' }, key()).catch(({ code }) => code)).toBe('NOT_FOUND');
  expect((await partner.ask(Advance, { id, action: 'WITHDRAW' }, key())).advanceTrial.state).toBe('WITHDRAWN');
});

test('a new key of the same platform sees what came through the old one', async () => {
  const { id: offeringId } = await anOffering();
  const old = await aPartner(everything, '海链');
  const { enterpriseUscc } = await aUscc();
  const { createTrial } = await old.ask(Apply, { offeringId, goal, enterpriseUscc }, key());
  const fresh = await aPartner(everything, '海链');
  expect((await fresh.ask(Look, { id: createTrial.id })).trial).toMatchObject({ id: createTrial.id });
});

test('a write without a key of its own is refused; the same key again is the same application', async () => {
  const { id: offeringId } = await anOffering();
  const partner = await aPartner();
  const { enterpriseUscc } = await aUscc();
  const variables = { offeringId, goal, enterpriseUscc };
  expect(await partner.refusal(Apply, variables)).toBe('IDEMPOTENCY_KEY_REQUIRED');
  const once = key();
  const answers = await Promise.all(Array.from({ length: 5 }, () => partner.ask(Apply, variables, once)));
  expect(new Set(answers.map(({ createTrial }) => createTrial.id)).size).toBe(1);
  await expect(partner.ask(Apply, { ...variables, goal: '另一目标' }, once)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  await expect(partner.ask(Apply, variables, key())).rejects.toMatchObject({ code: 'DUPLICATE_APPLICATION' });
  expect(await seatsOf(offeringId)).toMatchObject({ taken: 1, held: 1 });
});

test('a key does what its scopes say: reading trials is not applying for them, and the catalogue is neither', async () => {
  const { id: offeringId } = await anOffering();
  const { enterpriseUscc } = await aUscc();
  const apply = (who: Someone) =>
    who.ask(Apply, { offeringId, goal, enterpriseUscc }, key()).then(
      () => undefined,
      ({ code }) => code,
    );
  const [reader, catalogue, writer] = [
    await aPartner(['trials:read']),
    await aPartner(['catalogue:read']),
    await aPartner(['trials:write']),
  ];
  expect(await apply(reader)).toBe('FORBIDDEN');
  expect(await reader.refusal(Catalogue)).toBe('FORBIDDEN');
  expect(await reader.refusal(Trials)).toBeUndefined();
  expect(await apply(catalogue)).toBe('FORBIDDEN');
  expect(await catalogue.refusal(Trials)).toBe('FORBIDDEN');
  expect(await catalogue.refusal(Catalogue)).toBeUndefined();
  expect(await apply(writer)).toBeUndefined();
  expect(await writer.refusal(Trials)).toBe('FORBIDDEN');
});

test('an enterprise that is not named, not known or misspelt is told apart from none', async () => {
  const { id: offeringId } = await anOffering();
  const partner = await aPartner();
  const reason = (enterpriseUscc?: string) => partner.ask(Apply, { offeringId, goal, enterpriseUscc }, key()).catch(error => error.reason);
  expect(await reason()).toBe('ENTERPRISE_NEEDED');
  expect(await reason('91370200MA3C0000XX')).toBe('ENTERPRISE_UNKNOWN');
  expect(await seatsOf(offeringId)).toMatchObject({ taken: 0 });
});
