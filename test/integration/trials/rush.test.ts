import { another, someone, times, useServer } from '../../kit.ts';
import { Apply, anOffering, seatsOf } from './scene.ts';

useServer();

const goal = '减少停机';
const counted = (answers: (string | undefined)[]) =>
  Object.fromEntries([...new Set(answers)].map(answer => [answer ?? 'granted', answers.filter(other => other === answer).length]));

test('two hundred who are willing to wait: twenty get a seat, a hundred and eighty wait in line', async () => {
  const { id: offeringId } = await anOffering({ seats: 20 });
  const second = await another();
  try {
    const crowd = await times(200, () => someone('ENTERPRISE'));
    const answers = await Promise.all(
      crowd.map(async (who, n) =>
        (n % 2 ? who.through(second) : who).ask(Apply, { offeringId, goal, waitIfFull: true }).then(
          ({ createTrial }) => createTrial.state as string,
          (error: { code: string }) => error.code,
        ),
      ),
    );
    expect(counted(answers)).toEqual({ APPLIED: 20, WAITING: 180 });
    expect(await seatsOf(offeringId)).toEqual({ taken: 20, used: 0, held: 20, waiting: 180 });
  } finally {
    await second.stop();
  }
}, 60_000);
