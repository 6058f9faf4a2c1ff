import { contentHash } from '../kernel/canonical.ts';
import { snapshotOf } from '../kernel/snapshot.ts';
import { Solution } from '../solutions/solution/entity.ts';
import { shortestTrial } from '../solutions/submission/completeness.ts';
import { ProviderSnapshot, SolutionSnapshot, Submission } from '../solutions/submission/entity.ts';
import { submissionLifecycle } from '../solutions/submission/lifecycle.ts';
import type { Campaign } from './calls.ts';
import { check } from './checking.ts';
import type { City } from './city.ts';
import type { Dice } from './dice.ts';
import type { Entry, Filed } from './entry.ts';
import { keepFiling } from './filings.ts';
import { type Papers, send } from './papers.ts';
import type { People, Supplier } from './people.ts';
import { product } from './products.ts';
import { at, dayOf, plusDays, plusHours } from './time.ts';

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

function begin({ story, time }: City, die: Dice, campaign: Campaign, supplier: Supplier, solution: Filed, place: number): Entry {
  const { call, nth } = campaign;
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
  return { submission, solution, supplier, campaign };
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
    keepFiling(story, submission, supplier);
  }
  for (const entry of entries) {
    const { solution } = entry;
    if (solution.unsealsAt && solution.unsealsAt >= call.unsealsAt) continue;
    solution.unsealsAt = call.unsealsAt;
    for (const paper of solution.files) paper.sealedUntil = call.unsealsAt;
  }
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
