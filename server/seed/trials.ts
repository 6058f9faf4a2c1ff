import { Trial } from '../trials/trial/entity.ts';
import { Agenda } from './agenda.ts';
import { applicants, type Wish } from './applicants.ts';
import type { City } from './city.ts';
import { courses } from './courses.ts';
import type { Listed } from './lists.ts';
import type { People } from './people.ts';
import { type Books, purchases } from './purchases.ts';
import { dueOf, hall } from './seats.ts';
import { plusHours } from './time.ts';

const goals = [
  '想先在一条产线上试用,看报工能不能及时。',
  '希望把纸质台账换掉,先试两个月。',
  '订单交期说不清,想试试能否改善。',
  '设备停机多,想看提前预警是否有用。',
  '区里推荐,先试用再决定是否购买。',
];

/**
 * Two thousand trials, told in the order of time: everybody applies, answers, starts and ends as the days go by, seats are
 * taken and come back, and who waits is offered one as soon as it is free. What lies ahead of today has not happened.
 */
export function trials(city: City, people: People, listed: readonly Listed[], books: Books): void {
  const { story, time, dice } = city;
  const die = dice('trials');
  const agenda = new Agenda(time.now);
  const theHall = hall(city, people, agenda, (course, since) => goOn(course, since));
  const goOn = courses(city, people, agenda, theHall, purchases(city, people, agenda, books));
  const { wishes, knows, take } = applicants(city, people, listed);
  let serial = 0;

  for (const wish of wishes) agenda.add(wish.at, () => apply(wish));
  for (const { offering, spans } of listed) {
    const over = spans.at(-1)!.until && plusHours(spans.at(-1)!.until!, 0.01);
    if (over && ['DELISTED', 'EXPIRED'].includes(offering.state)) agenda.add(over, () => theHall.dropAll(offering.id, over));
  }
  agenda.run();

  function apply(wish: Wish): void {
    const { at: when, firm } = wish;
    const chosen = choose(wish, when);
    take(firm, chosen);
    const { offering, supplier } = chosen;
    const seated = theHall.hasSeat(chosen);
    const by = people.accountOf(firm);
    const trial = story.create(
      Trial,
      String(serial++),
      {
        ...{
          offeringId: offering.id,
          offeringName: offering.name,
          enterpriseId: firm.id,
          enterpriseName: firm.name,
          providerId: supplier.id,
          providerName: supplier.name,
        },
        ...{
          district: firm.district,
          platformId: null,
          goal: die.pick(goals),
          freeDays: offering.freeDays,
          appliedAt: when,
          replyDueAt: seated ? dueOf(when) : null,
        },
        ...{
          enterpriseContactName: firm.contactName,
          enterpriseContactPhone: firm.contactPhone,
          providerContactName: supplier.contactName,
          providerContactPhone: supplier.contactPhone,
        },
        ...{
          heldUntil: null,
          acceptedAt: null,
          startsOn: null,
          endsOn: null,
          extendedDays: 0,
          endsAt: null,
          outcomeDueAt: null,
          notConvertedReason: null,
          notConvertedNote: null,
        },
        state: seated ? 'APPLIED' : 'WAITING',
      },
      { at: when, by },
    );
    const course = { trial, firm, listed: chosen, wish };
    theHall.enter(course, when);
  }

  /** The offering one wants, or another where there is room: nobody stands in a long queue. */
  function choose(wish: Wish, when: Date): Listed {
    const fits = (each: Listed) =>
      theHall.isOpen(each, when) &&
      !knows(wish.firm, each) &&
      (!wish.days || (each.offering.freeDays >= wish.days[0] && each.offering.freeDays <= wish.days[1]));
    if (fits(wish.listed) && (theHall.hasSeat(wish.listed) || (theHall.queueOf(wish.listed).length < 6 && !wish.plain))) return wish.listed;
    const others = listed.filter(each => fits(each) && theHall.hasSeat(each));
    if (others.length === 0) throw new Error(`The story breaks: no seat is left anywhere on ${when.toISOString()}`);
    return die.pick(others);
  }
}
