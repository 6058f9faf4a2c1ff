import { lastDayOfTerm } from '../calendar/workdays.ts';
import type { Attachment } from '../files/entity.ts';
import { contentHash } from '../kernel/canonical.ts';
import { snapshotOf } from '../kernel/snapshot.ts';
import { Solution } from '../solutions/solution/entity.ts';
import { shortestTrial } from '../solutions/submission/completeness.ts';
import { Correction, ProviderSnapshot, SolutionSnapshot, Submission } from '../solutions/submission/entity.ts';
import { submissionLifecycle } from '../solutions/submission/lifecycle.ts';
import type { Campaign } from './calls.ts';
import type { City } from './city.ts';
import type { Dice } from './dice.ts';
import { type Papers, send } from './papers.ts';
import type { People, Supplier } from './people.ts';
import { product } from './products.ts';
import type { Planted } from './story.ts';
import { at, dayOf, plusDays, plusHours, workdayFrom } from './time.ts';

/** A solution with the papers that belong to it. */
type Filed = Planted<Solution> & { files: Planted<Attachment>[] };

export interface Entry {
  submission: Planted<Submission>;
  solution: Filed;
  supplier: Supplier;
  campaign: Campaign;
}

const flags = ['solution.painPoint', 'solution.cases', 'solution.measures', 'solution.exitTerms', 'solution.functions'];
const returns = [
  '案例结果描述过于笼统,请补充可核实的前后对比数据',
  '退出条款未写明数据返还格式和时限',
  '成效指标缺少测量方法',
  '痛点与主要场景不一致,请核对',
];
const refusals = ['申报单位成立不满一年,不符合申报条件', '产品仍在研发,无真实应用案例', '免费试用期内含强制付费项目'];

/** Three hundred solutions, filed in the calls and checked for form; what was not selected once may come again. */
export function submissions(city: City, people: People, campaigns: readonly Campaign[], papers: Papers): Entry[] {
  const die = city.dice('submissions');
  const all: Entry[] = [];
  let made = 0;
  for (const campaign of campaigns) {
    const entries: Entry[] = [];
    for (let place = 0; place < campaign.filed; place++) {
      const again = campaign.nth > 3 && die.chance(0.06) ? die.pick(all) : undefined;
      const taken = again && (again.submission.state === 'LISTED' || entries.some(({ solution }) => solution === again.solution));
      // The demonstration providers take part in every call.
      const supplier = again && !taken ? again.supplier : place < 2 ? people.suppliers[place]! : die.pick(people.suppliers);
      const opening = at(dayOf(campaign.call.opensAt), 10);
      const solution =
        again && !taken ? again.solution : invent(city, die, supplier, campaign, made++, plusHours(opening, die.int(0, 90)), papers);
      entries.push(begin(city, die, campaign, supplier, solution, place));
    }
    file(city, die, campaign, entries);
    if (campaign.fate !== 'OPEN') check(city, die, people, campaign, entries);
    all.push(...entries);
  }
  return all;
}

function invent(city: City, die: Dice, supplier: Supplier, { call }: Campaign, nth: number, wanted: Date, contents: Papers): Filed {
  const { story, time } = city;
  const born = wanted < time.now ? wanted : plusHours(time.now, -1);
  const said = product(die, plusDays(dayOf(born), -die.int(200, 900)));
  const freeDays = Math.max(said.freeDays!, shortestTrial(call, said.kind!));
  const files = (['licence', 'copyright', 'commitment'] as const)
    .map(kind =>
      send(city, contents, kind, `solution ${nth}`, {
        at: plusHours(born, -0.1),
        by: supplier.account,
        providerId: supplier.id,
        district: supplier.district,
      }),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const owned = { fileIds: files.map(({ id }) => id), providerId: supplier.id, unsealsAt: null };
  const solution = story.create(Solution, String(nth), { ...said, freeDays, ...owned }, { at: born, by: supplier.account });
  return Object.assign(solution, { files });
}

function begin(
  { story, time }: City,
  die: Dice,
  { call, nth }: Campaign,
  supplier: Supplier,
  solution: Filed,
  place: number,
): Entry & { campaign: Campaign } {
  const { name, kind, mainScenario, divisions } = solution;
  const opening = call.opensAt > solution.createdAt ? call.opensAt : solution.createdAt;
  const submission = story.create(
    Submission,
    `${nth}/${place}`,
    {
      ...{
        callId: call.id,
        solutionId: solution.id,
        providerId: supplier.id,
        name,
        kind,
        mainScenario,
        divisions,
        district: supplier.district,
      },
      ...{ number: null, receipt: null, filedAt: null, filings: 0, snapshot: null, contentHash: null, unsealsAt: null },
      ...{ flaggedFields: [], correctionDueAt: null, reason: null },
    },
    { at: earlier(plusHours(opening, 1 + die.next() * 20), plusHours(time.now, -0.7)), by: supplier.account },
  );
  return { submission, solution, supplier, campaign: undefined as never };
}

/** Numbers follow the order of filing, most of it in the last days; in the open call some are still drafts. */
function file({ story, time }: City, die: Dice, campaign: Campaign, entries: Entry[]): void {
  const { call, fate } = campaign;
  const end = call.closesAt < time.now ? call.closesAt : new Date(time.now.getTime() - 1_800_000);
  const filing = entries.filter((_, place) => fate !== 'OPEN' || place % 2 === 1);
  const moments = filing
    .map(entry => ({
      entry,
      when: new Date(
        entry.submission.createdAt.getTime() +
          60_000 +
          (end.getTime() - 120_000 - entry.submission.createdAt.getTime()) * Math.sqrt(die.next()),
      ),
    }))
    .sort((a, b) => a.when.getTime() - b.when.getTime());
  for (const { entry, when } of moments) {
    const { submission, solution, supplier } = entry;
    call.lastNumber += 1;
    const snapshot = {
      solution: snapshotOf(SolutionSnapshot, solution),
      provider: snapshotOf(ProviderSnapshot, supplier),
      files: solution.files.map(({ id, name, sha256, size }) => ({ id, name, sha256, size })),
    };
    const hash = contentHash(snapshot);
    const number = `${call.code}-${String(call.lastNumber).padStart(3, '0')}`;
    const receipt = `${number}-1-${hash.slice(0, 8).toUpperCase()}`;
    story.move(submissionLifecycle, submission, 'SUBMIT', {
      ...{ at: when, by: supplier.account, details: { number, receipt, contentHash: hash, at: when.toISOString() } },
      set: { number, receipt, filedAt: when, filings: 1, snapshot, contentHash: hash, unsealsAt: call.unsealsAt },
    });
  }
  for (const entry of entries) {
    entry.campaign = campaign;
    const { solution } = entry;
    if (solution.unsealsAt && solution.unsealsAt >= call.unsealsAt) continue;
    solution.unsealsAt = call.unsealsAt;
    for (const paper of solution.files) paper.sealedUntil = call.unsealsAt;
  }
}

/** The form is checked: most are admitted, some returned once, a few refused; of the latest call much still waits. */
function check(city: City, die: Dice, people: People, campaign: Campaign, entries: Entry[]): void {
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
      if (lot < 0.3)
        story.move(submissionLifecycle, submission, 'WITHDRAW', {
          at: plusHours(at(plusDays(steps.checked, 2), 9), place),
          by: supplier.account,
          note: '批次撤销,转报下一批',
          set: { reason: '批次撤销,转报下一批' },
        });
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
        'WITHDRAW',
        withReason({ at: plusHours(when, 1), by: supplier.account }, '产品策略调整,撤回申报'),
      );
    else story.move(submissionLifecycle, submission, 'ADMIT', act);
  }
  if (call.lastNumber !== entries.filter(({ submission }) => submission.number).length) throw new Error('The numbers of a call have a gap');
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
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
  const admitted = plusHours(again, 24);
  story.move(submissionLifecycle, submission, 'ADMIT', { at: admitted < latest ? admitted : latest, by });
}
