import { lastDayOfTerm } from '../calendar/workdays.ts';
import type { Notice, NoticeEntry } from '../decisions/notice/entity.ts';
import { Objection } from '../decisions/objection/entity.ts';
import { objectionLifecycle } from '../decisions/objection/lifecycle.ts';
import { submissionLifecycle } from '../solutions/submission/lifecycle.ts';
import type { Campaign } from './calls.ts';
import type { City } from './city.ts';
import type { Entry } from './entry.ts';
import { telephone } from './names.ts';
import type { People } from './people.ts';
import type { Planted } from './story.ts';
import { at, dayOf, plusDays, workdayFrom } from './time.ts';

/** A notice, and what stands in it. */
export interface Announced {
  notice: Planted<Notice>;
  standing: { entry: Planted<NoticeEntry>; of: Entry }[];
}

const grounds = [
  '该产品申报材料中的应用案例企业反映并未实际使用,请核实。',
  '该产品软件著作权登记主体与申报单位不一致,请核实权属。',
  '该产品试用协议中要求预存服务费,与免费试用承诺不符。',
];

/** One objection in most calls, answered in time; in the notice that stands today one is held and one has just come in. */
export function object(city: City, people: People, campaign: Campaign, { notice, standing }: Announced): void {
  const { story, time } = city;
  const { call, steps, nth, fate } = campaign;
  const { officer, leader } = people;
  const running = fate === 'NOTICE';
  const filings = running ? 2 : nth % 2 === 0 ? 1 : 2;
  for (let count = 0; count < filings; count++) {
    const { entry, of } = standing[3 + count * 4]!;
    const filedOn = running && count === 1 ? time.workday(-1) : steps.noticeFrom;
    const filed = at(filedOn, 11 + count * 5, 12);
    const objection = story.create(
      Objection,
      `${call.code}/${count}`,
      {
        ...{
          receiptNumber: `YY${filedOn.replaceAll('-', '')}-DEMO${nth}${count}22`,
          noticeId: notice.id,
          entryId: entry.id,
          submissionId: of.submission.id,
          providerId: of.supplier.id,
        },
        ...{
          name: ['王先生', '李女士'][count]!,
          contact: telephone(9_999_100 + nth * 2 + count),
          grounds: grounds[(nth + count) % grounds.length]!,
          fileId: null,
        },
        ...{
          acceptDueDay: lastDayOfTerm(filedOn, call.objectionAcceptDays),
          dueDay: lastDayOfTerm(filedOn, call.objectionDays),
          answer: null,
          answeredAt: null,
          ipHash: null,
        },
      },
      { at: filed, by: null },
    );
    if (running && count === 1) continue;
    const accepted = at(running ? time.workday(-1) : workdayFrom(plusDays(filedOn, 1)), 15, 10);
    if (!running && count === 1) {
      const answer = '未提供可核实的事实依据和联系方式,不予受理。';
      story.move(objectionLifecycle, objection, 'REJECT', {
        at: accepted,
        by: officer,
        note: answer,
        set: { answer, answeredAt: accepted },
      });
      continue;
    }
    const details = { objection: objection.id };
    story.move(objectionLifecycle, objection, 'ACCEPT', {
      ...{ at: accepted, by: officer },
      set: { handlerId: officer.id, handler: officer.name },
    });
    story.move(submissionLifecycle, of.submission, 'HOLD', { at: accepted, by: officer, details });
    if (running) continue;
    const upheld = nth === 3;
    const answer = upheld ? '经核实,申报材料与事实不符,异议成立,取消其入选资格。' : '经实地核实,案例真实、权属清楚,异议不成立。';
    const answered = at(workdayFrom(plusDays(dayOf(accepted), 8)), 10, 40);
    if (upheld) {
      story.move(objectionLifecycle, objection, 'UPHOLD', {
        ...{ at: at(dayOf(answered), 9), by: officer, note: answer, details: { internal: true } },
        set: { answer, proposedById: officer.id, proposedBy: officer.name },
      });
      story.move(objectionLifecycle, objection, 'CONFIRM', {
        ...{ at: answered, by: leader },
        set: { answeredAt: answered, confirmedById: leader.id, confirmedBy: leader.name },
      });
    } else
      story.move(objectionLifecycle, objection, 'DISMISS', {
        at: answered,
        by: officer,
        note: answer,
        set: { answer, answeredAt: answered },
      });
    story.move(submissionLifecycle, of.submission, upheld ? 'UPHOLD' : 'RELEASE', {
      at: answered,
      by: officer,
      details,
      ...(upheld && { set: { reason: answer } }),
    });
  }
}
