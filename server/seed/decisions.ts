import { lastDayOfTerm } from '../calendar/workdays.ts';
import { callLifecycle } from '../calls/lifecycle.ts';
import { Decision, Release } from '../decisions/decision/entity.ts';
import { decisionLifecycle, releaseLifecycle } from '../decisions/decision/lifecycle.ts';
import { Notice, NoticeEntry } from '../decisions/notice/entity.ts';
import { noticeLifecycle } from '../decisions/notice/lifecycle.ts';
import { Objection } from '../decisions/objection/entity.ts';
import { objectionLifecycle } from '../decisions/objection/lifecycle.ts';
import { submissionLifecycle } from '../solutions/submission/lifecycle.ts';
import type { Campaign } from './calls.ts';
import { type City, cityTitle } from './city.ts';
import { telephone } from './names.ts';
import type { People } from './people.ts';
import type { Results } from './reviews.ts';
import type { Planted } from './story.ts';
import type { Entry } from './submissions.ts';
import { at, dayOf, plusDays, workdayFrom } from './time.ts';

/** What the bureau decided after the marks, what it announced, and who objected. */
export function decisions(city: City, people: People, campaigns: readonly Campaign[], entries: readonly Entry[], results: Results): void {
  for (const campaign of campaigns) {
    if (!['CONCLUDED', 'NOTICE', 'SIGNED'].includes(campaign.fate)) continue;
    const judged = entries
      .filter(entry => entry.campaign === campaign && results.has(entry.submission.id))
      .sort((a, b) => results.get(a.submission.id)!.rank - results.get(b.submission.id)!.rank);
    decide(city, people, campaign, judged, results);
    if (campaign.fate === 'SIGNED') continue;
    const notice = announce(city, people, campaign, judged);
    object(city, people, campaign, notice);
  }
}

/** Pending decisions, signed first by an officer and released by the deputy director; of the latest call the second signature is wanting. */
function decide(
  { story }: City,
  { officer, officer2, leader }: People,
  { call, steps, fate, nth }: Campaign,
  judged: readonly Entry[],
  results: Results,
): void {
  const minutesNumber = `岚工信党组纪要〔${steps.decided.slice(0, 4)}〕${nth + 3}号`;
  const decided = at(steps.decided, 15, 20);
  const made = judged.map(({ submission, supplier }) => {
    const { passing, vetoed, total } = results.get(submission.id)!;
    const reason = passing
      ? null
      : vetoed
        ? '评审认定存在变相收费,一票否决'
        : `评审总分${Number(total).toFixed(2)},未达到入选线或单项最低要求`;
    const said = {
      submissionId: submission.id,
      callId: call.id,
      providerId: supplier.id,
      outcome: passing ? 'SELECTED' : 'NOT_SELECTED',
      minutesNumber,
      reason,
    };
    const decision = story.plant(Decision, submission.id, { ...said, releaseId: null, releasedAt: null }, decided);
    const changed = Object.entries({ submissionId: submission.id, outcome: said.outcome, minutesNumber, reason }).map(([field, after]) => ({
      field,
      before: null,
      after,
    }));
    story.tell('Decision.PROPOSE', decision, { at: decided, by: officer2, changed });
    return { decision, submission };
  });
  const selected = made.filter(({ decision }) => decision.outcome === 'SELECTED').length;
  const signed = at(steps.firstSigned, 10, 5);
  const release = story.plant(
    Release,
    call.code,
    {
      callId: call.id,
      decisions: made.length,
      selected,
      firstSignerId: officer.id,
      firstSigner: officer.name,
      firstSignedAt: signed,
      secondSignerId: null,
      secondSigner: null,
      secondSignedAt: null,
    },
    signed,
  );
  story.tell('Release.SIGN', release, { at: signed, by: officer, details: { decisions: made.length, selected } });
  if (fate === 'SIGNED') return;
  const act = { at: at(steps.secondSigned, 16, 30), by: leader };
  const details = { release: release.id };
  story.move(releaseLifecycle, release, 'RELEASE', {
    ...act,
    details: { firstSigner: officer.id },
    set: { secondSignerId: leader.id, secondSigner: leader.name, secondSignedAt: act.at },
  });
  for (const { decision, submission } of made) {
    story.move(decisionLifecycle, decision, 'RELEASE', { ...act, details, set: { releaseId: release.id, releasedAt: act.at } });
    story.move(submissionLifecycle, submission, decision.outcome === 'SELECTED' ? 'SELECT' : 'NOT_SELECT', {
      ...act,
      details,
      ...(decision.reason && { set: { reason: decision.reason } }),
    });
  }
}

interface Announced {
  notice: Planted<Notice>;
  standing: { entry: Planted<NoticeEntry>; of: Entry }[];
}

function announce({ story, time }: City, { officer }: People, { call, steps }: Campaign, judged: readonly Entry[]): Announced {
  const { noticeFrom: firstDay, noticeUntil: lastDay } = steps;
  const year = firstDay.slice(0, 4);
  const [visibleFrom, endsAt] = [at(firstDay, 0), at(plusDays(lastDay, 1), 0)];
  const published = at(plusDays(firstDay, -1), 17);
  const notice = story.create(
    Notice,
    call.code,
    {
      ...{
        number: `岚工信公示〔${year}〕${call.code.slice(-2)}号`,
        callId: call.id,
        firstDay,
        lastDay,
        workingDays: call.noticeDays,
        visibleFrom,
        endsAt,
      },
      title: `关于${call.code}批次“先试后转”产品和解决方案拟入选名单的公示`,
      basis: `根据${call.number}及专家评审结果,经局党组会议研究,现将拟入选名单予以公示。`,
      howToObject: `公示期内如有异议,请以真实姓名、书面形式提出并说明理由。受理单位:${cityTitle}工业和信息化局,电话:${telephone(9_999_001)}。`,
    },
    { at: at(plusDays(firstDay, -1), 16), by: officer },
  );
  const selected = judged
    .filter(({ submission }) => submission.state === 'SELECTED')
    .sort((a, b) => (a.submission.number! < b.submission.number! ? -1 : 1));
  const standing = selected.map((of, place) => {
    const { submission, supplier } = of;
    const said = {
      noticeId: notice.id,
      callId: call.id,
      place: place + 1,
      submissionId: submission.id,
      provider: supplier.name,
      product: submission.name,
      scenario: submission.mainScenario,
      kind: supplier.kind,
    };
    return { entry: story.plant(NoticeEntry, submission.id, { ...said, visibleFrom, endsAt }, published), of };
  });
  const act = { at: published, by: officer, details: { notice: notice.id } };
  for (const { of } of standing) story.move(submissionLifecycle, of.submission, 'NOTICE', act);
  story.move(callLifecycle, call, 'NOTICE', act);
  story.move(noticeLifecycle, notice, 'PUBLISH', { ...act, details: { entries: standing.length } });
  if (endsAt <= time.now) story.move(noticeLifecycle, notice, 'END', { at: endsAt, by: null });
  return { notice, standing };
}

const grounds = [
  '该产品申报材料中的应用案例企业反映并未实际使用,请核实。',
  '该产品软件著作权登记主体与申报单位不一致,请核实权属。',
  '该产品试用协议中要求预存服务费,与免费试用承诺不符。',
];

/** One objection in most calls, answered in time; in the notice that stands today one is held and one has just come in. */
function object(city: City, people: People, campaign: Campaign, { notice, standing }: Announced): void {
  const { story, time } = city;
  const { call, steps, nth, fate } = campaign;
  const { officer } = people;
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
        ...{ dueDay: lastDayOfTerm(filedOn, call.objectionDays), answer: null, answeredAt: null, ipHash: null },
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
    story.move(objectionLifecycle, objection, 'ACCEPT', { at: accepted, by: officer });
    story.move(submissionLifecycle, of.submission, 'HOLD', { at: accepted, by: officer, details });
    if (running) continue;
    const upheld = nth === 3;
    const answer = upheld ? '经核实,申报材料与事实不符,异议成立,取消其入选资格。' : '经实地核实,案例真实、权属清楚,异议不成立。';
    const answered = at(workdayFrom(plusDays(dayOf(accepted), 8)), 10, 40);
    story.move(objectionLifecycle, objection, upheld ? 'UPHOLD' : 'DISMISS', {
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
