import { callLifecycle } from '../calls/lifecycle.ts';
import { contentHash } from '../kernel/canonical.ts';
import { ListProposal, ServiceList } from '../offerings/list/entity.ts';
import { listProposalLifecycle } from '../offerings/list/lifecycle.ts';
import { entryOf, offeringOf } from '../offerings/list/publishing.ts';
import { Offering } from '../offerings/offering/entity.ts';
import { offeringLifecycle } from '../offerings/offering/lifecycle.ts';
import { dayAfter } from '../offerings/offering/service.ts';
import { submissionLifecycle } from '../solutions/submission/lifecycle.ts';
import type { Campaign } from './calls.ts';
import { type City, cityTitle } from './city.ts';
import { idAt } from './dice.ts';
import type { Entry } from './entry.ts';
import type { People, Supplier } from './people.ts';
import type { Planted } from './story.ts';
import { at, plusDays, plusMonths } from './time.ts';

export interface Listed {
  offering: Planted<Offering>;
  supplier: Supplier;
  /** When it was on the catalogue, the end exclusive; a span without an end is still open. */
  spans: { from: Date; until: Date | null }[];
}

/** What stood its notice became numbered lists: each with all that is in force, proposed by one officer, published by another. */
export function lists(city: City, people: People, campaigns: readonly Campaign[], entries: readonly Entry[]): Listed[] {
  const { story } = city;
  const { officer, officer2 } = people;
  const all: Listed[] = [];
  let number = 0;
  for (const { call, steps, fate } of campaigns) {
    if (fate !== 'CONCLUDED') continue;
    number += 1;
    const standing = entries
      .filter(({ campaign, submission }) => campaign.call === call && submission.state === 'NOTICED')
      .sort((a, b) => (a.submission.number! < b.submission.number! ? -1 : 1));
    const title = `${cityTitle}制造业数字化转型“先试后转”服务清单(第${number}批)`;
    const [validFrom, validTo] = [steps.published, plusDays(plusMonths(steps.published, number === 1 ? 12 : 24), -1)];
    const proposal = story.create(
      ListProposal,
      call.code,
      { callId: call.id, title, validFrom, validTo, proposedById: officer.id, proposedBy: officer.name },
      { at: at(steps.proposed, 10), by: officer },
    );
    const published = at(steps.published, 15, 30);
    const act = { at: published, by: officer2 };
    story.move(listProposalLifecycle, proposal, 'PUBLISH', act);
    const listId = idAt(published, `ServiceList/${number}`);
    const made = standing.map(({ submission, supplier }): Listed => {
      const { id: _, ...said } = offeringOf(submission, proposal, listId, number);
      const offering = story.create(
        Offering,
        submission.id,
        { ...said, seatsTaken: 0, seatsUsed: 0, seatsTotal: null },
        { ...act, details: { list: number, submission: submission.id } },
      );
      return { offering, supplier, spans: [{ from: published, until: null }] };
    });
    all.push(...made);
    const lines = all.map(({ offering }, nth) => entryOf(offering, nth));
    story.create(
      ServiceList,
      String(number),
      {
        ...{ number, callId: call.id, proposalId: proposal.id, title, publishedAt: published, validFrom, validTo, entries: lines },
        hash: contentHash({ number, title, validFrom, validTo, entries: lines }),
        ...{ proposedById: officer.id, proposedBy: officer.name, publishedById: officer2.id, publishedBy: officer2.name },
      },
      act,
    );
    for (const { submission } of standing) story.move(submissionLifecycle, submission, 'LIST', { ...act, details: { list: number } });
    story.move(callLifecycle, call, 'CONCLUDE', act);
  }
  since(city, people, all);
  return all;
}

/** What has become of the offerings: of the first list some were prolonged and the rest ran out; a few were suspended or removed. */
function since({ story, time, dice }: City, { officer, officer2 }: People, all: readonly Listed[]): void {
  const die = dice('offerings');
  const first = all.filter(({ offering }) => offering.listNumber === 1);
  for (const [nth, { offering, spans, supplier }] of first.entries()) {
    const prolonged = nth < 7 || supplier.account.id === first[0]!.supplier.account.id;
    if (prolonged) {
      const validTo = plusMonths(offering.validTo, 12);
      story.change(
        Offering,
        offering,
        { validTo, expiresAt: dayAfter(validTo) },
        { at: at(plusDays(offering.validTo, -9), 10, 20), by: officer },
      );
    } else if (offering.expiresAt <= time.now) {
      story.move(offeringLifecycle, offering, 'EXPIRE', { at: offering.expiresAt, by: null });
      spans[0]!.until = offering.expiresAt;
    }
  }
  const rest = die.shuffled(
    all.filter(({ offering, supplier }) => offering.listNumber > 1 && !supplier.account.id.includes(first[0]!.supplier.account.id)),
  );
  const fates: readonly ((listed: Listed) => void)[] = [
    listed => stop(listed, 'SUSPEND', -die.int(8, 30), officer, '企业反映试用期内被要求付费,核实期间暂停新增试用'),
    listed => stop(listed, 'SUSPEND', -die.int(8, 40), officer2, '服务商三次超时未答复试用申请,限期整改'),
    listed => stop(listed, 'SUSPEND', -die.int(5, 20), listed.supplier.account, '产品大版本升级,暂停新增试用'),
    listed => stop(listed, 'SUSPEND', -die.int(5, 20), listed.supplier.account, '实施团队排满,暂停接单'),
    listed => {
      stop(listed, 'SUSPEND', -70, officer, '数据返还证明未按期出具,责令整改');
      const back = at(time.workday(-52), 11);
      story.move(offeringLifecycle, listed.offering, 'RESUME', { at: back, by: officer });
      listed.spans.push({ from: back, until: null });
    },
    listed => stop(listed, 'DELIST', -die.int(20, 60), officer, '服务商申请退出清单'),
    listed => stop(listed, 'DELIST', -die.int(20, 60), officer, '连续十二个月无试用,移出清单'),
    listed => stop(listed, 'DELIST', -die.int(10, 40), officer2, '申报材料不实,移出清单,一年内不得再次申报'),
  ];
  for (const [nth, befall] of fates.entries()) befall(rest[nth]!);

  function stop({ offering, spans }: Listed, action: 'SUSPEND' | 'DELIST', offset: number, by: People['officer'], note: string): void {
    const when = at(time.workday(offset), 14, die.int(0, 59));
    story.move(offeringLifecycle, offering, action, { at: when, by, note });
    spans.at(-1)!.until = when;
  }
}
