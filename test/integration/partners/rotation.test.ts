import { graphql } from '../../../schema/graphql.ts';
import { roles } from '../../../schema/roles.ts';
import { another, next, someone, sql, times, travel, useServer } from '../../kit.ts';
import { Advance, aPartner, bearer, Catalogue, Create, Rotate } from './scene.ts';

useServer();

const History = graphql(`query ($id: ID!) { apiKey(id: $id) { state expiresAt history { name note changes { field } } } }`);
const input = (more: object = {}) => ({ input: { name: '目录同步', platform: `平台${next()}`, scopes: ['catalogue:read'], ...more } });

test('a platform has at most two live keys; a third is refused, and a revoked one makes room', async () => {
  const admin = await someone('SECURITY_ADMIN');
  const asked = input();
  const { createApiKey: first } = await admin.ask(Create, asked);
  await admin.ask(Create, asked);
  expect(await admin.refused(Create, asked)).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'KEYS_TWO_LIVE' });
  await admin.ask(Advance, { id: first.apiKey.id, action: 'REVOKE', note: '更换' });
  expect(await admin.refusal(Create, asked)).toBeUndefined();
  await travel('366 days');
  expect(await admin.refusal(Create, asked)).toBeUndefined();
  await travel(null);
});

test('of ten keys made at once two are made', async () => {
  const admin = await someone('SECURITY_ADMIN');
  const asked = input();
  const made = await times(10, () => admin.refused(Create, asked));
  expect(made.filter(refusal => refusal === undefined)).toHaveLength(2);
  expect(made.flatMap(refusal => refusal?.reason ?? [])).toEqual(Array(8).fill('KEYS_TWO_LIVE'));
});

test('a rotated key has a successor with the same scopes; both are good for the overlap, then the old one ends', async () => {
  const admin = await someone('SECURITY_ADMIN');
  const { createApiKey: old } = await admin.ask(Create, input({ scopes: ['catalogue:read', 'lists:read'], networks: ['127.0.0.0/8'] }));
  const { rotateApiKey: successor } = await admin.ask(Rotate, { id: old.apiKey.id, note: '例行轮换' });
  expect(successor.apiKey).toMatchObject({
    state: 'ACTIVE',
    scopes: old.apiKey.scopes,
    networks: old.apiKey.networks,
    replacesId: old.apiKey.id,
    overlapDays: 7,
  });
  for (const { key } of [old, successor]) expect(await bearer(key).refusal(Catalogue)).toBeUndefined();
  expect(await admin.refused(Rotate, { id: old.apiKey.id })).toMatchObject({ reason: 'KEYS_TWO_LIVE' });
  expect((await admin.ask(History, { id: old.apiKey.id })).apiKey?.history.at(-1)).toMatchObject({
    name: 'ApiKey.ROTATE',
    note: '例行轮换',
    changes: [{ field: 'expiresAt' }],
  });
  await travel('7 days 1 minute');
  expect(await bearer(old.key).refusal(Catalogue)).toBe('UNAUTHENTICATED');
  expect(await bearer(successor.key).refusal(Catalogue)).toBeUndefined();
  expect(await admin.refusal(Rotate, { id: old.apiKey.id })).toBe('ILLEGAL_STATE');
  await travel(null);
});

test('with no overlap the old key ends at once', async () => {
  const admin = await someone('SECURITY_ADMIN');
  const { createApiKey: old } = await admin.ask(Create, input());
  await admin.ask(Rotate, { id: old.apiKey.id, input: { overlapDays: 0 } });
  expect(await bearer(old.key).refusal(Catalogue)).toBe('UNAUTHENTICATED');
  expect(await admin.refusal(Rotate, { id: old.apiKey.id, input: { overlapDays: 91 } })).toBe('BAD_USER_INPUT');
});

test('a key that may write is good once another person has approved it', async () => {
  const [admin, second, leader] = [await someone('SECURITY_ADMIN'), await someone('SECURITY_ADMIN'), await someone('LEADER')];
  const Me = graphql(`query { me { role } }`);
  for (const approver of [second, leader]) {
    const { createApiKey: made } = await admin.ask(Create, input({ scopes: ['trials:read', 'trials:write'] }));
    const { id } = made.apiKey;
    expect(made.apiKey).toMatchObject({ state: 'PROPOSED', createdById: admin.id });
    expect(await bearer(made.key).refusal(Me)).toBe('UNAUTHENTICATED');
    expect(await admin.refused(Advance, { id, action: 'APPROVE' })).toMatchObject({ code: 'FORBIDDEN', reason: 'SAME_PERSON' });
    for (const role of ['OFFICER', 'SYSTEM_ADMIN', 'AUDITOR'] as const)
      expect(await (await someone(role)).refusal(Advance, { id, action: 'APPROVE' })).toBe('FORBIDDEN');
    expect((await approver.ask(Advance, { id, action: 'APPROVE' })).advanceApiKey).toMatchObject({
      state: 'ACTIVE',
      approvedById: approver.id,
    });
    expect(await bearer(made.key).refusal(Me)).toBeUndefined();
  }
  await expect(
    sql(`update api_key set approved_by_id = created_by_id where approved_by_id is not null and created_by_id = $1`, [admin.id]),
  ).rejects.toThrow('SAME_PERSON');
  const { createApiKey: third } = await admin.ask(Create, input({ scopes: ['trials:write'] }));
  await expect(sql(`update api_key set state = 'ACTIVE' where id = $1`, [third.apiKey.id])).rejects.toThrow('needs two persons');
});

test('the successor of a key that may write needs a second person too; until then the old key stays as it was', async () => {
  const [admin, leader] = [await someone('SECURITY_ADMIN'), await someone('LEADER')];
  const { createApiKey: old } = await admin.ask(Create, input({ scopes: ['trials:write'] }));
  await leader.ask(Advance, { id: old.apiKey.id, action: 'APPROVE' });
  const { rotateApiKey: successor } = await admin.ask(Rotate, { id: old.apiKey.id, input: { overlapDays: 1 } });
  expect(successor.apiKey.state).toBe('PROPOSED');
  const ends = async () => (await admin.ask(History, { id: old.apiKey.id })).apiKey!.expiresAt;
  expect(await ends()).toBe(old.apiKey.expiresAt);
  await leader.ask(Advance, { id: successor.apiKey.id, action: 'APPROVE' });
  expect(new Date(await ends()).getTime()).toBeLessThan(Date.now() + 86_400_000 + 5000);
});

test('nobody but the security administrator makes or rotates a key, and no key does', async () => {
  const { partner, id } = await aPartner(['catalogue:read', 'lists:read', 'trials:read', 'trials:write']);
  const members = await Promise.all(roles.filter(role => !['SECURITY_ADMIN', 'PARTNER'].includes(role)).map(role => someone(role)));
  for (const member of members) {
    const code = member.role === 'PUBLIC' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    expect([member.role, await member.refusal(Create, input())]).toEqual([member.role, code]);
    expect([member.role, await member.refusal(Rotate, { id })]).toEqual([member.role, code]);
  }
  for (const scopes of [['catalogue:read'], ['trials:write'], ['*']])
    await expect(partner.ask(Create, input({ scopes }), { 'idempotency-key': `k${next()}` })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(partner.ask(Rotate, { id }, { 'idempotency-key': `k${next()}` })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('a key works from its networks only, and says when and from where it was last used', async () => {
  const admin = await someone('SECURITY_ADMIN');
  expect(await admin.refused(Create, input({ networks: ['10.0.0.0/99'] }))).toMatchObject({ reason: 'NETWORK_INVALID' });
  expect(await admin.refused(Create, input({ networks: ['10.0.0.1'] }))).toMatchObject({ reason: 'NETWORK_INVALID' });
  const wrong = await aPartner(['catalogue:read'], { networks: ['203.0.113.0/24', '2001:db8::/32'] });
  expect(await wrong.partner.refusal(Catalogue)).toBe('UNAUTHENTICATED');
  const right = await aPartner(['catalogue:read'], { networks: ['203.0.113.0/24', '127.0.0.1/32'] });
  expect(await right.partner.refusal(Catalogue)).toBeUndefined();
  const used = `select last_used_at, last_used_from from api_key where id = $1`;
  expect((await sql(used, [wrong.id]))[0]).toEqual({ last_used_at: null, last_used_from: null });
  expect((await sql(used, [right.id]))[0]).toEqual({ last_used_at: expect.any(Date), last_used_from: '127.0.0.1' });
});

test('a key revoked at one server is shut out of the other within five seconds, while it is in use', async () => {
  const admin = await someone('SECURITY_ADMIN');
  const { key, id } = await aPartner();
  const other = await another();
  try {
    const partner = bearer(key, other.url);
    for (let ask = 0; ask < 20; ask += 1) expect(await partner.refusal(Catalogue)).toBeUndefined();
    await admin.ask(Advance, { id, action: 'REVOKE', note: '泄露' });
    const revoked = performance.now();
    let asked: string | undefined;
    do asked = await partner.refusal(Catalogue);
    while (asked === undefined && performance.now() - revoked < 6000);
    expect(asked).toBe('UNAUTHENTICATED');
    expect(performance.now() - revoked).toBeLessThan(5000);
    expect(await bearer(key).refusal(Catalogue)).toBe('UNAUTHENTICATED');
  } finally {
    await other.stop();
  }
});
