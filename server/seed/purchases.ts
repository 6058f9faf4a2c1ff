import { Evidence } from '../coverage/evidence/entity.ts';
import { evidenceLifecycle } from '../coverage/evidence/lifecycle.ts';
import { expiryOf } from '../coverage/evidence/service.ts';
import { Conversion } from '../trials/conversion/entity.ts';
import { conversionLifecycle } from '../trials/conversion/lifecycle.ts';
import { trialLifecycle } from '../trials/trial/lifecycle.ts';
import type { Agenda } from './agenda.ts';
import { type City, districtName } from './city.ts';
import { validity } from './evidence.ts';
import { type Papers, send } from './papers.ts';
import type { People } from './people.ts';
import { type Course, endingOn, inOffice } from './seats.ts';
import type { Planted } from './story.ts';
import { at, dayOf, plusDays, plusHours } from './time.ts';

export interface Books {
  papers: Papers;
  /** Whether the enterprise is in the register and does not count: its latest purchase still waits for the district. */
  lags: (enterpriseId: string) => boolean;
}

/** Buys what was tried; false when this enterprise does not buy now. */
export type Buy = (course: Course, when: Date, from: 'RUNNING' | 'ENDED') => boolean;

/** What trials led to: contracts with their papers, which districts verify and which then become evidence. */
export function purchases(city: City, people: People, agenda: Agenda, { papers, lags }: Books): Buy {
  const { story, time, dice } = city;
  const die = dice('purchases');
  const lately = at(time.day(-25), 0);
  let serial = 0;
  const recorder = ({ enterpriseId, providerId, recordedByRole }: Planted<Conversion>) =>
    recordedByRole === 'ENTERPRISE'
      ? people.accountOf(people.firms.find(({ id }) => id === enterpriseId)!)
      : people.suppliers.find(({ id }) => id === providerId)!.account;

  return ({ trial, firm, listed }, when, from) => {
    if (trial.state !== from || (lags(firm.id) && when < lately)) return false;
    const { supplier, offering } = listed;
    const byEnterprise = die.chance(0.6);
    const by = byEnterprise ? people.accountOf(firm) : supplier.account;
    const nth = ++serial;
    const contractNumber = `HT-${dayOf(when).slice(0, 4)}-${String(nth).padStart(5, '0')}`;
    story.move(trialLifecycle, trial, 'CONVERT', {
      at: when,
      by,
      details: { contractNumber },
      ...(from === 'RUNNING' && { set: endingOn(when) }),
    });
    const day = dayOf(when);
    const signedOn = plusDays(day, -die.int(1, 5));
    const readers = { enterpriseId: firm.id, providerId: supplier.id, district: firm.district };
    const sent = { at: new Date(when.getTime() - 120_000), by, ...readers };
    const kinds = ['contract', 'payment', 'goLive'] as const;
    const said = {
      ...{ trialId: trial.id, offeringId: offering.id, offeringName: offering.name, enterpriseId: firm.id, enterpriseName: firm.name },
      ...{ providerId: supplier.id, providerName: supplier.name, district: trial.district, contractNumber, signedOn },
      ...{ amount: (Number(offering.priceAfter) * die.int(1, 3)).toFixed(2), paidOn: plusDays(signedOn, 1), goLiveOn: day },
      ...{
        fileIds: kinds.map(kind => send(city, papers, kind, contractNumber, sent).id),
        recordedById: by.id,
        recordedByRole: byEnterprise ? 'ENTERPRISE' : 'PROVIDER',
      },
    };
    const made = story.create(Conversion, contractNumber, { ...said, verifiedById: null, verifiedAt: null }, { at: when, by });
    judge(made, when, die.chance(0.08));
    return true;
  };

  function judge(made: Planted<Conversion>, since: Date, faulty: boolean): void {
    const { district } = made;
    const by = people.districts[district]!;
    const when = inOffice(plusHours(since, 20 + die.next() * 220));
    const set = { verifiedById: by.id, verifiedAt: when };
    agenda.add(when, () => {
      if (!faulty) {
        story.move(conversionLifecycle, made, 'VERIFY', { at: when, by, set });
        return becomeEvidence(made, plusHours(when, 0.002));
      }
      story.move(conversionLifecycle, made, 'REJECT', { at: when, by, note: '付款凭证不清晰,请重新上传', set });
      const again = inOffice(plusHours(when, 30 + die.next() * 60));
      agenda.add(again, () => {
        story.move(conversionLifecycle, made, 'RESUBMIT', { at: again, by: recorder(made), set: { verifiedById: null, verifiedAt: null } });
        judge(made, again, false);
      });
    });
  }

  /** A verified purchase is evidence that waits for the district; it counts from the day it is verified. */
  function becomeEvidence(
    { id: conversionId, enterpriseId, contractNumber, offeringName, goLiveOn, fileIds, recordedById, district }: Planted<Conversion>,
    when: Date,
  ): void {
    const firm = people.firms.find(({ id }) => id === enterpriseId)!;
    const number = `W${dayOf(when).replaceAll('-', '')}-C${contractNumber.slice(-5)}`;
    const row = story.create(
      Evidence,
      number,
      {
        ...{
          number,
          kind: 'CONTRACT',
          enterpriseId,
          uscc: firm.uscc,
          district: firm.district,
          datedOn: goLiveOn!,
          document: `合同 ${contractNumber}:${offeringName}`,
        },
        ...{ fileIds, conversionId, uploadedById: recordedById, expiresAt: expiryOf(goLiveOn!, validity), factIds: [] },
      },
      { at: when, by: null },
    );
    if (lags(enterpriseId)) return;
    const by = people.districts[district]!;
    const verified = inOffice(plusHours(when, 10 + die.next() * 110));
    agenda.add(verified, () =>
      story.move(evidenceLifecycle, row, 'VERIFY', {
        at: verified,
        by,
        set: { verifiedById: by.id, verifiedByUnit: `${districtName(district)}工信局`, verifiedOn: dayOf(verified) },
      }),
    );
  }
}
