import { openSources, type Sources } from '../../../server/database.ts';
import { Context } from '../../../server/kernel/context.ts';
import type { Actor } from '../../../server/kernel/policy.ts';
import type { Served } from '../../../server/serve.ts';
import { Trial } from '../../../server/trials/trial/entity.ts';
import { another, anyone, here, Someone, someone, times, useServer } from '../../kit.ts';
import { anApplication, anOffering } from '../trials/scene.ts';
import { asApi } from './scene.ts';

useServer();

interface Party {
  who: Someone;
  actor: Actor;
  /** The trials that are this party's, in order. */
  trials: string[];
}
let parties: Party[];
let officer: Someone;
beforeAll(async () => {
  const offering = await anOffering({ seats: 20 });
  officer = await someone('OFFICER');
  parties = await times(3, async () => {
    const who = await someone('ENTERPRISE');
    const { id } = await anApplication(offering.id, { enterprise: who });
    return { who, actor: { id: who.id, role: 'ENTERPRISE', name: '', enterpriseId: who.of.enterpriseId! }, trials: [id] };
  });
}, 60_000);

const Trials = 'query { trials { totalCount nodes { id } } }';
const trialsOf = async (who: Someone): Promise<string[]> =>
  (await who.ask<{ trials: { nodes: { id: string }[] } }, object>(Trials)).trials.nodes.map(({ id }) => id).sort();

/** What nobody may find on a connection that comes back to the pool. */
async function left(sources: Sources): Promise<unknown> {
  const [row] = await sources.db.query(
    `select coalesce(current_setting('shizhuan.role', true), '') || coalesce(current_setting('shizhuan.enterprise', true), '')
       || coalesce(current_setting('shizhuan.act', true), '') as settings, (select count(*)::int from trial) as rows`,
  );
  return row;
}
const nothing = { settings: '', rows: 0 };
/** Kills connections of requests, as the role they are of: it may. */
const terminate = (which = 'true') =>
  asApi(
    {},
    async api =>
      (
        await api.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'shizhuan' and ${which}`,
        )
      ).rowCount,
  );

describe.each([1, 2])('a pool of %i', size => {
  let sources: Sources;
  let served: Served;
  beforeAll(async () => {
    sources = await openSources(here().apiUrl, { size });
    served = await another({ poolSize: size });
  });
  afterAll(async () => {
    await served.stop();
    await sources.close();
  });
  const as = ({ actor }: Party) => new Context(actor, sources.db.manager);
  const seen = (party: Party) => as(party).reading(async ctx => (await ctx.db.find(Trial)).map(({ id }) => id));

  test('leaves nothing of one actor to the next: after an answer, an error, a rollback', async () => {
    const [one, other] = parties as [Party, Party];
    expect(await seen(one)).toEqual(one.trials);
    expect(await left(sources)).toEqual(nothing);
    expect(await seen(other)).toEqual(other.trials);

    for (const failing of [
      (ctx: Context) => ctx.query('select 1 / 0'),
      (ctx: Context) => ctx.query('select from no_such_table'),
      () => Promise.reject(new Error('the application itself')),
      (ctx: Context) => ctx.asSystem(clock => clock.query('select 1 / 0')),
      (ctx: Context) => ctx.asSystem(() => Promise.reject(new Error('while the system has it'))),
    ] as ((ctx: Context) => Promise<unknown>)[]) {
      await expect(as(one).transaction(failing)).rejects.toThrow();
      expect(await left(sources)).toEqual(nothing);
      await expect(as(one).reading(failing)).rejects.toThrow();
      expect(await left(sources)).toEqual(nothing);
      expect(await seen(other)).toEqual(other.trials);
    }
    // What the application has caught is no end of the transaction: it goes on as who it was.
    await as(one).transaction(async ctx => {
      await ctx.asSystem(() => Promise.reject(new Error('caught'))).catch(() => undefined);
      const [{ role }] = (await ctx.query(`select current_setting('shizhuan.role', true) as role`)) as [{ role: string }];
      expect(role).toBe('ENTERPRISE');
    });
  });

  test('leaves nothing when the connection dies in the middle, and when it dies idle', async () => {
    const [one, other] = parties as [Party, Party];
    const dying = as(one).transaction(ctx => ctx.query('select pg_terminate_backend(pg_backend_pid())'));
    await expect(dying).rejects.toThrow();
    expect(await left(sources)).toEqual(nothing);
    expect(await seen(other)).toEqual(other.trials);
    const looking = as(one).reading(ctx => ctx.query('select pg_sleep(5)'));
    await Promise.all([expect(looking).rejects.toThrow(), terminateSleeping()]);
    expect(await seen(other)).toEqual(other.trials);
    await terminate();
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(await seen(one)).toEqual(one.trials);
    expect(await left(sources)).toEqual(nothing);
  });

  test('answers many who ask at once each with what is theirs', async () => {
    const wanted = await times(60, async n => {
      const party = parties[n % 3]!;
      return n % 7 === 0
        ? as(party)
            .transaction(async ctx => ctx.query('select 1 / 0'))
            .catch(() => 'failed')
        : { asked: party.trials, got: await seen(party) };
    });
    for (const answer of wanted) if (typeof answer === 'object' && 'asked' in answer) expect(answer.got).toEqual(answer.asked);
    expect(await left(sources)).toEqual(nothing);
  });

  test('behind the front door: in turn, after refusals, after a killed backend, all at once', async () => {
    const all = parties.flatMap(({ trials }) => trials).sort();
    const [one, other] = parties.map(party => ({ ...party, who: party.who.through(served) })) as [Party, Party];
    const bureau = officer.through(served);
    const nobody = new Someone(anyone().id, 'PUBLIC', {}, {}, served.url);
    const check = async () => {
      expect(await trialsOf(bureau)).toEqual(all);
      expect(await trialsOf(one.who)).toEqual(one.trials);
      expect(await nobody.refused(Trials)).toMatchObject({ code: 'UNAUTHENTICATED' });
      expect(await trialsOf(other.who)).toEqual(other.trials);
    };
    await check();
    // Refused by the application, by the database, and by what the application asks of the database.
    const refusals = [
      `mutation { advanceTrial(id: "${other.trials[0]}", action: WITHDRAW, note: "x") { id } }`,
      `mutation { updateTrial(id: "${one.trials[0]}", version: 99, input: { goal: "别的目标" }) { id } }`,
      `query { trial(id: "not an id") { id } }`,
    ];
    for (const refusal of refusals) {
      expect(await one.who.refusal(refusal)).toEqual(expect.any(String));
      expect(await trialsOf(other.who)).toEqual(other.trials);
    }
    await terminate();
    // The first who comes may be told that the database is away; nobody is told what is another's.
    await trialsOf(one.who).catch(() => undefined);
    await trialsOf(other.who).catch(() => undefined);
    await check();
    const answers = await times(40, async n => {
      const [who, theirs] = [
        [bureau, all],
        [one.who, one.trials],
        [other.who, other.trials],
      ][n % 3] as [Someone, string[]];
      if (n % 5 === 4) return (await one.who.refusal(refusals[n % 2]!)) ? [] : ['not refused'];
      return (await trialsOf(who)).filter(id => !theirs.includes(id));
    });
    expect(answers.flat()).toEqual([]);
  });
});

async function terminateSleeping(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await terminate(`query = 'select pg_sleep(5)' and state = 'active'`)) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error('nobody slept');
}
