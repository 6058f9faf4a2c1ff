import { lastDayOfNotice } from '../calendar/workdays.ts';
import { Call } from '../calls/entity.ts';
import { callLifecycle } from '../calls/lifecycle.ts';
import { standardCall } from '../calls/templates.ts';
import { cityContact, cityRubric, formOf } from './callForm.ts';
import { type City, cityTitle } from './city.ts';
import type { People } from './people.ts';
import type { Planted } from './story.ts';
import { at, plusDays, workdayFrom, workdayUntil } from './time.ts';

export type Fate = 'CONCLUDED' | 'CANCELLED' | 'NOTICE' | 'SIGNED' | 'REVIEWING' | 'CLOSED' | 'OPEN' | 'DRAFT';

/** A call as it is planned: when it opens and closes, seen from today, how many file, how many are selected. */
interface Plan {
  opens: number;
  closes: number;
  fate: Fate;
  filed: number;
  selected: number;
}

/** Twelve calls of a year and a half, one in every stage there is. */
const plans: readonly Plan[] = [
  { opens: -545, closes: -520, fate: 'CONCLUDED', filed: 34, selected: 15 },
  { opens: -470, closes: -446, fate: 'CONCLUDED', filed: 33, selected: 15 },
  { opens: -405, closes: -380, fate: 'CANCELLED', filed: 12, selected: 0 },
  { opens: -345, closes: -320, fate: 'CONCLUDED', filed: 38, selected: 18 },
  { opens: -265, closes: -240, fate: 'CONCLUDED', filed: 38, selected: 17 },
  { opens: -185, closes: -160, fate: 'CONCLUDED', filed: 36, selected: 16 },
  { opens: -75, closes: -50, fate: 'NOTICE', filed: 30, selected: 13 },
  { opens: -70, closes: -44, fate: 'SIGNED', filed: 28, selected: 12 },
  { opens: -56, closes: -32, fate: 'REVIEWING', filed: 26, selected: 11 },
  { opens: -31, closes: -6, fate: 'CLOSED', filed: 22, selected: 0 },
  { opens: -9, closes: 19, fate: 'OPEN', filed: 15, selected: 0 },
  { opens: 32, closes: 58, fate: 'DRAFT', filed: 0, selected: 0 },
];

/** The days on which the steps of a call were taken. Days that lie ahead belong to steps nobody has taken yet. */
export interface Steps {
  checked: string;
  reviewed: string;
  decided: string;
  firstSigned: string;
  secondSigned: string;
  noticeFrom: string;
  noticeUntil: string;
  proposed: string;
  published: string;
}

export interface Campaign extends Plan {
  nth: number;
  call: Planted<Call>;
  steps: Steps;
}

/** The days on which a call opens and closes: worked ones, and before today whenever they are to lie behind. */
function windowOf(time: City['time'], { opens, closes, fate }: Plan): { opensOn: string; closesOn: string } {
  return {
    opensOn: fate === 'OPEN' ? time.workday(opens) : workdayFrom(time.day(opens)),
    closesOn: fate === 'CLOSED' ? workdayUntil(plusDays(time.workday(-3), -3)) : workdayFrom(time.day(closes)),
  };
}

/** Why the one call that was cancelled was, and when: what was filed in it ended with it. */
export const cancellation = '征集方向与上级新发布的专项重复,本批次撤销,申报单位可在下一批重新申报';
export const cancelledAt = ({ checked }: Pick<Steps, 'checked'>): Date => at(plusDays(checked, 1), 11);

function stepsOf(time: City['time'], fate: Fate, closesOn: string): Steps {
  const after = (day: string, days: number) => workdayFrom(plusDays(day, days));
  const before = (day: string, days: number) => workdayUntil(plusDays(day, -days));
  const checked = after(closesOn, 2);
  // Calls under way are reckoned back from today, so that they stand where they should whatever holidays lie between.
  const reviewed =
    fate === 'NOTICE'
      ? before(time.workday(-1), 26)
      : fate === 'SIGNED'
        ? before(time.workday(-1), 20)
        : fate === 'REVIEWING'
          ? before(time.workday(-1), 9)
          : after(checked, 20);
  const running = before(time.workday(-1), 1);
  const firstSigned =
    fate === 'NOTICE' ? before(before(running, 1), 2) : fate === 'SIGNED' ? before(time.workday(-1), 1) : after(reviewed, 16);
  const secondSigned = fate === 'NOTICE' ? before(running, 1) : after(firstSigned, 1);
  const noticeFrom = fate === 'NOTICE' ? running : after(secondSigned, 2);
  const noticeUntil = lastDayOfNotice(noticeFrom, standardCall.noticeDays);
  const proposed = after(noticeUntil, 10);
  return {
    checked,
    reviewed,
    decided: before(firstSigned, 1),
    firstSigned,
    secondSigned,
    noticeFrom,
    noticeUntil,
    proposed,
    published: after(proposed, 1),
  };
}

const subjects = [
  '综合',
  '生产管控',
  '质量与设备',
  '仓储物流',
  '研发设计',
  '能耗安环',
  '供应链协同',
  '营销服务',
  '人工智能应用',
  '产业链协同',
  '中小企业普惠',
  '绿色制造',
];

/** The calls, from their drafts to where the clock and the bureau have brought them; notices and lists are told later. */
export function calls({ story, time }: City, { officer, officer2 }: People): Campaign[] {
  const perYear = new Map<string, number>();
  return plans.map((plan, nth): Campaign => {
    const { opensOn, closesOn } = windowOf(time, plan);
    const [opensAt, closesAt] = [at(opensOn, 9), at(closesOn, 17)];
    const year = opensOn.slice(0, 4);
    const serial = (perYear.get(year) ?? 0) + 1;
    perYear.set(year, serial);
    const code = `D${year}-${String(serial).padStart(2, '0')}`;
    const subject = subjects[nth]!;
    const drafted = workdayUntil(plan.fate === 'DRAFT' ? time.day(-2) : plusDays(opensOn, -14));
    const call = story.create(
      Call,
      code,
      {
        ...standardCall,
        code,
        form: formOf(plan.fate === 'DRAFT'),
        rubric: cityRubric,
        contact: cityContact,
        number: plan.fate === 'DRAFT' ? null : `岚工信字〔${year}〕${10 + serial * 3}号`,
        title: `关于征集${cityTitle}制造业数字化转型“先试后转”产品和解决方案的通知(${year}年第${serial}批,${subject})`,
        titleEn: `Call for products and solutions to try before transforming, ${year}, no. ${serial}`,
        text: `面向全市征集“小快轻准”的数字化软件、硬件产品和解决方案,本批重点:${subject}。申报单位须有不少于三个制造业应用案例,免费试用期软件不少于30天、硬件不少于60天;不收押金,到期不自动续费。`,
        opensAt,
        closesAt,
        announcedFor: null,
        unsealsAt: closesAt,
        rubricVersion: 1,
        rubricFrozenAt: null,
        disclosure: 'OWN',
        peerMarks: 'NEVER',
        historical: false,
        lastNumber: 0,
        seats: [
          { kind: 'INTEGRATOR', min: 3, max: 60 },
          { kind: 'PRODUCT', min: 10, max: 200 },
        ],
      },
      { at: at(drafted, 10, nth), by: officer },
    );
    const steps = stepsOf(time, plan.fate, closesOn);
    if (plan.fate !== 'DRAFT') {
      const announced = at(workdayUntil(plusDays(opensOn, -5)), 16);
      story.change(Call, call, { announcedFor: opensAt }, { at: announced, by: officer }, 'ANNOUNCE');
      story.move(callLifecycle, call, 'OPEN', { at: opensAt, by: null });
    }
    if (!['DRAFT', 'OPEN'].includes(plan.fate)) story.move(callLifecycle, call, 'CLOSE', { at: closesAt, by: null });
    if (plan.fate === 'CANCELLED') story.move(callLifecycle, call, 'CANCEL', { at: cancelledAt(steps), by: officer, note: cancellation });
    else if (!['DRAFT', 'OPEN', 'CLOSED'].includes(plan.fate))
      story.move(callLifecycle, call, 'REVIEW', { at: at(steps.reviewed, 9, 10), by: officer2 });
    return { ...plan, nth, call, steps };
  });
}
