import { closesAt, openCall } from '../integration/calls/scene.ts';
import { Advance, aDraft } from '../integration/solutions/scene.ts';
import { another, type Someone, someone, sql, times, travel, travelTo, useServer } from '../kit.ts';
import { inTurns, size } from './size.ts';

useServer();
afterEach(() => travel(null));

/** Rounds across the deadline; twenty clients in each, each of which files as often as it can. */
const [rounds, each] = [size(6, 1), size(14, 3)];
const clients = 20;

interface Asked {
  id: string;
  at: number;
  code?: string;
}

/** The clock of the domain as this test reads it: at which instant a request left it, at the earliest and at the latest. */
async function clockOf(): Promise<number> {
  const before = performance.now();
  const [row] = await sql<{ now: Date }>('select domain_now() as now');
  return row!.now.getTime() - (before + performance.now()) / 2;
}

test(`${clients} clients hammer across the deadline through two servers whose clocks are an hour off: sharp, and fair`, async () => {
  const second = await another();
  const asked: Asked[] = [];
  const late = new Date(closesAt).getTime();
  const real = Date.now;
  try {
    const providers: Someone[] = await times(clients, () => someone('PROVIDER'));
    for (let round = 0; round < rounds; round++) {
      await travel(null);
      const { id: callId } = await openCall();
      const drafts = await inTurns(Array.from({ length: clients * each }), 8, (_, place) => aDraft(callId, providers[place % clients]));
      // What Node takes for now changes nothing: an hour ahead in one round, an hour behind in the next.
      const skew = (round % 2 ? 1 : -1) * 3_600_000;
      jest.spyOn(Date, 'now').mockImplementation(() => real() + skew);
      await travelTo('2026-03-31T16:59:58+08:00');
      const offset = await clockOf();
      await times(clients, async client => {
        for (let turn = 0; turn < each; turn++) {
          const draft = drafts[client * each + turn]!;
          // Spread over three seconds with the deadline in their midst.
          const due = late - 1500 + ((turn + client / clients) * 3000) / each;
          const wait = due - offset - performance.now();
          if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait));
          const who = client % 2 ? draft.provider.through(second) : draft.provider;
          const at = performance.now() + offset;
          asked.push({ id: draft.id, at, code: await who.refusal(Advance, { id: draft.id, action: 'SUBMIT' }) });
        }
      });
      jest.restoreAllMocks();
    }
  } finally {
    jest.restoreAllMocks();
    await second.stop();
  }
  const filed = new Map(
    (
      await sql<{ id: string; at: Date }>(`select id, filed_at as at from submission where number is not null and id = any($1)`, [
        asked.map(({ id }) => id),
      ])
    ).map(({ id, at }) => [id, at.getTime()]),
  );
  const [accepted, refused] = [asked.filter(({ code }) => !code), asked.filter(({ code }) => code)];
  const counted = {
    asked: asked.length,
    accepted: accepted.length,
    DEADLINE_PASSED: refused.filter(({ code }) => code === 'DEADLINE_PASSED').length,
    stampedLate: [...filed.values()].filter(at => at >= late).length,
    refusedTooEarly: refused.filter(({ at }) => at < late - 1000).length,
    latestStamp: `${late - Math.max(...filed.values())} ms before`,
    earliestRefusal: `${Math.round(Math.min(...refused.map(({ at }) => at)) - late)} ms after`,
  };
  console.info(`P12: ${JSON.stringify(counted)}`);
  expect(counted.stampedLate).toBe(0);
  expect(counted.refusedTooEarly).toBe(0);
  expect(counted.accepted + counted.DEADLINE_PASSED).toBe(asked.length);
  expect(filed.size).toBe(accepted.length);
  expect(counted.accepted).toBeGreaterThan(0);
  expect(counted.DEADLINE_PASSED).toBeGreaterThan(0);
}, 300_000);
