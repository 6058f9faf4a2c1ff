import { lastDayOfTerm } from '../calendar/workdays.ts';
import { Correction, type Submission } from '../solutions/submission/entity.ts';
import { submissionLifecycle } from '../solutions/submission/lifecycle.ts';
import { type Campaign, cancellation, cancelledAt } from './calls.ts';
import type { City } from './city.ts';
import type { Dice } from './dice.ts';
import type { Entry } from './entry.ts';
import { keepFiling } from './filings.ts';
import type { People, Supplier } from './people.ts';
import type { Planted } from './story.ts';
import { at, dayOf, plusDays, plusHours, workdayFrom } from './time.ts';

const flags = ['solution.painPoint', 'solution.cases', 'solution.measures', 'solution.exitTerms', 'solution.functions'];
const returns = [
  '案例结果描述过于笼统,请补充可核实的前后对比数据',
  '退出条款未写明数据返还格式和时限',
  '成效指标缺少测量方法',
  '痛点与主要场景不一致,请核对',
];
const refusals = ['申报单位成立不满一年,不符合申报条件', '产品仍在研发,无真实应用案例', '免费试用期内含强制付费项目'];

/** The form is checked: most are admitted, some returned once, a few refused; of the latest call much still waits. */
export function check(city: City, die: Dice, people: People, campaign: Campaign, entries: Entry[]): void {
  const { story, time } = city;
  const { call, steps, fate } = campaign;
  for (const [place, { submission, supplier }] of entries.entries()) {
    const by = place % 2 ? people.officer : people.officer2;
    const on = fate === 'CLOSED' ? time.workday(-die.int(2, 3)) : workdayFrom(plusDays(steps.checked, die.int(0, 4)));
    const when = at(on, die.int(9, 16), die.int(0, 59));
    const act = { at: when, by };
    // The demonstration provider takes no wrong turn but in the latest call.
    const lot = place === 0 ? 0.1 : die.next();
    if (fate === 'CANCELLED') {
      story.move(submissionLifecycle, submission, 'DROP', { at: cancelledAt(steps), by: null, note: cancellation });
      continue;
    }
    // The demonstration provider always has one to correct, and what is left of the latest call waits for the officers.
    if (fate === 'CLOSED' && place !== 0 && lot < 0.55) continue;
    const back = (fate === 'CLOSED' && place === 0) || (lot > 0.55 && lot < 0.72);
    if (back) {
      giveBack(city, die, campaign, { submission, supplier, by, when });
      continue;
    }
    if (lot > 0.965) story.move(submissionLifecycle, submission, 'REFUSE', withReason(act, die.pick(refusals)));
    else if (lot > 0.955)
      story.move(
        submissionLifecycle,
        submission,
        'TAKE_OUT',
        withReason({ ...act, at: plusHours(when, 1) }, '产品策略调整,应申报单位来函撤出'),
      );
    else story.move(submissionLifecycle, submission, 'ADMIT', act);
  }
  if (call.lastNumber !== entries.filter(({ submission }) => submission.number).length) throw new Error('The numbers of a call have a gap');
}

const withReason = <T extends object>(act: T, reason: string) => ({ ...act, note: reason, set: { reason } });

function giveBack(
  { story, time }: City,
  die: Dice,
  { call, steps, fate }: Campaign,
  { submission, supplier, by, when }: { submission: Planted<Submission>; supplier: Supplier; by: People['officer']; when: Date },
): void {
  const reason = die.pick(returns);
  const fields = die.some(flags, die.int(1, 2));
  const dueAt = at(plusDays(lastDayOfTerm(dayOf(when), call.correctionDays), 1), 0);
  story.move(submissionLifecycle, submission, 'RETURN', {
    ...{ at: when, by, note: reason, details: { fields, dueAt: dueAt.toISOString() } },
    set: { flaggedFields: fields, correctionDueAt: dueAt, reason },
  });
  story.create(
    Correction,
    submission.id,
    { submissionId: submission.id, providerId: supplier.id, fields, reason, dueAt },
    { at: when, by },
  );
  if (fate === 'CLOSED') return;
  if (die.chance(0.12)) {
    if (dueAt <= time.now) story.move(submissionLifecycle, submission, 'LAPSE', { at: dueAt, by: null });
    return;
  }
  const latest = at(steps.reviewed, 8, 30);
  const again = plusHours(when, 20 + die.int(0, 24));
  const filings = submission.filings + 1;
  const receipt = `${submission.number}-${filings}-${submission.contentHash!.slice(0, 8).toUpperCase()}`;
  story.move(submissionLifecycle, submission, 'RESUBMIT', {
    ...{
      at: again < latest ? again : plusHours(latest, -2),
      by: supplier.account,
      note: '已按要求补充说明,证明材料随附',
      details: { receipt, contentHash: submission.contentHash },
    },
    set: {
      receipt,
      filings,
      filedAt: again < latest ? again : plusHours(latest, -2),
      flaggedFields: [],
      correctionDueAt: null,
      reason: null,
    },
  });
  keepFiling(story, submission, supplier);
  const admitted = plusHours(again, 24);
  story.move(submissionLifecycle, submission, 'ADMIT', { at: admitted < latest ? admitted : latest, by });
}
