import type { City } from './city.ts';
import type { Firm } from './enterprises.ts';
import type { Listed } from './lists.ts';
import type { People } from './people.ts';
import { at } from './time.ts';

/** An enterprise that wants to try something at some time. */
export interface Wish {
  at: Date;
  firm: Firm;
  listed: Listed;
  /** The free days it asks for, least and most. */
  days?: readonly [number, number];
  /** Goes its way without surprises and without an outcome yet: what a demonstration account is to find. */
  plain?: true;
}

export interface Applicants {
  wishes: Wish[];
  /** Whether the enterprise has tried it before: nobody tries the same twice. */
  knows: (firm: Firm, listed: Listed) => boolean;
  take: (firm: Firm, listed: Listed) => void;
}

const count = 2000;
const span = 362;

/** Who wants to try what: more and more over the year, some products far more than others, five of them fought over today. */
export function applicants({ time, dice }: City, people: People, listed: readonly Listed[]): Applicants {
  const die = dice('applicants');
  const known = new Set<string>();
  const key = (firm: Firm, { offering }: Listed) => `${firm.id} ${offering.id}`;
  const pool = [
    ...die.some(
      people.firms.filter(({ factIds }) => factIds.length > 0),
      950,
    ),
    ...die.some(
      people.firms.filter(({ factIds }) => factIds.length === 0),
      420,
    ),
  ];
  const popularity = new Map(listed.map(each => [each, 0.3 + die.next() ** 2 * 3]));
  const openAt = (when: Date) => listed.filter(({ spans }) => spans.some(({ from, until }) => from <= when && (!until || when < until)));
  const moment = (offset: number): Date => {
    const wanted = at(time.day(offset), die.int(8, 21), die.int(0, 59), die.int(0, 59));
    return wanted < time.now ? wanted : new Date(time.now.getTime() - die.int(40, 400) * 60_000);
  };
  const anybody = (when: Date): Firm => {
    for (;;) {
      const firm = die.pick(pool);
      if (firm.createdAt < when) return firm;
    }
  };

  const [one, two] = people.demoFirms;
  const mine = listed.filter(({ supplier, offering }) => supplier === people.suppliers[0] && offering.state === 'LISTED');
  const wishes: Wish[] = [
    { at: moment(-21), firm: one, listed: die.pick(openAt(moment(-21))), days: [60, 3650], plain: true },
    { at: moment(-58), firm: one, listed: die.pick(openAt(moment(-58))), days: [30, 30], plain: true },
    { at: moment(-18), firm: two, listed: die.pick(openAt(moment(-18))), days: [60, 3650], plain: true },
    ...[-1, -1, -2, -3, -5].map((offset, nth) => ({ at: moment(offset), firm: anybody(moment(offset)), listed: mine[nth % mine.length]! })),
  ];
  const hot = die.some(
    listed.filter(({ offering, supplier }) => offering.state === 'LISTED' && offering.seats <= 8 && supplier !== people.suppliers[0]),
    5,
  );
  for (const each of hot)
    for (let nth = 0; nth < each.offering.seats + 7; nth++) {
      const when = moment(-die.int(1, 16));
      wishes.push({ at: when, firm: anybody(when), listed: each });
    }
  while (wishes.length < count) {
    const when = moment(-Math.floor(span * die.next() ** 1.25));
    const open = openAt(when);
    if (open.length)
      wishes.push({ at: when, firm: anybody(when), listed: die.weighted(open.map(each => [each, popularity.get(each)!] as const)) });
  }
  return { wishes, knows: (firm, each) => known.has(key(firm, each)), take: (firm, each) => void known.add(key(firm, each)) };
}
