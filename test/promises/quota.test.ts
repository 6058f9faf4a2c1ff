import { Apply, anOffering, seatsOf } from '../integration/trials/scene.ts';
import { another, someone, sql, times, useServer } from '../kit.ts';
import { inTurns, size } from './size.ts';

useServer();

const [applications, seats] = [size(2000, 200), size(100, 20)];

test(`${applications} enterprises rush for ${seats} seats through two processes, a hundred at once: so many get one, the rest hear that none is left`, async () => {
  const { id: offeringId } = await anOffering({ seats });
  const second = await another();
  try {
    const crowd = await inTurns(await times(applications, async n => n), 20, () => someone('ENTERPRISE'));
    const began = Date.now();
    const answers = await inTurns(crowd, 100, (who, n) =>
      (n % 2 ? who.through(second) : who).refusal(Apply, { offeringId, goal: '减少停机' }).then(code => code ?? 'granted'),
    );
    const took = (Date.now() - began) / 1000;
    console.info(`P08: ${applications} applications for ${seats} seats in ${took.toFixed(1)} s`);
    const counted = Object.fromEntries([...new Set(answers)].map(answer => [answer, answers.filter(other => other === answer).length]));
    expect(counted).toEqual({ granted: seats, QUOTA_EXHAUSTED: applications - seats });
    expect(await seatsOf(offeringId)).toEqual({ taken: seats, used: 0, held: seats, waiting: 0 });
    expect(await sql('select count(*)::int as n from trial where offering_id = $1', [offeringId])).toEqual([{ n: seats }]);
    expect(took).toBeLessThan(20);
  } finally {
    await second.stop();
  }
}, 300_000);
