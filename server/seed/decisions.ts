import { callLifecycle } from '../calls/lifecycle.ts';
import { Decision, Release } from '../decisions/decision/entity.ts';
import { decisionLifecycle, releaseLifecycle } from '../decisions/decision/lifecycle.ts';
import { Meeting, MeetingMember } from '../decisions/meeting/entity.ts';
import { Notice, NoticeEntry } from '../decisions/notice/entity.ts';
import { noticeLifecycle } from '../decisions/notice/lifecycle.ts';
import { submissionLifecycle } from '../solutions/submission/lifecycle.ts';
import type { Campaign } from './calls.ts';
import { type City, cityTitle } from './city.ts';
import type { Entry } from './entry.ts';
import { telephone } from './names.ts';
import { type Announced, object } from './objections.ts';
import type { People } from './people.ts';
import type { Results } from './reviews.ts';
import { at, plusDays } from './time.ts';

/** What the bureau decided after the marks, what it announced, and who objected. */
export function decisions(city: City, people: People, campaigns: readonly Campaign[], entries: readonly Entry[], results: Results): void {
  for (const campaign of campaigns) {
    if (campaign.fate === 'REVIEWING') convene(city, people, campaign);
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

/** The panel on the call under way is planned: five experts are invited, three of them are a quorum. */
function convene({ story, time }: City, { officer, reviewers }: People, { call, nth }: Campaign): void {
  const act = { at: at(time.day(-1), 9, 30), by: officer };
  const meeting = story.create(
    Meeting,
    call.code,
    {
      ...{
        callId: call.id,
        number: `岚工信专家会纪〔${time.day(0).slice(0, 4)}〕${nth + 1}号`,
        title: `${call.code}批次产品和解决方案专家评审会`,
      },
      ...{ place: '市政务中心第三会议室', heldAt: at(time.workday(5), 9), quorum: 3 },
    },
    act,
  );
  for (const { id: expertId, name } of reviewers.filter(({ state }) => state === 'ACTIVE').slice(0, 5))
    story.create(MeetingMember, `${call.code}/${expertId}`, { meetingId: meeting.id, expertId, name, attendance: 'INVITED' }, act);
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
    const decision = story.plant(
      Decision,
      submission.id,
      { ...said, releaseId: null, releasedAt: null, total: null, rank: null, ranked: null },
      decided,
    );
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
    const { total, rank } = results.get(submission.id)!;
    const score = { total, rank, ranked: judged.length };
    story.move(decisionLifecycle, decision, 'RELEASE', { ...act, details, set: { releaseId: release.id, releasedAt: act.at, ...score } });
    story.move(submissionLifecycle, submission, decision.outcome === 'SELECTED' ? 'SELECT' : 'NOT_SELECT', {
      ...act,
      details,
      ...(decision.reason && { set: { reason: decision.reason } }),
    });
  }
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
