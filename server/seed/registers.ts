import type { EntityManager } from 'typeorm';
import { Register, RegisterEntry } from '../coverage/register/entity.ts';
import { bringingKeys } from '../kernel/search/key.ts';
import type { City } from './city.ts';
import { districts } from './city.ts';
import { idAt } from './dice.ts';
import type { Firm } from './enterprises.ts';
import { tellImport } from './imports.ts';
import type { Membership } from './membership.ts';
import type { People } from './people.ts';
import { insertRows } from './story.ts';

/** What the register said of an enterprise before a month in which that changed. */
interface Turn {
  month: number;
  was: { district?: string; name?: string; size?: string };
}

export interface Registers {
  /** Their ids, in the order of months. */
  ids: string[];
  /** What was different, by the place of the enterprise. */
  turns: Map<number, Turn>;
}

/** The monthly registers: enterprises enter and leave, move to another district, change their name or size class. */
export function registers(city: City, { months, stays }: Membership, { firms, officer2 }: People): Registers {
  const { story } = city;
  const turns = turnsOf(city, firms, stays, months.length);
  for (const [place, { month }] of turns) {
    const firm = firms[place]!;
    if (month >= stays[place]!.left) continue;
    firm.version += 1;
    firm.factIds = [...firm.factIds, months[month]!.factId];
  }
  const made = months.map(({ month, lastDay, importedAt, factId }, nth) => {
    const before = stays.filter(stay => stay && nth > 0 && stay.entered < nth && nth - 1 < stay.left).length;
    const entries = stays.filter(stay => stay && stay.entered <= nth && nth < stay.left).length;
    const added = stays.filter(stay => stay && stay.entered === nth && nth < stay.left).length;
    const changed = [...turns].filter(([place, turn]) => turn.month === nth && nth < stays[place]!.left).length;
    const gone = before + added - entries;
    const counts = { rows: entries, added, changed, gone, unchanged: entries - added - changed };
    const file = { kind: 'REGISTER', fileName: `规上工业企业名录-${month}.csv`, month, at: importedAt, by: officer2, factId, counts };
    const fileSha256 = tellImport(story, file);
    const said = { month, version: 1, inForceFrom: lastDay, entries, added, gone, changed, fileSha256, factIds: [factId] };
    return story.plant(Register, month, said, importedAt);
  });
  return { ids: made.map(({ id }) => id), turns };
}

/** Writes every line of every register, from what the enterprises are today and what was different then. */
export async function writeEntries(
  db: EntityManager,
  { months, stays }: Membership,
  { firms }: People,
  { ids, turns }: Registers,
): Promise<void> {
  await db.query(`create temp table seed_member (enterprise_id uuid, place int, entered int, "left" int, entered_month text,
    turned int, old_district text, old_name text, old_size text, search_key text, old_search_key text) on commit drop`);
  const members = firms.flatMap(({ id, place, uscc }) => {
    const stay = stays[place];
    if (!stay) return [];
    const turn = turns.get(place);
    const enteredMonth =
      stay.entered > 0 ? months[stay.entered]!.month : `20${10 + (place % 14)}-${uscc.charCodeAt(12) % 3 === 0 ? '07' : '01'}`;
    return {
      enterprise_id: id,
      place,
      entered: stay.entered,
      left: stay.left,
      entered_month: enteredMonth,
      turned: turn?.month ?? 0,
      old_district: turn?.was.district ?? null,
      old_name: turn?.was.name ?? null,
      old_size: turn?.was.size ?? null,
    };
  });
  await insertRows(db, 'seed_member', members);
  await bringingKeys(db, RegisterEntry, async keyBy => {
    // An enterprise is in many registers, most of the time by the same name: its key is worked out once.
    await db.query(
      `update seed_member m set search_key = ${keyBy(column => `e.${column}`)},
              old_search_key = case when old_name is not null then ${keyBy(column => (column === 'name' ? 'm.old_name' : `e.${column}`))} end
       from enterprise e where e.id = m.enterprise_id`,
    );
    for (const [nth, id] of ids.entries())
      await db.query(
        `insert into register_entry (id, register_id, enterprise_id, uscc, name, district, division, size, employees, revenue, entered_month, search_key)
         select ($1 || '-7' || substr(lot, 1, 3) || '-8' || substr(lot, 4, 3) || '-' || substr(lot, 7, 12))::uuid, $2, e.id, e.uscc,
                case when $3 < turned then coalesce(old_name, e.name) else e.name end,
                case when $3 < turned then coalesce(old_district, e.district) else e.district end,
                e.division,
                case when $3 < turned then coalesce(old_size, e.size) else e.size end,
                e.employees, e.revenue, m.entered_month,
                case when $3 < turned then coalesce(m.old_search_key, m.search_key) else m.search_key end
         from seed_member m join enterprise e on e.id = m.enterprise_id, md5($4 || place) lot where m.entered <= $3 and $3 < m."left" order by m.place`,
        [idAt(months[nth]!.importedAt, '').slice(0, 13), id, nth, months[nth]!.month],
      );
  });
}

function turnsOf({ dice }: City, firms: readonly Firm[], stays: Membership['stays'], count: number): Map<number, Turn> {
  const die = dice('registers');
  const settled = firms.filter(({ place }) => stays[place]?.entered === 0);
  const moved = die.some(settled, 220);
  return new Map(
    moved.map((firm, nth): [number, Turn] => {
      const month = die.int(1, count - 1);
      if (nth < 30)
        return [firm.place, { month, was: { district: die.pick(districts.filter(({ code }) => code !== firm.district)).code } }];
      if (nth < 60) return [firm.place, { month, was: { name: firm.name.replace(/(股份|制造)?有限公司$/, '厂') } }];
      return [firm.place, { month, was: { size: firm.size === 'SMALL' ? 'MICRO' : 'SMALL' } }];
    }),
  );
}
