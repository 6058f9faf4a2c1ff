import { Evidence } from '../coverage/evidence/entity.ts';
import { evidenceLifecycle } from '../coverage/evidence/lifecycle.ts';
import { expiryOf } from '../coverage/evidence/service.ts';
import { type City, districtName, districts } from './city.ts';
import { type Dice, idAt } from './dice.ts';
import type { Firm } from './enterprises.ts';
import { tellImport } from './imports.ts';
import type { Membership } from './membership.ts';
import type { People } from './people.ts';
import type { Planted } from './story.ts';
import { at, dayOf, daysBetween, plusDays, plusMonths, workdayFrom } from './time.ts';

/** For how long evidence counts, by the rule in force. */
export const validity = 36;

/** What an enterprise has to show: what will be verified on a day, or has come to nothing. */
interface Paper {
  firm: Firm;
  kind: string;
  datedOn: string;
  fate: 'COUNTS' | 'WAITS' | 'REJECTED' | 'REVOKED';
}

/** Which enterprises count today: in each district so many, newcomers less often than others. */
export function transformed({ dice }: Pick<City, 'dice'>, { stays, months }: Membership, firms: readonly Firm[]): Set<string> {
  const die = dice('transformed');
  const members = firms.filter(({ place }) => stays[place] && stays[place].left >= months.length);
  const drawn = members
    .map(firm => ({ firm, lot: die.next() + (stays[firm.place]!.entered > 0 ? 0.55 : 0) }))
    .sort((a, b) => a.lot - b.lot);
  return new Set(
    districts.flatMap(({ code, transformed }) =>
      drawn
        .filter(({ firm }) => firm.district === code)
        .slice(0, transformed)
        .map(({ firm }) => firm.id),
    ),
  );
}

/**
 * Evidence of five years. What was known when the first register came was imported with it, what official lists brought
 * later came month by month; contracts of the past year were brought in one by one and verified by the districts.
 */
export function evidence(city: City, register: Membership, people: People): Planted<Evidence>[] {
  const { time, dice } = city;
  const die = dice('evidence');
  const counts = transformed(city, register, people.firms);
  const papers = people.firms.flatMap(firm => {
    const stay = register.stays[firm.place];
    if (counts.has(firm.id)) return papersOfTransformed(die, firm, time.today);
    if (stay && stay.left >= register.months.length) return papersOfOthers(die, firm, time.today);
    if (stay) return die.chance(0.85) ? [paper(die, firm, dated(die, time.today, 34, 14))] : [];
    return die.chance(0.03) ? [paper(die, firm, dated(die, time.today, 34, 2))] : [];
  });
  return tell(city, register, people, papers);
}

const official = [
  ['ONSITE_LEVEL2', 46],
  ['PROVINCIAL', 18],
  ['TITLE', 14],
  ['CONTRACT', 22],
] as const;

/** A day from so many to so many months ago. */
const dated = (die: Dice, today: string, most: number, least: number): string =>
  plusDays(plusMonths(today, -most), die.int(0, daysBetween(plusMonths(today, -most), plusMonths(today, -least))));

const paper = (die: Dice, firm: Firm, datedOn: string, fate: Paper['fate'] = 'COUNTS', kind: string = die.weighted(official)): Paper => ({
  firm,
  kind,
  datedOn,
  fate,
});

/** Most have counted for long; some have renewed what ran out; some have come in the past year. */
function papersOfTransformed(die: Dice, firm: Firm, today: string): Paper[] {
  const lot = die.next();
  if (lot < 0.62) return [paper(die, firm, dated(die, today, 35, 13))];
  if (lot < 0.74) return [paper(die, firm, dated(die, today, 35, 20)), paper(die, firm, dated(die, today, 18, 2))];
  if (lot < 0.925) {
    const first = dated(die, today, 47, 37);
    return [paper(die, firm, first), paper(die, firm, plusDays(plusMonths(first, validity), -die.int(20, 120)))];
  }
  return [paper(die, firm, plusDays(dated(die, today, 12, 1), 7))];
}

/** Those that do not count: what they had ran out or was revoked, waits, was turned down, is only their own word, or never was. */
function papersOfOthers(die: Dice, firm: Firm, today: string): Paper[] {
  const lot = die.next();
  const ranOut = () => paper(die, firm, dated(die, today, 47, 37));
  if (lot < 0.23) return [ranOut()];
  if (lot < 0.29)
    return [ranOut(), paper(die, firm, plusDays(today, -die.int(4, 25)), 'WAITS', die.pick(['CONTRACT', 'CONTRACT', 'ONSITE_LEVEL2']))];
  if (lot < 0.37)
    return [paper(die, firm, plusDays(today, -die.int(3, 30)), 'WAITS', die.pick(['CONTRACT', 'CONTRACT', 'ONSITE_LEVEL2', 'TITLE']))];
  if (lot < 0.41) return [paper(die, firm, dated(die, today, 11, 1), 'REJECTED', 'CONTRACT')];
  if (lot < 0.44) return [paper(die, firm, dated(die, today, 30, 14), 'REVOKED')];
  if (lot < 0.55) return [paper(die, firm, dated(die, today, 14, 1), 'WAITS', 'SELF')];
  return [];
}

const documents: Record<string, (die: Dice, year: string) => string> = {
  ONSITE_LEVEL2: (die, year) => `岚工信评〔${year}〕${die.int(1, 90)}号 现场评定报告`,
  PROVINCIAL: (die, year) => `省数字化转型评估结果(${year}年第${die.int(1, 4)}批)`,
  TITLE: (die, year) => `${die.pick(['智能工厂', '数字化车间', '晨星工厂'])}认定通知 〔${year}〕${die.int(1, 60)}号`,
  CONTRACT: (die, year) => `软件服务合同 HT-${year}-${String(die.int(1, 9999)).padStart(4, '0')},付款与上线材料`,
  SELF: (_, year) => `${year}年数字化水平自评报告`,
};
const rejections = ['付款凭证与合同金额不一致,请补充后重新提交', '上线截图无法证明系统在用', '合同主体不是本企业'];

function tell(
  city: City,
  { months: registerMonths }: Membership,
  { officer, officer2, districts: officers, accountOf }: People,
  papers: Paper[],
): Planted<Evidence>[] {
  const { story, time, dice } = city;
  const die = dice('evidence story');
  const start = registerMonths[0]!.importedAt;
  const yesterday = time.day(-1);
  let serial = 0;
  const batches = registerMonths.map(({ month, importedAt }) => {
    const birth = new Date(importedAt.getTime() + 1_800_000);
    return { month, at: birth < at(yesterday, 19) ? birth : at(yesterday, 19), rows: 0, id: '' };
  });
  for (const batch of batches) batch.id = idAt(batch.at, `evidence of ${batch.month}`);

  const made = papers.map((each): Planted<Evidence> => {
    const { firm, kind, datedOn, fate } = each;
    const [year] = datedOn.split('-') as [string];
    const said = {
      enterpriseId: firm.id,
      uscc: firm.uscc,
      district: firm.district,
      kind,
      datedOn,
      document: documents[kind]!(die, year),
      fileIds: [],
      expiresAt: expiryOf(datedOn, validity),
    };
    const unit = `${districtName(firm.district)}工信局`;
    const verifiedOn = earlier(workdayFrom(plusDays(datedOn, die.int(0, 6))), yesterday);
    const batch = batches.find(({ at: birth }) => dayOf(birth) >= verifiedOn);
    const byHand = fate === 'WAITS' || fate === 'REJECTED' || (kind === 'CONTRACT' && at(datedOn, 0) > start) || !batch;
    if (byHand) return oneByOne(each, said, unit);
    batch.rows++;
    const number = `DM-${String(++serial).padStart(6, '0')}`;
    const row = story.plant(
      Evidence,
      number,
      { ...said, number, verifiedByUnit: unit, verifiedOn, uploadedById: officer.id, factIds: [batch.id], state: 'VERIFIED' },
      batch.at,
    );
    return aftermath(row, fate);
  });
  for (const { id, at: when, rows, month } of batches)
    if (rows)
      tellImport(story, {
        ...{ kind: 'EVIDENCE', fileName: `转型证明材料-${month}.csv`, month, at: when, by: officer, factId: id },
        counts: { rows, added: rows, changed: 0, gone: 0, unchanged: 0 },
      });
  return made;

  function oneByOne({ firm, datedOn, fate }: Paper, said: Partial<Evidence>, unit: string): Planted<Evidence> {
    const broughtOn = earlier(workdayFrom(plusDays(datedOn, die.int(1, 4))), time.workday(-1));
    const brought = at(broughtOn, die.int(9, 16), die.int(0, 59));
    const by = die.chance(0.4) ? accountOf(firm) : officer2;
    const number = `W${broughtOn.replaceAll('-', '')}-D${String(++serial).padStart(7, '0')}`;
    const born = brought < firm.createdAt ? new Date(firm.createdAt.getTime() + 7_200_000) : brought;
    const row = story.create(Evidence, number, { ...said, number, uploadedById: by.id }, { at: born, by });
    if (fate === 'WAITS') return row;
    const judge = officers[firm.district]!;
    const inTime = at(earlier(workdayFrom(plusDays(dayOf(born), die.int(1, 9))), yesterday), 17, die.int(0, 59));
    const judged = inTime > born ? inTime : new Date(born.getTime() + 60_000);
    if (fate === 'REJECTED') {
      story.move(evidenceLifecycle, row, 'REJECT', { at: judged, by: judge, note: die.pick(rejections) });
      return row;
    }
    story.move(evidenceLifecycle, row, 'VERIFY', {
      at: judged,
      by: judge,
      set: { verifiedById: judge.id, verifiedByUnit: unit, verifiedOn: dayOf(judged) },
    });
    return aftermath(row, fate);
  }

  /** What becomes of verified evidence: it is revoked, or runs out. */
  function aftermath(row: Planted<Evidence>, fate: Paper['fate']): Planted<Evidence> {
    if (fate === 'REVOKED') {
      const on = time.workday(-die.int(5, 300));
      const reason = die.pick(['材料不实', '企业已停用所签系统', '评定结论被复核撤销']);
      story.move(evidenceLifecycle, row, 'REVOKE', {
        at: at(on, 15, die.int(0, 59)),
        by: officer,
        note: reason,
        set: { revokedOn: on, revokedReason: reason },
      });
    } else if (row.expiresAt <= time.now) story.move(evidenceLifecycle, row, 'EXPIRE', { at: row.expiresAt, by: null });
    return row;
  }
}

const earlier = (a: string, b: string): string => (a < b ? a : b);
