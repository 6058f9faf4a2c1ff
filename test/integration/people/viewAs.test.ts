import { graphql } from '../../../schema/graphql.ts';
import { system } from '../../../server/kernel/advance.ts';
import { Context } from '../../../server/kernel/context.ts';
import { settleViewings } from '../../../server/people/viewing/service.ts';
import { anEnterprise, here, someone, sql, url, useServer } from '../../kit.ts';

useServer();

const ViewAs = graphql(
  `mutation ($userId: ID!, $reason: String!) { viewAs(userId: $userId, reason: $reason) { id role viewing { name role reason } may } }`,
);
const End = graphql(`mutation { endViewAs { id role viewing { name } } }`);
const Me = graphql(`query { me { id role viewing { name reason endsAt } may } }`);
const Own = graphql(`query { enterprises { totalCount nodes { id name contactPhone contactName moved: history { name } } } }`);
const Accounts = graphql(`query ($id: ID!) { enterprise(id: $id) { accounts { id name } } }`);
const Patch = graphql(
  `mutation ($id: ID!, $version: Int!) { updateEnterprise(id: $id, version: $version, input: { contactName: "他人" }) { id } }`,
);
const ChangePassword = graphql(`mutation { changePassword(current: "x", next: "yyyyyyyyyyyyy") }`);
const Leave = graphql(`mutation { leaveOrganisation }`);
const facts = (id: string) =>
  sql(
    `select name, actor_name, note, details -> 'viewedAs' ->> 'id' as viewed from fact where subject_id = $1 and name like '%VIEW_AS' order by id`,
    [id],
  );

test('an officer sees an enterprise’s screens with its rows, changes nothing, and both ends are facts', async () => {
  const officer = await someone('OFFICER');
  const firm = await someone('ENTERPRISE');
  await someone('ENTERPRISE');
  const { enterprise } = await officer.ask(Accounts, { id: firm.of.enterpriseId! });
  expect(enterprise?.accounts).toEqual([{ id: firm.id, name: expect.any(String) }]);
  expect(await officer.refused(ViewAs, { userId: firm.id, reason: '  ' })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  const { viewAs } = await officer.ask(ViewAs, { userId: firm.id, reason: '企业来电:看不到试用' });
  expect(viewAs).toMatchObject({ id: firm.id, role: 'ENTERPRISE', viewing: { role: 'OFFICER', reason: '企业来电:看不到试用' } });
  expect(viewAs.may.filter(name => /^(create|update|advance|change|set|leave|transfer)/.test(name))).toEqual([]);
  expect(viewAs.may).toEqual(expect.arrayContaining(['endViewAs', 'enterprises', 'signOut', 'trials']));
  const { enterprises } = await officer.ask(Own);
  expect(enterprises.totalCount).toBe(1);
  expect(enterprises.nodes[0]).toMatchObject({ id: firm.of.enterpriseId, contactPhone: '139****4321', contactName: '刘**' });
  for (const [document, variables] of [
    [Patch, { id: firm.of.enterpriseId!, version: 1 }],
    [ChangePassword, {}],
    [Leave, {}],
    [ViewAs, { userId: firm.id, reason: 'again' }],
  ] as const)
    expect(await officer.refused(document as never, variables as never)).toMatchObject({ code: 'FORBIDDEN', reason: 'VIEW_ONLY' });
  const upload = await fetch(`${url()}/files?name=a.pdf`, { method: 'PUT', body: '%PDF-1.7', headers: officer.headers });
  expect(upload.status).toBe(403);
  const table = await (await fetch(`${url()}/export/Enterprise.csv?columns=name,contactPhone`, { headers: officer.headers })).text();
  expect(table).toContain('139****4321');
  expect(table).not.toContain('13987654321');
  expect((await firm.ask(Own)).enterprises.nodes[0]?.contactPhone).toBe('13987654321');
  expect((await officer.ask(End)).endViewAs).toEqual({ id: officer.id, role: 'OFFICER', viewing: null });
  expect(await officer.refused(End)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await firm.refused(End)).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'NOT_VIEWING' });
  expect(await facts(firm.id)).toEqual([
    { name: 'User.VIEW_AS', actor_name: expect.stringMatching(/^OFFICER/), note: '企业来电:看不到试用', viewed: null },
    { name: 'User.END_VIEW_AS', actor_name: expect.stringMatching(/^OFFICER/), note: '企业来电:看不到试用', viewed: null },
  ]);
});

test('a district looks at enterprises of its own only, and nobody at providers, experts or colleagues', async () => {
  const district = await someone('DISTRICT', { district: '370211' });
  const own = await someone('ENTERPRISE', { enterpriseId: await anEnterprise({ district: '370211' }) });
  const other = await someone('ENTERPRISE', { enterpriseId: await anEnterprise({ district: '370214' }) });
  const officer = await someone('OFFICER');
  expect(await district.refusal(ViewAs, { userId: other.id, reason: 'x' })).toBe('NOT_FOUND');
  for (const role of ['PROVIDER', 'EXPERT', 'OFFICER', 'SYSTEM_ADMIN', 'DISTRICT'] as const) {
    const { id } = await someone(role);
    expect([role, await officer.refusal(ViewAs, { userId: id, reason: 'x' })]).toEqual([role, 'NOT_FOUND']);
  }
  for (const role of ['LEADER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR', 'PROVIDER', 'EXPERT', 'ENTERPRISE'] as const)
    expect([role, await (await someone(role)).refusal(ViewAs, { userId: own.id, reason: 'x' })]).toEqual([role, 'FORBIDDEN']);
  await district.ask(ViewAs, { userId: own.id, reason: '核对' });
  expect((await district.ask(Me)).me).toMatchObject({ id: own.id });
  await sql(`update enterprise set district = '370214' where id = $1`, [own.of.enterpriseId]);
  expect((await district.ask(Me)).me).toMatchObject({ id: district.id, viewing: null });
});

test('it ends by itself after 30 minutes and when the session ends, and that is a fact', async () => {
  const officer = await someone('OFFICER');
  const firm = await someone('ENTERPRISE');
  await officer.ask(ViewAs, { userId: firm.id, reason: '一' });
  const [{ minutes }] = (await sql(`select round(extract(epoch from ends_at - clock_timestamp()) / 60)::int as minutes from viewing`)) as [
    { minutes: number },
  ];
  expect(minutes).toBe(30);
  await sql(`update viewing set ends_at = clock_timestamp()`);
  expect((await officer.ask(Me)).me).toMatchObject({ id: officer.id, viewing: null });
  await settleViewings(new Context(system, here().owner.manager, { id: 'background' }));
  await officer.ask(ViewAs, { userId: firm.id, reason: '二' });
  await officer.ask(graphql(`mutation { signOut }`));
  await settleViewings(new Context(system, here().owner.manager, { id: 'background' }));
  expect(await sql('select * from viewing')).toEqual([]);
  expect((await facts(firm.id)).map(({ name, note }) => [name, note])).toEqual([
    ['User.VIEW_AS', '一'],
    ['User.END_VIEW_AS', '一'],
    ['User.VIEW_AS', '二'],
    ['User.END_VIEW_AS', '二'],
  ]);
});
