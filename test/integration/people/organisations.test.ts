import { graphql } from '../../../schema/graphql.ts';
import { makeUscc } from '../../../server/people/uscc.ts';
import { anEnterprise, anExpert, anyone, aProvider, next, type Someone, someone, sql, url, useServer } from '../../kit.ts';

useServer();

const CreateProvider = graphql(`mutation ($input: ProviderInput!) { createProvider(input: $input) { id uscc name licenceId } }`);
const UpdateProvider = graphql(
  `mutation ($id: ID!, $version: Int!, $input: ProviderPatch!) { updateProvider(id: $id, version: $version, input: $input) { version contactPhone } }`,
);
const CreateEnterprise = graphql(
  `mutation ($input: EnterpriseInput!) { createEnterprise(input: $input) { id uscc district history { name } } }`,
);
const UpdateEnterprise = graphql(
  `mutation ($id: ID!, $version: Int!, $input: EnterprisePatch!) { updateEnterprise(id: $id, version: $version, input: $input) { version district employees } }`,
);
const CreateExpert = graphql(
  `mutation ($input: ExpertInput!) { createExpert(input: $input) { number employerUscc scenarios mostReviews state } }`,
);
const UpdateExpert = graphql(
  `mutation ($id: ID!, $version: Int!, $input: ExpertPatch!) { updateExpert(id: $id, version: $version, input: $input) { version } }`,
);
const Unmask = graphql(
  `mutation ($type: Unmaskable!, $id: ID!, $reason: String!) { unmask(type: $type, id: $id, reason: $reason) { field value } }`,
);
const History = graphql(`query ($id: ID!) { enterprise(id: $id) { history { name note actorName changes { field before after } } } }`);

const provider = (uscc: string, more: object = {}) => ({
  input: { uscc, name: `服务商${next()}`, kind: 'PRODUCT' as const, district: '370212', ...more },
});
const enterprise = (more: object = {}) => ({
  input: { uscc: makeUscc(`e${next()}`, '370211'), name: '某厂', district: '370211', division: '33', size: 'SMALL' as const, ...more },
});
const phoneOf = async (id: string) =>
  (await sql<{ phone: string }>('select contact_phone as phone from enterprise where id = $1', [id]))[0]!.phone;

async function picture(who: Someone): Promise<string> {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const response = await fetch(`${url()}/files?name=licence.png`, { method: 'PUT', body: new Uint8Array(png), headers: who.headers });
  return ((await response.json()) as { id: string }).id;
}

test('a credit code is put right before it is checked, and one code is one provider', async () => {
  const officer = await someone('OFFICER');
  const uscc = makeUscc('put right', '370212');
  const written = ` ${uscc.slice(0, 8).toLowerCase()}-${uscc.slice(8).replace(/\d/g, digit => String.fromCharCode(0xff10 + Number(digit)))} `;
  const { createProvider } = await officer.ask(CreateProvider, provider(written, { name: ' Ｇ公司 ' }));
  expect(createProvider).toMatchObject({ uscc, name: 'Ｇ公司' });
  expect(await officer.refused(CreateProvider, provider(uscc))).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'PROVIDER_USCC_TAKEN' });
});

test.each([
  ['91370212MA3K4D3E1J', 'USCC_CHECK'],
  ['9137021', 'USCC_LENGTH'],
  ['91370212MA3K4D3E1I', 'USCC_CHARACTERS'],
  ['370212199003077819', 'USCC_PERSONAL_ID'],
  ['9.1440E+17', 'USCC_SPREADSHEET'],
])('the code %s is refused with %s', async (uscc, reason) => {
  const refusal = await (await someone('OFFICER')).refused(CreateProvider, provider(uscc));
  expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', reason, details: { field: 'uscc' } });
  expect(JSON.stringify(refusal)).not.toContain('19900307');
});

test('a code that fails its check passes with a picture of the licence only', async () => {
  const officer = await someone('OFFICER');
  const uscc = '91370212MA3K4D3E1J';
  expect(await officer.refused(CreateProvider, provider(uscc, { licenceId: '018f0000-0000-7000-8000-000000000000' }))).toMatchObject({
    reason: 'LICENCE_PICTURE',
  });
  const licenceId = await picture(officer);
  expect((await officer.ask(CreateProvider, provider(uscc, { licenceId }))).createProvider).toMatchObject({ uscc, licenceId });
  expect(await officer.refused(CreateProvider, provider('9137021', { licenceId }))).toMatchObject({ reason: 'USCC_LENGTH' });
});

test('codes of districts, divisions and scenarios must exist', async () => {
  const officer = await someone('OFFICER');
  expect(await officer.refused(CreateEnterprise, enterprise({ district: '370299' }))).toMatchObject({ reason: 'DISTRICT_UNKNOWN' });
  expect(await officer.refused(CreateEnterprise, enterprise({ division: '99' }))).toMatchObject({ reason: 'DIVISION_UNKNOWN' });
  const expert = { number: `E${next()}`, name: '李教授', employerUscc: makeUscc('employer', '370202') };
  expect(await officer.refused(CreateExpert, { input: { ...expert, scenarios: ['S17'] } })).toMatchObject({ reason: 'SCENARIO_UNKNOWN' });
  expect((await officer.ask(CreateExpert, { input: { ...expert, scenarios: ['S01', 'S01', 'S16'] } })).createExpert).toMatchObject({
    scenarios: ['S01', 'S16'],
    mostReviews: 20,
    state: 'ACTIVE',
  });
  const { createEnterprise } = await officer.ask(CreateEnterprise, enterprise());
  expect(createEnterprise.history).toEqual([{ name: 'Enterprise.CREATE' }]);
});

test('a district changes its own enterprises, sees none of another, and moves none away', async () => {
  const [mine, theirs] = [await anEnterprise({ district: '370211' }), await anEnterprise({ district: '370214' })];
  const district = await someone('DISTRICT', { district: '370211' });
  const set = (id: string, input: object) => ({ id, version: 1, input });
  expect(await district.refusal(UpdateEnterprise, set(theirs, { employees: 5 }))).toBe('NOT_FOUND');
  expect(await district.refusal(UpdateEnterprise, set(mine, { district: '370214' }))).toBe('FORBIDDEN');
  expect(await district.refused(UpdateEnterprise, set(mine, { uscc: makeUscc('x', '370211') }))).toMatchObject({ reason: 'FIELD_FIXED' });
  expect(
    await sql('select district, employees, version from enterprise where id = any($1::uuid[]) order by district', [[mine, theirs]]),
  ).toEqual([
    { district: '370211', employees: null, version: 1 },
    { district: '370214', employees: null, version: 1 },
  ]);
  expect((await district.ask(UpdateEnterprise, set(mine, { employees: 55 }))).updateEnterprise).toMatchObject({
    employees: 55,
    version: 2,
  });
  expect(await district.refused(UpdateEnterprise, set(mine, { employees: 56 }))).toMatchObject({
    code: 'VERSION_CONFLICT',
    details: { version: 2 },
  });
  expect(await district.refusal(CreateEnterprise, enterprise())).toBe('FORBIDDEN');
});

test('an organisation keeps its contacts; what the bureau keeps of it, it cannot change, nor anything of another', async () => {
  const enterpriseUser = await someone('ENTERPRISE');
  const id = enterpriseUser.of.enterpriseId!;
  const set = (input: object, of = id) => ({ id: of, version: 1, input });
  for (const input of [{ district: '370202' }, { size: 'LARGE' as const }, { name: '别名' }, { uscc: makeUscc('y', '370211') }])
    expect(await enterpriseUser.refused(UpdateEnterprise, set(input))).toMatchObject({ code: 'FORBIDDEN', reason: 'FIELD_FIXED' });
  expect(await enterpriseUser.refusal(UpdateEnterprise, set({ employees: 1 }, await anEnterprise()))).toBe('NOT_FOUND');
  expect(await enterpriseUser.refusal(UpdateEnterprise, set({ contactPhone: '13711112222' }))).toBeUndefined();
  const providerUser = await someone('PROVIDER');
  expect(
    await providerUser.refused(UpdateProvider, { id: providerUser.of.providerId!, version: 1, input: { kind: 'INTEGRATOR' } }),
  ).toMatchObject({
    reason: 'FIELD_FIXED',
  });
  expect(await providerUser.refusal(UpdateProvider, { id: await aProvider(), version: 1, input: { staff: 3 } })).toBe('NOT_FOUND');
  for (const role of ['AUDITOR', 'LEADER', 'EXPERT', 'SYSTEM_ADMIN'] as const)
    expect(await (await someone(role)).refusal(UpdateEnterprise, set({ employees: 1 }))).toBe('FORBIDDEN');
  expect(await anyone().refusal(UpdateEnterprise, set({ employees: 1 }))).toBe('UNAUTHENTICATED');
});

test('a form that sends a mask back does not write the mask down', async () => {
  const id = await anEnterprise();
  const officer = await someone('OFFICER');
  const { updateEnterprise } = await officer.ask(UpdateEnterprise, {
    id,
    version: 1,
    input: { contactPhone: '139****4321', employees: 80 },
  });
  expect(updateEnterprise.employees).toBe(80);
  expect(await phoneOf(id)).toBe('13987654321');
  await officer.ask(UpdateEnterprise, { id, version: 2, input: { contactPhone: '13800000000' } });
  expect(await phoneOf(id)).toBe('13800000000');
});

test('an input cannot carry what is not its to say', async () => {
  const officer = await someone('OFFICER');
  for (const extra of [
    { state: 'RESTING' },
    { id: '018f0000-0000-7000-8000-000000000000' },
    { version: 9 },
    { createdAt: '2020-01-01T00:00:00Z' },
  ])
    expect(await officer.refusal(UpdateExpert, { id: await anExpert(), version: 1, input: extra as object })).toMatch(
      /^(GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)$/,
    );
});

test('a masked contact is shown for a reason, and who asked stays written', async () => {
  const id = await anEnterprise();
  const officer = await someone('OFFICER');
  const ask = { type: 'ENTERPRISE' as const, id, reason: '约入企诊断时间' };
  expect(await officer.refused(Unmask, { ...ask, reason: ' ' })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  expect((await officer.ask(Unmask, ask)).unmask).toEqual([
    { field: 'contactName', value: '刘厂长' },
    { field: 'contactPhone', value: '13987654321' },
  ]);
  const { enterprise: seen } = await officer.ask(History, { id });
  expect(seen?.history).toMatchObject([{ name: 'Enterprise.UNMASK', note: '约入企诊断时间', changes: [] }]);
  const owner = await someone('ENTERPRISE', { enterpriseId: id });
  expect((await owner.ask(History, { id })).enterprise?.history).toEqual([]);
  for (const role of ['AUDITOR', 'DISTRICT', 'EXPERT', 'SYSTEM_ADMIN'] as const)
    expect(await (await someone(role)).refusal(Unmask, ask)).toBe('FORBIDDEN');
  expect(await officer.refusal(Unmask, { ...ask, type: 'PROVIDER' })).toBe('NOT_FOUND');
  expect(await sql(`select count(*) from fact where subject_id = $1 and name = 'Enterprise.UNMASK'`, [id])).toEqual([{ count: 1 }]);
});

test('an answer with personal values is not kept for those who ask again', async () => {
  const id = await anEnterprise();
  const officer = await someone('OFFICER');
  const ask = { type: 'ENTERPRISE' as const, id, reason: '电话回访' };
  const key = { 'idempotency-key': 'once' };
  expect((await officer.ask(Unmask, ask, key)).unmask).toHaveLength(2);
  await expect(officer.ask(Unmask, ask, key)).rejects.toMatchObject({ code: 'ILLEGAL_STATE', reason: 'SHOWN_ONCE' });
  expect(JSON.stringify(await sql('select answer from idempotency'))).not.toContain('13987654321');
});

test('facts hold no personal value: history shows a change as its reader may see it', async () => {
  const id = await anEnterprise();
  const officer = await someone('OFFICER');
  await officer.ask(UpdateEnterprise, { id, version: 1, input: { contactPhone: '13711112222' } });
  const { enterprise: seen } = await officer.ask(History, { id });
  expect(seen?.history[0]?.changes).toEqual([{ field: 'contactPhone', before: '139****4321', after: '137****2222' }]);
  const [fact] = await sql('select changed::text as text from fact where subject_id = $1', [id]);
  expect(fact!['text']).not.toContain('1371111');
});
