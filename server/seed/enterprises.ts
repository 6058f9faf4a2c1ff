import { Enterprise } from '../people/enterprise/entity.ts';
import { makeUscc } from '../people/uscc.ts';
import { type City, districts } from './city.ts';
import { type Membership, population } from './membership.ts';
import { contact, namer, telephone, trades } from './names.ts';
import type { Person, Planted } from './story.ts';
import { at, plusDays } from './time.ts';

/** `place` is its place in the city: the first ones are those of the register in force. */
export type Firm = Planted<Enterprise> & { place: number };

const sizes = {
  LARGE: { weight: 2, employees: [1000, 6000], revenue: [40_000, 900_000] },
  MEDIUM: { weight: 13, employees: [300, 999], revenue: [4_000, 80_000] },
  SMALL: { weight: 77, employees: [20, 299], revenue: [2_000, 30_000] },
  MICRO: { weight: 8, employees: [5, 19], revenue: [2_000, 4_000] },
} as const;
type Size = keyof typeof sizes;

/** All enterprises: those of a register came with its import, the others were entered by hand. */
export function enterprises({ story, dice, beginning }: City, register: Membership, by: Person): Firm[] {
  const die = dice('enterprises');
  const name = namer(die);
  const members = die.shuffled(districts.flatMap(({ code, enterprises }) => Array.from({ length: enterprises }, () => code)));
  const anywhere = districts.map(({ code, enterprises }) => [code, enterprises] as const);
  const tradeTable = trades.map(trade => [trade, trade[1]] as const);
  const born = at(plusDays(beginning, 1), 16);
  return Array.from({ length: population.all }, (_, place): Firm => {
    const stay = register.stays[place];
    const district = members[place] ?? die.weighted(anywhere);
    const [division, , words] = die.weighted(tradeTable);
    const size: Size = stay
      ? die.weighted((Object.keys(sizes) as Size[]).map(key => [key, sizes[key].weight] as const))
      : die.weighted([
          ['MICRO', 60],
          ['SMALL', 40],
        ] as const);
    const { employees, revenue } = sizes[size];
    const said = {
      uscc: makeUscc(`demo enterprise ${place}`, district),
      name: name(words),
      district,
      division,
      size,
      employees: die.int(employees[0], employees[1]),
      revenue: stay ? die.int(revenue[0], revenue[1]).toFixed(2) : die.int(30, 1990).toFixed(2),
      contactName: contact(die, ['厂长', '经理', '主任', '总工']),
      contactPhone: telephone(place),
    };
    if (!stay)
      return Object.assign(
        story.create(Enterprise, String(place), { ...said, factIds: [] }, { at: new Date(born.getTime() + place * 1000), by }),
        { place },
      );
    const { importedAt, factId } = register.months[stay.entered]!;
    const firm = story.plant(Enterprise, String(place), { ...said, factIds: [factId] }, importedAt);
    return Object.assign(firm, { place });
  });
}
