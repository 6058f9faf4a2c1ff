import { graphql } from '../../../schema/graphql.ts';
import { here, someone, sql, times, useServer } from '../../kit.ts';

useServer();

const Offerings = graphql(`query ($search: String) { offerings(search: $search) { totalCount nodes { id } } }`);

/** Seen from outside: what others are doing is not for everybody to see, but which locks they wait for is. */
const working = async (): Promise<number> =>
  Number((await sql(`select count(*) as n from pg_locks where relation = 'offering'::regclass and not granted`))[0]!['n']);

test('a list that takes longer than five seconds is cancelled with a code, and its connection serves on', async () => {
  const officer = await someone('OFFICER');
  const blocker = here().owner.createQueryRunner();
  await blocker.startTransaction();
  try {
    await blocker.query('lock table offering in access exclusive mode');
    const began = Date.now();
    // As many as the pool has connections.
    const refused = await times(8, at => officer.refused(Offerings, { search: `${at}` }));
    expect(refused.map(refusal => refusal?.code)).toEqual(Array(8).fill('TIMEOUT'));
    expect(Date.now() - began).toBeLessThan(9000);
    // Background work may be waiting as well, which takes the time it needs.
    expect(await working()).toBeLessThanOrEqual(1);
  } finally {
    await blocker.rollbackTransaction();
    await blocker.release();
  }
  const answers = await times(8, at => officer.ask(Offerings, { search: `${at}` }));
  expect(answers.map(({ offerings }) => offerings.totalCount)).toEqual(Array(8).fill(0));
}, 20_000);
