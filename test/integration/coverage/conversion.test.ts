import { graphql } from '../../../schema/graphql.ts';
import { newId } from '../../../server/kernel/fields.ts';
import { someone, sql, travel, useServer } from '../../kit.ts';
import { aRunningTrial, at, caughtUp, contractOf, Judge, Record } from '../trials/scene.ts';

useServer();
beforeEach(() => at('2026-03-02T09:00:00+08:00'));
afterEach(() => travel(null));

const Figure = graphql(`query { coverage { n d } }`);
const Waiting = graphql(`
  query ($enterpriseId: [ID!]) {
    evidences(filter: { enterpriseId: $enterpriseId }) { nodes { id kind state datedOn document uploadedById conversion { contractNumber } moves { action } } }
  }
`);
const Verify = graphql(`mutation ($id: ID!) { advanceEvidence(id: $id, action: VERIFY) { state verifiedOn } }`);

test('a purchase that is verified becomes evidence once, and D rises by one when the district verifies it', async () => {
  const trial = await aRunningTrial();
  const enterpriseId = trial.enterprise.of.enterpriseId!;
  const register = newId();
  await sql(
    `insert into register (id, month, version, in_force_from, entries, added, gone, changed) values ($1, '2026-02', 1, '2026-02-28', 1, 1, 0, 0)`,
    [register],
  );
  await sql(
    `insert into register_entry (id, register_id, enterprise_id, uscc, name, district, division, size) select $1, $2, id, uscc, name, district, division, size from enterprise where id = $3`,
    [newId(), register, enterpriseId],
  );
  const contract = await contractOf(trial.id, trial.enterprise);
  const { createConversion } = await trial.enterprise.ask(Record, { input: contract });
  const district = await someone('DISTRICT', { district: '370211' });
  await caughtUp();
  expect((await district.ask(Waiting, { enterpriseId: [enterpriseId] })).evidences.nodes).toEqual([]);
  await district.ask(Judge, { id: createConversion.id, action: 'VERIFY' });
  await caughtUp();
  await sql('update errand set done_at = null, due_at = clock_timestamp()');
  await caughtUp();
  const { nodes } = (await district.ask(Waiting, { enterpriseId: [enterpriseId] })).evidences;
  expect(nodes).toMatchObject([
    {
      kind: 'CONTRACT',
      state: 'PROPOSED',
      datedOn: contract.signedOn,
      uploadedById: trial.enterprise.id,
      conversion: { contractNumber: contract.contractNumber },
      moves: [{ action: 'VERIFY' }, { action: 'REJECT' }],
    },
  ]);
  expect((await district.ask(Figure)).coverage).toEqual({ n: 1, d: 0 });
  expect((await district.ask(Verify, { id: nodes[0]!.id })).advanceEvidence).toEqual({ state: 'VERIFIED', verifiedOn: '2026-03-02' });
  expect((await district.ask(Figure)).coverage).toEqual({ n: 1, d: 1 });
});
