import { trialLifecycle } from '../trials/trial/lifecycle.ts';
import { daysOfTrial } from '../trials/trial/service.ts';
import type { Agenda } from './agenda.ts';
import type { City } from './city.ts';
import type { People } from './people.ts';
import type { Buy } from './purchases.ts';
import { type Course, endingOn, type Hall, inOffice } from './seats.ts';
import { at, dayOf, plusDays, plusHours, workdayFrom } from './time.ts';

const declines = ['目前实施人员排满,本月无法开通', '贵企业现场网络条件暂不满足接入要求', '产品暂不支持该类设备的通信协议'];
const breaks = ['设备数据采集不上来,双方协商终止', '企业停产检修,无法继续试用', '服务商未按约定提供培训'];
const reasons = [
  ['DOES_NOT_FIT', 26],
  ['PRICE', 22],
  ['NO_STAFF', 16],
  ['DATA_TOO_HARD', 14],
  ['PROVIDER_SILENT', 9],
  ['SECURITY', 7],
  ['OTHER', 6],
] as const;

/** How a trial that has a seat goes on: it is answered, runs, is extended or broken off, ends, and something comes of it. */
export function courses(city: City, people: People, agenda: Agenda, hall: Hall, buy: Buy): (course: Course, since: Date) => void {
  const { story, time, dice } = city;
  const die = dice('courses');
  const { giveBack, leave } = hall;
  return beAnswered;

  function beAnswered(course: Course, since: Date): void {
    const { trial, listed, wish } = course;
    const { account } = listed.supplier;
    const answer = wish.plain ? 1 : die.next();
    // The demonstration provider has left what came in the last days for whoever looks around; others are silent now and then.
    const lately = plusDays(time.today, account.id === people.suppliers[0]!.account.id ? -6 : -3);
    if (dayOf(since) > lately && !wish.plain && (account.id === people.suppliers[0]!.account.id || answer > 0.9)) return;
    const when = inOffice(plusHours(since, 1 + die.next() * 40));
    agenda.add(when, () => {
      if (trial.state !== 'APPLIED') return;
      if (answer < 0.05) return leave(course);
      if (answer < 0.12) {
        story.move(trialLifecycle, trial, 'DECLINE', { at: when, by: account, note: die.pick(declines) });
        return giveBack(course, when, false);
      }
      story.move(trialLifecycle, trial, 'ACCEPT', { at: when, by: account, set: { acceptedAt: when } });
      if (answer < 0.15) {
        const off = plusHours(when, die.int(5, 70));
        return agenda.add(off, () => leave(course));
      }
      const startsOn = workdayFrom(plusDays(dayOf(when), wish.plain ? 1 : die.int(1, Math.max(2, listed.offering.startWithinDays))));
      const started = at(startsOn, 9, die.int(0, 59));
      agenda.add(started, () => {
        story.move(trialLifecycle, trial, 'START', { at: started, by: account, set: daysOfTrial(startsOn, trial.freeDays) });
        run(course, started);
      });
    });
  }

  function run(course: Course, started: Date): void {
    const { trial, listed, firm, wish } = course;
    const day = (share: number) =>
      at(plusDays(dayOf(started), Math.max(1, Math.floor(trial.freeDays * share))), die.int(9, 17), die.int(0, 59));
    const lot = wish.plain ? 1 : die.next();
    if (lot < 0.09) {
      const extended = at(plusDays(trial.endsOn!, -4), 10, 30);
      agenda.add(extended, () => extend(course, extended));
    }
    agenda.add(trial.endsAt!, () => finish(course));
    if (lot >= 0.09 && lot < 0.15) early(day(0.5 + die.next() * 0.4), when => endNow(course, 'FINISH', when, people.accountOf(firm)));
    else if (lot >= 0.15 && lot < 0.19)
      early(day(0.2 + die.next() * 0.5), when =>
        endNow(course, 'TERMINATE', when, die.chance(0.5) ? people.accountOf(firm) : listed.supplier.account, die.pick(breaks)),
      );
    else if (lot >= 0.19 && lot < 0.24)
      early(day(0.7 + die.next() * 0.2), when => buy(course, when, 'RUNNING') && giveBack(course, when, true));

    function early(when: Date, act: (when: Date) => unknown): void {
      agenda.add(when, () => trial.state === 'RUNNING' && act(when));
    }
  }

  function extend({ trial, listed }: Course, when: Date): void {
    if (trial.state !== 'RUNNING') return;
    const days = die.pick([7, 14, 15, 30]);
    const { endsOn, endsAt, outcomeDueAt } = daysOfTrial(trial.startsOn!, trial.freeDays + days);
    const changed = [
      { field: 'endsOn', before: trial.endsOn, after: endsOn },
      { field: 'extendedDays', before: 0, after: days },
    ];
    Object.assign(trial, { endsOn, endsAt, outcomeDueAt, extendedDays: days, version: trial.version + 1 });
    story.tell('Trial.EXTEND', trial, { at: when, by: listed.supplier.account, note: '企业希望多看一个生产周期,双方同意延长', changed });
  }

  /** The clock ends a trial at its last midnight; one that was extended ends at the new one. */
  function finish(course: Course): void {
    const { trial } = course;
    if (trial.state !== 'RUNNING') return;
    const due = trial.endsAt!;
    if (agenda.at < due) {
      agenda.add(due, () => finish(course));
      return;
    }
    story.move(trialLifecycle, trial, 'END', { at: due, by: null });
    giveBack(course, due, true);
    conclude(course, due);
  }

  function endNow(course: Course, action: 'FINISH' | 'TERMINATE', when: Date, by: People['officer'], note?: string): void {
    const { trial } = course;
    story.move(trialLifecycle, trial, action, { at: when, by, note, set: endingOn(when) });
    giveBack(course, when, true);
    if (action === 'FINISH') conclude(course, when);
  }

  /** Within ninety days somebody says what came of it, or the clock does. */
  function conclude(course: Course, ended: Date): void {
    const { trial, firm, wish } = course;
    if (wish.plain) return;
    const lot = die.next();
    const after = (most: number) => inOffice(plusHours(ended, 30 + die.next() * most * 24));
    if (lot < 0.36) {
      const when = after(70);
      agenda.add(when, () => buy(course, when, 'ENDED') || turnDown(when));
    } else if (lot < 0.8) {
      const when = after(55);
      agenda.add(when, () => turnDown(when));
    } else agenda.add(trial.outcomeDueAt!, () => close());

    function turnDown(when: Date): void {
      const reason = die.weighted(reasons);
      const note = reason === 'OTHER' ? '集团统一采购,暂不单独购买' : undefined;
      const set = { notConvertedReason: reason, notConvertedNote: note ?? null };
      story.move(trialLifecycle, trial, 'NOT_CONVERT', { at: when, by: people.accountOf(firm), note, details: { reason }, set });
    }
    function close(): void {
      if (trial.state !== 'ENDED') return;
      story.move(trialLifecycle, trial, 'CLOSE', { at: trial.outcomeDueAt!, by: null, set: { notConvertedReason: 'NO_ANSWER' } });
    }
  }
}
