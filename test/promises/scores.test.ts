import { setTimeout as sleep } from 'node:timers/promises';
import { Draw, experts, marks, Pin, Results, Reviews, Submit, underReview } from '../integration/reviews/scene.ts';
import { type Refusal, Someone, someone, sql, travelTo, url, useServer } from '../kit.ts';
import { killable } from './killable.ts';
import { inTurns, size } from './size.ts';

useServer();
afterEach(() => travelTo('2026-03-01T00:00:00+08:00'));

const [people, papers] = [size(50, 8), size(40, 5)];

/** A call under review with so many submissions, of which all but one are copies of it. */
async function manyUnderReview(count: number) {
  const scene = await underReview(1);
  await sql(
    `with old as (select * from submission where id = $1), made as (
       insert into solution (id, provider_id, name, kind, main_scenario, measures, cases, excluded)
       select uuid_v7(), provider_id, '方案' || n, 'SOFTWARE', 'S04', '[]', '[]', '[]' from old, generate_series(2, $3::int) n returning id, provider_id, name
     )
     insert into submission (id, call_id, solution_id, provider_id, number, state, name, kind, main_scenario, district, snapshot, unseals_at)
     select uuid_v7(), $2, made.id, made.provider_id, 'X-' || made.name, 'ADMITTED', made.name, 'SOFTWARE', old.main_scenario, old.district, old.snapshot, old.unseals_at
     from made, old`,
    [scene.items[0]!.id, scene.callId, count],
  );
  return scene;
}

interface Work {
  id: string;
  expert_id: string;
  place: number;
}

test(`${people} experts mark ${papers} submissions each at once, the server is killed three times: every receipt is there, and nobody has seen a mark`, async () => {
  const { callId, items } = await manyUnderReview(papers);
  const crowd = await experts(people + 1);
  const tied = crowd.pop()!;
  await sql(
    `with pair as (select uuid_v7() as id, uuid_v7() as paper_id, s.id as submission_id, e.id as expert_id, 'P' || lpad(row_number() over (partition by e.id order by s.id)::text, 3, '0') as number
       from submission s cross join expert e where s.call_id = $1 and e.state = 'ACTIVE'),
     paper as (insert into review_paper (id, number, call_id, expert_id, submission_id, title, scenario, parts) select paper_id, number, $1, expert_id, submission_id, '方案', 'S04', '[]' from pair)
     insert into review (id, number, paper_id, submission_id, expert_id, call_id, state) select id, number, paper_id, submission_id, expert_id, $1, 'ACCEPTED' from pair`,
    [callId],
  );
  const officer = await someone('OFFICER');
  await officer.ask(Pin, { input: { expertId: tied.of.expertId!, providerId: items[0]!.provider.of.providerId!, reason: '亲属' } });
  const works = await sql<Work>(
    `select id, expert_id, row_number() over (order by md5(id::text))::int as place from review where call_id = $1 and not barred order by place`,
    [callId],
  );
  expect(works).toHaveLength(people * papers);
  const server = await killable();
  const holder = new Map(crowd.map(who => [who.of.expertId!, who]));
  const receipts = new Map<string, string>();
  let running = true;
  const through = (who: Someone, at: string) => new Someone(who.id, who.role, who.headers, who.of, at);

  /** As a browser should: the same once more, with the same key, until there is an answer. */
  const submit = async ({ id, expert_id, place }: Work) => {
    const given = { id, marks: marks(String(20 + (place % 40)), '30'), comment: `只有本人可见${place}号` };
    for (;;) {
      try {
        const { submitReview } = await through(holder.get(expert_id)!, server.url()).ask(Submit, given, {
          'idempotency-key': `sheet-${id}`,
        });
        receipts.set(submitReview.id, submitReview.total!);
        return;
      } catch (error) {
        const { code } = error as Refusal;
        if (code && !['SERVICE_UNAVAILABLE', 'IDEMPOTENCY_IN_PROGRESS', 'RATE_LIMITED'].includes(code)) throw error;
        await sleep(50);
      }
    }
  };

  /** Everybody who could want to know early looks at all there is, all the while, except for what is the own. */
  const curious = [
    officer,
    await someone('LEADER'),
    await someone('AUDITOR'),
    await someone('DISTRICT'),
    items[0]!.provider,
    tied,
    crowd[0]!,
  ];
  let looks = 0;
  const seen: string[] = [];
  const look = async (who: Someone) => {
    while (running) {
      const answers = [
        await who.ask(Reviews, {}).catch(error => (error as Refusal).code ?? ''),
        await who.ask(Results, { callId }).catch(error => (error as Refusal).code ?? ''),
        await fetch(`${url()}/export/Review.csv`, { headers: who.headers }).then(response => response.text()),
      ];
      looks += answers.length;
      const own = new Set(works.filter(({ expert_id }) => expert_id === who.of.expertId).map(({ place }) => `只有本人可见${place}号`));
      for (const text of answers.map(answer => JSON.stringify(answer)))
        for (const found of text.match(/只有本人可见\d+号/g) ?? []) if (!own.has(found)) seen.push(`${who.role} ${found}`);
      if (who.role !== 'EXPERT' && /"total":"\d/.test(JSON.stringify(answers))) seen.push(`${who.role} saw a total`);
      await sleep(100);
    }
  };
  const looking = Promise.all(curious.map(look));
  const began = Date.now();
  const marking = inTurns(works, 50, submit);
  let kills = 0;
  for (; kills < 3; kills += 1) {
    while (receipts.size < ((kills + 1) * works.length) / 5) await sleep(10);
    await server.kill();
  }
  await marking;
  const took = (Date.now() - began) / 1000;
  running = false;
  await looking;
  await server.stop();

  const stored = await sql<{ id: string; total: string; facts: number }>(
    `select r.id, r.total, (select count(*)::int from fact f where f.subject_id = r.id and f.name = 'Review.SUBMIT') as facts from review r where r.call_id = $1 and r.state = 'SUBMITTED'`,
    [callId],
  );
  expect(new Map(stored.map(({ id, total }) => [id, total]))).toEqual(receipts);
  expect(receipts.size).toBe(works.length);
  expect(stored.filter(({ facts }) => facts !== 1)).toEqual([]);
  expect(seen).toEqual([]);
  expect(looks).toBeGreaterThan(curious.length);

  // Who has an interest has marked nothing, and cannot.
  const theirs = await sql<{ id: string }>(`select id from review where call_id = $1 and barred`, [callId]);
  const refusals = await inTurns(theirs, 10, ({ id }) => tied.refusal(Submit, { id, marks: marks('50', '30') }));
  expect(new Set(refusals)).toEqual(new Set(['CONFLICT_OF_INTEREST']));
  expect(await sql(`select id from review where expert_id = $1 and state = 'SUBMITTED'`, [tied.of.expertId])).toEqual([]);
  console.info(
    `P29: ${receipts.size} receipts of ${works.length} after ${kills} kills in ${took.toFixed(1)} s; ${looks} looks of ${curious.length} who are curious, ${seen.length} marks seen; ${refusals.length} tries of who has an interest, 0 taken`,
  );
}, 300_000);

const drawn = size(300, 40);
test(`${drawn} submissions with 5 experts each are assigned in five seconds`, async () => {
  const { officer, callId } = await manyUnderReview(drawn);
  await experts(0);
  await sql(
    `insert into expert (id, number, name, employer_uscc, scenarios) select uuid_v7(), 'Q' || n, '专家', 'Y' || n % 70, array['S04'] from generate_series(1, 110) n`,
  );
  const began = performance.now();
  const drawing = officer.ask(Draw, { callId, seed: '开奖号 20260401', perItem: 5, dryRun: false });
  // Meanwhile the server answers others: the solver has a thread of its own.
  let slowest = 0;
  let done = false;
  const asking = (async () => {
    while (!done) {
      const asked = performance.now();
      await officer.ask('query { me { id } }');
      slowest = Math.max(slowest, performance.now() - asked);
      await sleep(20);
    }
  })();
  const { drawExperts } = await drawing;
  const took = (performance.now() - began) / 1000;
  done = true;
  await asking;
  const loads = drawExperts.loads.map(({ reviews }) => reviews);
  console.info(
    `assignment: ${drawExperts.reviews.length} reviews to ${loads.length} experts in ${took.toFixed(1)} s, loads ${Math.min(...loads)} to ${Math.max(...loads)}; slowest other answer meanwhile ${slowest.toFixed(0)} ms`,
  );
  expect(drawExperts.reviews).toHaveLength(drawn * 5);
  expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
  if (process.env['PROMISE'] === 'full') expect(took).toBeLessThan(5);
}, 120_000);
