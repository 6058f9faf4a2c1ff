import { Client } from 'pg';
import { graphql } from '../../schema/graphql.ts';
import { contentHash } from '../../server/kernel/canonical.ts';
import { afterNotice, aNoticedCall, days, Propose } from '../integration/offerings/scene.ts';
import { another, anyone, here, someone, sql, times, travel, travelTo, useServer } from '../kit.ts';
import { inTurns, size } from './size.ts';

useServer();
afterEach(() => travel(null));

const [signatures, edits] = [size(100, 20), size(1000, 40)];

const Preview = graphql(
  `query ($callId: ID!) { serviceListPreview(callId: $callId) { number fingerprint entries { no product } diff { added { product } } } }`,
);
const Publish = graphql(
  `mutation ($callId: ID!, $fingerprint: String) { publishServiceList(callId: $callId, fingerprint: $fingerprint) { id number hash } }`,
);
const List = graphql(`
  query ($id: ID!) {
    serviceList(id: $id) {
      number title validFrom validTo hash
      entries { no offeringId product provider uscc kind mainScenario industries freeDays seats startWithinDays priceAfter validTo }
    }
  }
`);
const Change = graphql(
  `mutation ($id: ID!, $version: Int!, $seats: Int!) { updateOffering(id: $id, version: $version, input: { seats: $seats }) { version } }`,
);

async function aProposal(count = 3) {
  const scene = await aNoticedCall(count);
  await travelTo(afterNotice);
  await scene.officer.ask(Propose, { input: { callId: scene.callId, title: '先试后转服务清单', ...days } });
  return scene;
}

test(`of ${signatures} who publish at once one makes a version, and all others hear VERSION_CONFLICT`, async () => {
  const { callId } = await aProposal();
  const signers = await times(10, () => someone('LEADER'));
  const { serviceListPreview: seen } = await signers[0]!.ask(Preview, { callId });
  expect(seen).toMatchObject({ entries: [{ no: 1 }, { no: 2 }, { no: 3 }], diff: { added: [{}, {}, {}] } });
  const before = await sql('select number from service_list');
  const second = await another();
  try {
    const answers = await times(signatures, n => {
      const signer = signers[n % 10]!;
      return (n % 2 ? signer.through(second) : signer).refusal(Publish, { callId, fingerprint: seen!.fingerprint });
    });
    const counted = {
      published: answers.filter(code => !code).length,
      VERSION_CONFLICT: answers.filter(code => code === 'VERSION_CONFLICT').length,
    };
    console.info(`P28: ${JSON.stringify(counted)} of ${signatures}`);
    expect(counted).toEqual({ published: 1, VERSION_CONFLICT: signatures - 1 });
  } finally {
    await second.stop();
  }
  expect(await sql('select number from service_list')).toHaveLength(before.length + 1);
}, 120_000);

test(`a version is the same after ${edits} later edits and a restart, and nobody can write it`, async () => {
  const { callId, officer } = await aProposal();
  const leader = await someone('LEADER');
  const { serviceListPreview: seen } = await leader.ask(Preview, { callId });
  const { publishServiceList: list } = await leader.ask(Publish, { callId, fingerprint: seen!.fingerprint });
  await travelTo('2026-04-23T09:00:00+08:00');
  const { serviceList: asPublished } = await anyone().ask(List, { id: list.id });
  const offerings = await sql<{ id: string; version: number }>('select id, version from offering where list_id = $1', [list.id]);
  await inTurns(offerings, 3, async ({ id, version }, nth) => {
    for (let edit = nth; edit < edits; edit += offerings.length)
      await officer.ask(Change, { id, version: version++, seats: 6 + (version % 2) });
  });
  expect(await sql('select sum(version - 1)::int as edits from offering where list_id = $1', [list.id])).toEqual([{ edits }]);
  const restarted = await another();
  try {
    const { serviceList } = await anyone().through(restarted).ask(List, { id: list.id });
    expect(serviceList).toEqual(asPublished);
    const { hash, ...said } = serviceList!;
    expect(contentHash(said)).toBe(hash);
    expect(hash).toBe(list.hash);
  } finally {
    await restarted.stop();
  }
  const api = new Client({ connectionString: here().apiUrl });
  await api.connect();
  try {
    const columns = await sql<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = 'service_list'`,
    );
    const attempts = [
      ...columns.map(({ name }) => `update service_list set ${name} = ${name}`),
      ...columns.map(({ name }) => `update service_list set ${name} = default where id = '${list.id}'`),
      'delete from service_list',
      `delete from service_list where id = '${list.id}'`,
      'truncate service_list',
      `insert into service_list (id, number) values ('${list.id}', 1) on conflict (id) do update set title = 'x'`,
      `merge into service_list l using (select '${list.id}'::uuid as id) m on l.id = m.id when matched then delete`,
      'alter table service_list disable trigger all',
      'drop table service_list',
    ];
    for (const scope of ['', `set shizhuan.role = 'SYSTEM'; `])
      for (const attempt of attempts) expect([attempt, await failure(api, scope + attempt)]).toEqual([attempt, '42501']);
  } finally {
    await api.end();
  }
}, 300_000);

/** Why the database refuses a statement: insufficient privilege, if it is as it should be. */
const failure = (api: Client, statement: string): Promise<string | undefined> =>
  api.query(statement).then(
    () => 'done',
    ({ code }: { code?: string }) => code,
  );
