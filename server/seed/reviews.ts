import { Call } from '../calls/entity.ts';
import { Conflict } from '../reviews/conflict/entity.ts';
import { ReviewPaper } from '../reviews/paper/entity.ts';
import { writePaper } from '../reviews/paper/write.ts';
import { type Mark, Review } from '../reviews/review/entity.ts';
import { reviewLifecycle } from '../reviews/review/lifecycle.ts';
import { type Marks, type Result, rank, totalShown } from '../reviews/scoring.ts';
import type { Campaign } from './calls.ts';
import type { City } from './city.ts';
import type { Dice } from './dice.ts';
import { draw } from './drawing.ts';
import type { Entry } from './entry.ts';
import type { People, Reviewer } from './people.ts';
import type { Planted } from './story.ts';
import { at, dayOf, plusDays, plusHours, workdayFrom } from './time.ts';

const places = 5;

/** What the reviews of a call have come to: the result by submission, of those that all experts have marked. */
export type Results = Map<string, Result>;

/** Admitted submissions are drawn to experts by the lot of the product itself, read blind, and marked. */
export function reviews(city: City, people: People, campaigns: readonly Campaign[], entries: readonly Entry[]): Results {
  const results: Results = new Map();
  for (const campaign of campaigns) {
    if (!['CONCLUDED', 'NOTICE', 'SIGNED', 'REVIEWING'].includes(campaign.fate)) continue;
    const admitted = entries.filter(entry => entry.campaign === campaign && entry.submission.state === 'ADMITTED');
    for (const result of review(city, people, campaign, admitted)) results.set(result.id, result);
  }
  return results;
}

function review(city: City, people: People, campaign: Campaign, admitted: readonly Entry[]): Result[] {
  const { story, dice } = city;
  const { call, steps } = campaign;
  const die = dice(`reviews of ${call.code}`);
  const byId = new Map(people.reviewers.map(reviewer => [reviewer.id, reviewer]));
  const drawn = at(steps.reviewed, 10);
  const active = people.reviewers.filter(({ state }) => state === 'ACTIVE');
  const { assignments } = draw(
    call.code,
    admitted.map(({ submission, solution }) => ({ id: submission.id, scenarios: solution.scenarios, places, taken: [] })),
    active.map(({ id, scenarios, mostReviews }) => ({ id, scenarios, room: mostReviews, load: 0 })),
    (expertId, itemId) => byId.get(expertId)!.employerUscc === admitted.find(({ submission }) => submission.id === itemId)!.supplier.uscc,
  );
  const qualities = qualityOf(die, campaign, admitted, people.suppliers[0]!.id);
  const numbers = new Map(die.shuffled(admitted).map(({ submission }, nth) => [submission.id, `P${String(nth + 1).padStart(3, '0')}`]));
  const sheets = new Map<string, { marks: Marks; vetoed: boolean }[]>();
  let firstMark: { at: Date; by: Reviewer['account'] } | undefined;

  /** What all experts of a submission read, which is the same. */
  const papers = new Map<Entry, ReturnType<typeof writePaper>>();
  const paperOf = (entry: Entry) => {
    const known = papers.get(entry);
    if (known) return known;
    const { uscc, name: providerName, contactName, contactPhone, contactEmail } = entry.supplier;
    const { name, mainScenario, snapshot } = entry.submission;
    const made = writePaper({ name, mainScenario, snapshot: snapshot!, uscc, providerName, contactName, contactPhone, contactEmail });
    papers.set(entry, made);
    return made;
  };

  const assign = (entry: Entry, expert: Reviewer, when: Date) => {
    const { submission } = entry;
    const number = numbers.get(submission.id)!;
    const written = paperOf(entry);
    const key = `${submission.id}/${expert.id}`;
    const of = { number, callId: call.id, expertId: expert.id, submissionId: submission.id };
    const paper = story.plant(ReviewPaper, key, { ...of, ...written, returned: false }, when);
    const made = story.plant(
      Review,
      key,
      {
        ...of,
        paperId: paper.id,
        replacesId: null,
        rubricVersion: 0,
        marks: [],
        vetoes: [],
        total: null,
        comment: null,
        submittedAt: null,
      },
      when,
    );
    const changed = [
      { field: 'submissionId', before: null, after: submission.id },
      { field: 'expertId', before: null, after: expert.id },
    ];
    story.tell('Review.ASSIGN', made, { at: when, by: people.officer2, changed });
    return { made, paper };
  };

  // Nobody who has once had a review of a submission gets another one of it.
  const had = new Set(assignments.map(({ itemId, expertId }) => `${itemId}/${expertId}`));
  for (const { itemId, expertId } of assignments) {
    const entry = admitted.find(({ submission }) => submission.id === itemId)!;
    let expert = byId.get(expertId)!;
    let { made, paper } = assign(entry, expert, drawn);
    const answered = at(workdayFrom(plusDays(steps.reviewed, die.int(1, 3))), die.int(9, 20), die.int(0, 59));
    const standIn = active.find(({ id, scenarios }) => scenarios.includes(entry.solution.mainScenario) && !had.has(`${itemId}/${id}`));
    if (standIn && campaign.fate !== 'REVIEWING' && die.chance(0.03)) {
      giveBack(city, die, entry, made, paper, expert, answered);
      expert = standIn;
      had.add(`${itemId}/${expert.id}`);
      const again = plusHours(answered, 2);
      ({ made, paper } = assign(entry, expert, again));
      assignments.splice(
        assignments.findIndex(other => other.itemId === itemId && other.expertId === expertId),
        1,
        { itemId, expertId: expert.id },
      );
    }
    const progress = campaign.fate === 'REVIEWING' ? stage(die, expert, people) : 'SUBMITTED';
    if (progress === 'ASSIGNED') continue;
    const accepted = later(answered, plusHours(made.createdAt, 1));
    if (accepted > city.time.now) continue;
    story.move(reviewLifecycle, made, 'ACCEPT', { at: accepted, by: expert.account });
    if (progress === 'ACCEPTED') continue;
    const limit = campaign.fate === 'REVIEWING' ? at(city.time.day(-1), 20) : at(plusDays(steps.decided, -1), 20);
    const wanted = at(plusDays(dayOf(accepted), die.int(1, 7)), die.int(9, 21), die.int(0, 59));
    const submitted = wanted < limit ? wanted : limit;
    if (submitted < accepted) continue;
    const sheet = mark(die, call, qualities.get(itemId)!);
    const marks: Mark[] = Object.entries(sheet).map(([criterion, given]) => ({ criterion, mark: given, note: null }));
    const vetoed = qualities.get(itemId) === vetoQuality && die.chance(0.4);
    story.move(reviewLifecycle, made, 'SUBMIT', {
      ...{ at: submitted, by: expert.account },
      set: {
        ...{ marks, rubricVersion: call.rubricVersion },
        vetoes: vetoed ? ['HIDDEN_CHARGE'] : [],
        total: totalShown(call.rubric.criteria, sheet),
        comment: die.pick(comments),
        submittedAt: submitted,
      },
    });
    if (!firstMark || submitted < firstMark.at) firstMark = { at: submitted, by: expert.account };
    sheets.set(itemId, [...(sheets.get(itemId) ?? []), { marks: sheet, vetoed }]);
  }
  if (firstMark) {
    call.rubricFrozenAt = firstMark.at;
    call.version += 1;
    story.tell('Call.FREEZE_RUBRIC', call, { ...firstMark, details: { rubricVersion: call.rubricVersion } });
  }
  const items = admitted.flatMap(({ submission }) => {
    const given = sheets.get(submission.id) ?? [];
    return given.length
      ? [
          {
            id: submission.id,
            number: submission.number!,
            sheets: given.map(({ marks }) => marks),
            vetoed: given.some(({ vetoed }) => vetoed),
          },
        ]
      : [];
  });
  return rank(items, call.rubric as never);
}

const comments = [
  '定位清楚,适合中小企业先用起来。',
  '功能完整,建议补充同行业案例。',
  '试用方案可行,退出条款明确。',
  '价格合理,实施周期短。',
  null,
];
const vetoQuality = 0.52;

/** How good each is: as many are well above the threshold as the call is to select, the others well below. */
function qualityOf(die: Dice, { selected, nth: turn }: Campaign, admitted: readonly Entry[], favourite: string): Map<string, number> {
  const lot = die.shuffled(admitted);
  // In every other call the demonstration provider succeeds.
  const first = turn % 2 ? [] : lot.filter(({ supplier }) => supplier.id === favourite);
  return new Map(
    [...new Set([...first, ...lot])].map(({ submission }, nth) => {
      if (nth < selected) return [submission.id, 0.8 + die.next() * 0.14];
      return [submission.id, nth === selected ? vetoQuality : 0.46 + die.next() * 0.17];
    }),
  );
}

/** One sheet: every mark near what the product is worth, in half points, and one expert in a while far from the others. */
function mark(die: Dice, { rubric }: Pick<Call, 'rubric'>, quality: number): Marks {
  const mood = (die.next() - 0.5) * 0.06 - (die.chance(0.04) ? 0.12 : 0);
  return Object.fromEntries(
    rubric.criteria.map(({ code, max }) => {
      const share = Math.min(1, Math.max(0.2, quality + mood + (die.next() - 0.5) * 0.1));
      return [code, (Math.round(max * share * 2) / 2).toFixed(1)];
    }),
  );
}

/** How far a review of the call under way is. The demonstration experts have some of each kind. */
function stage(die: Dice, expert: Reviewer, { reviewers }: People): 'ASSIGNED' | 'ACCEPTED' | 'SUBMITTED' {
  const mine = expert === reviewers[0] || expert === reviewers[1];
  return die.weighted(
    mine
      ? [
          ['ASSIGNED', 4],
          ['ACCEPTED', 4],
          ['SUBMITTED', 2],
        ]
      : [
          ['ASSIGNED', 2],
          ['ACCEPTED', 3],
          ['SUBMITTED', 5],
        ],
  );
}

function giveBack(
  { story }: City,
  die: Dice,
  { supplier }: Entry,
  made: Planted<Review>,
  paper: Planted<ReviewPaper>,
  { id: expertId, account }: Reviewer,
  when: Date,
): void {
  const recuses = die.chance(0.5);
  const note = recuses ? '近三年担任过该类产品厂商的技术顾问,申请回避' : '近期出差,无法按时完成';
  story.move(reviewLifecycle, made, recuses ? 'RECUSE' : 'DECLINE', { at: when, by: account, note });
  paper.returned = true;
  if (recuses)
    story.create(
      Conflict,
      made.id,
      { expertId, providerId: supplier.id, submissionId: null, kind: 'DECLARED', basis: 'OTHER', reason: note },
      { at: when, by: account },
    );
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);
