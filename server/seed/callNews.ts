import { Addendum, AddendumReceipt } from '../solutions/addendum/entity.ts';
import { Question } from '../solutions/question/entity.ts';
import { questionLifecycle } from '../solutions/question/lifecycle.ts';
import type { Campaign } from './calls.ts';
import type { City } from './city.ts';
import type { Entry } from './entry.ts';
import type { People } from './people.ts';
import { plusHours } from './time.ts';

/** In the open call something was added, and something asked: one question is answered, one waits. */
export function callNews(
  { story, time }: City,
  { officer, suppliers }: People,
  campaigns: readonly Campaign[],
  entries: readonly Entry[],
): void {
  for (const { call, fate } of campaigns) {
    const [added, asked] = [plusHours(time.now, -5), plusHours(time.now, -9)];
    if (fate !== 'OPEN' || call.opensAt > asked) continue;
    const callId = call.id;
    const addendum = story.create(
      Addendum,
      call.code,
      {
        ...{ callId, number: 1, title: '演示视频时长放宽到五分钟', fileIds: [], publishedBy: officer.name },
        text: '应申报单位要求,演示视频由三分钟放宽到五分钟;其余要求不变。已提交的申报无需重新提交。',
      },
      { at: added, by: officer },
    );
    const reached = entries.filter(({ submission }) => submission.callId === callId && submission.createdAt < added);
    for (const [place, supplier] of [...new Set(reached.map(each => each.supplier))].entries()) {
      const read =
        place % 2 === 1
          ? { read: true, readAt: plusHours(added, 1), readBy: supplier.account.name }
          : { read: false, readAt: null, readBy: null };
      const receipt = { addendumId: addendum.id, callId, providerId: supplier.id, unsealsAt: call.unsealsAt, ...read };
      story.plant(AddendumReceipt, `${call.code}/${supplier.id}`, receipt, added);
    }
    const ask = (nth: number, text: string) =>
      story.create(
        Question,
        `${call.code}/${nth}`,
        { callId, text, providerId: suppliers[nth]!.id, answer: null, answeredAt: null, reason: null },
        { at: plusHours(asked, nth), by: suppliers[nth]!.account },
      );
    const answer = '可以。软硬件一体产品按较长的免费试用期执行,不少于 60 天。';
    const when = plusHours(asked, 3);
    story.move(questionLifecycle, ask(1, '软硬件一体的产品,免费试用期可以分开承诺吗?'), 'ANSWER', {
      ...{ at: when, by: officer, note: answer },
      set: { answer, answeredAt: when },
    });
    ask(2, '同一产品能否以不同版本分别申报?');
  }
}
