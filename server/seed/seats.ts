import { lastDayOfTerm } from '../calendar/workdays.ts';
import { dayAfter } from '../offerings/offering/service.ts';
import type { Trial } from '../trials/trial/entity.ts';
import { holdsSeat, trialLifecycle } from '../trials/trial/lifecycle.ts';
import type { Agenda } from './agenda.ts';
import type { Wish } from './applicants.ts';
import type { City } from './city.ts';
import type { Firm } from './enterprises.ts';
import type { Listed } from './lists.ts';
import type { People } from './people.ts';
import type { Planted } from './story.ts';
import { at, dayOf, plusDays, plusHours, workdayFrom } from './time.ts';

/** A trial while it is being told. */
export interface Course {
  trial: Planted<Trial>;
  firm: Firm;
  listed: Listed;
  wish: Wish;
}

/** The seats of all offerings, and who waits for them. */
export interface Hall {
  isOpen: (listed: Listed, when: Date) => boolean;
  hasSeat: (listed: Listed) => boolean;
  queueOf: (listed: Listed) => readonly Course[];
  /** Takes a seat, or the last place of the queue: by the state the trial was made in. */
  enter: (course: Course, when: Date) => void;
  /** A seat comes back, and goes to who has waited longest. */
  giveBack: (course: Course, when: Date, used: boolean) => void;
  /** The enterprise withdraws, if it still can. */
  leave: (course: Course) => void;
  /** What is no longer listed has nothing to wait for. */
  dropAll: (offeringId: string, when: Date) => void;
}

const withdrawals = ['已选择其他产品', '内部计划调整'];

export function hall({ story, time, dice }: City, people: People, agenda: Agenda, seated: (course: Course, since: Date) => void): Hall {
  const die = dice('seats');
  const queues = new Map<string, Course[]>();
  const all: Course[] = [];
  const isOpen: Hall['isOpen'] = ({ spans }, when) => spans.some(({ from, until }) => from <= when && (!until || when < until));
  const hasSeat: Hall['hasSeat'] = ({ offering }) => offering.seatsTaken < offering.seats;
  const queueOf = ({ offering }: Listed): Course[] => queues.get(offering.id) ?? [];
  return { isOpen, hasSeat, queueOf, enter, giveBack, leave, dropAll };

  function enter(course: Course, when: Date): void {
    const { trial, listed } = course;
    all.push(course);
    if (trial.state === 'APPLIED') {
      listed.offering.seatsTaken += 1;
      seated(course, when);
      return;
    }
    queues.set(listed.offering.id, [...queueOf(listed), course]);
    if (die.chance(0.1)) agenda.add(plusHours(when, die.int(80, 300)), () => trial.state === 'WAITING' && leave(course));
  }

  function leave(course: Course): void {
    const { trial, firm } = course;
    const before = trial.state;
    if (!['WAITING', 'OFFERED', 'APPLIED', 'ACCEPTED'].includes(before)) return;
    story.move(trialLifecycle, trial, 'WITHDRAW', { at: agenda.at, by: people.accountOf(firm), note: die.pick(withdrawals) });
    dequeue(course);
    if (holdsSeat(before)) giveBack(course, agenda.at, false);
  }

  function dequeue({ listed, trial }: Course): void {
    const left = queueOf(listed).filter(other => other.trial !== trial);
    queues.set(listed.offering.id, left);
  }

  function giveBack({ listed }: Course, when: Date, used: boolean): void {
    const { offering } = listed;
    offering.seatsTaken -= 1;
    if (used) offering.seatsUsed += 1;
    const first = queueOf(listed)[0];
    if (!first || !isOpen(listed, when)) return;
    dequeue(first);
    offering.seatsTaken += 1;
    // A moment after the seat came back: of two facts at one instant nobody could tell which was first.
    const offered = new Date(Math.min(when.getTime() + 1000, time.now.getTime()));
    const heldUntil = plusHours(offered, 72);
    story.move(trialLifecycle, first.trial, 'OFFER', { at: offered, by: null, set: { heldUntil } });
    const taken = plusHours(offered, 2 + die.next() * 68);
    if (die.chance(0.78))
      agenda.add(taken, () => {
        if (first.trial.state !== 'OFFERED') return;
        story.move(trialLifecycle, first.trial, 'TAKE', {
          at: taken,
          by: people.accountOf(first.firm),
          set: { replyDueAt: dueOf(taken), heldUntil: null },
        });
        seated(first, taken);
      });
    else
      agenda.add(heldUntil, () => {
        if (first.trial.state !== 'OFFERED') return;
        story.move(trialLifecycle, first.trial, 'LAPSE', { at: heldUntil, by: null });
        giveBack(first, heldUntil, false);
      });
  }

  function dropAll(offeringId: string, when: Date): void {
    for (const { trial, listed } of all.filter(
      course => course.listed.offering.id === offeringId && ['WAITING', 'OFFERED'].includes(course.trial.state),
    )) {
      if (trial.state === 'OFFERED') listed.offering.seatsTaken -= 1;
      story.move(trialLifecycle, trial, 'DROP', { at: when, by: null });
    }
    queues.delete(offeringId);
  }
}

/** By when a provider is to answer: the end of the second working day. */
export const dueOf = (when: Date): Date => dayAfter(lastDayOfTerm(dayOf(when), 2));

/** What ending a trial today changes: today is its last day. */
export const endingOn = (when: Date) => ({ endsOn: plusDays(dayOf(when), 1), endsAt: when, outcomeDueAt: plusHours(when, 90 * 24) });

/** The same instant when it lies in office hours of a worked day, else the next such morning. */
export function inOffice(when: Date): Date {
  const day = dayOf(when);
  const hour = new Date(when.getTime() + 8 * 3_600_000).getUTCHours();
  if (workdayFrom(day) === day && hour >= 8 && hour < 18) return when;
  return new Date(at(workdayFrom(hour >= 18 ? plusDays(day, 1) : day), 8, 30).getTime() + (when.getTime() % 7_200_000));
}
