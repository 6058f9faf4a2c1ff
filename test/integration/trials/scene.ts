import { graphql } from '../../../schema/graphql.ts';
import { system } from '../../../server/kernel/advance.ts';
import { Context } from '../../../server/kernel/context.ts';
import { newId } from '../../../server/kernel/fields.ts';
import { deliver } from '../../../server/kernel/journal.ts';
import { settleOfferings } from '../../../server/offerings/offering/service.ts';
import { settleAll } from '../../../server/trials/trial/seats.ts';
import { aProvider, here, next, type Someone, someone, sql, travelTo } from '../../kit.ts';

export const Apply = graphql(`
  mutation ($offeringId: ID!, $goal: String!, $waitIfFull: Boolean! = false, $enterpriseUscc: String) {
    createTrial(input: { offeringId: $offeringId, goal: $goal, waitIfFull: $waitIfFull, enterpriseUscc: $enterpriseUscc }) { id state version replyDueAt district }
  }
`);
export const Advance = graphql(`
  mutation ($id: ID!, $action: TrialAction!, $note: String) {
    advanceTrial(id: $id, action: $action, note: $note) { id state version startsOn endsOn endsAt outcomeDueAt heldUntil moves { action via note } }
  }
`);
export const Look = graphql(`
  query ($id: ID!) {
    trial(id: $id) {
      id state version startsOn endsOn endsAt outcomeDueAt heldUntil extendedDays replyDueAt notConvertedReason
      moves { action to via note } history { name note at actorRole } conversion { id state }
    }
  }
`);
export const Record = graphql(
  `mutation ($input: ConversionInput!) { createConversion(input: $input) { id state version amount district } }`,
);
export const Judge = graphql(
  `mutation ($id: ID!, $action: ConversionAction!, $note: String) { advanceConversion(id: $id, action: $action, note: $note) { id state version } }`,
);
export const Decline = graphql(
  `mutation ($id: ID!, $reason: NotConvertedReason!, $note: String) { declineConversion(id: $id, reason: $reason, note: $note) { id state notConvertedReason moves { action } } }`,
);

let lists = 0;
/** An offering in the catalogue, and its provider's account. How it got there is not what these tests are about. */
export async function anOffering({ seats = 5, freeDays = 30, seatsTotal = null as number | null, name = '' } = {}) {
  const providerId = await aProvider();
  const [listId, id, proposer, publisher] = [newId(), newId(), newId(), newId()];
  lists += 1;
  await sql(
    `insert into service_list (id, number, title, published_at, valid_from, valid_to, entries, hash, proposed_by_id, proposed_by, published_by_id, published_by)
     values ($1, $2, '清单', domain_now() - interval '1 day', domain_today(), domain_today() + 365, '[]', 'hash', $3, '甲', $4, '乙')`,
    [listId, lists, proposer, publisher],
  );
  await sql(
    `insert into offering (id, list_id, list_number, provider_id, provider_name, provider_uscc, name, kind, main_scenario, pain_point, free_days, seats, seats_total,
       included, start_within_days, price_after, exit_terms, valid_to, expires_at, visible_from)
     select $1, $2, $3, p.id, p.name, p.uscc, $5, 'SOFTWARE', 'S06', '排产靠人工,交期不准', $6, $7, $8, '{全部功能}', 5, '98000.00', '退出时返还全部数据',
       domain_today() + 365, ((domain_today() + 366)::text || 'T00:00:00+08:00')::timestamptz, domain_now() - interval '1 day' from provider p where p.id = $4`,
    [id, listId, lists, providerId, name || `注塑行业MES系统${next()}`, freeDays, seats, seatsTotal],
  );
  return { id, providerId, provider: await someone('PROVIDER', { providerId }) };
}

const goal = '缩短换模时间';
/** An enterprise that has applied, and its trial. */
export async function anApplication(
  offeringId: string,
  { waitIfFull = false, enterprise }: { waitIfFull?: boolean; enterprise?: Someone } = {},
) {
  const who = enterprise ?? (await someone('ENTERPRISE'));
  const { createTrial } = await who.ask(Apply, { offeringId, goal, waitIfFull });
  return { enterprise: who, id: createTrial.id, state: createTrial.state };
}

/** A trial that runs from today on. */
export async function aRunningTrial(terms: Parameters<typeof anOffering>[0] = {}) {
  const offering = await anOffering(terms);
  const { enterprise, id } = await anApplication(offering.id);
  await offering.provider.ask(Advance, { id, action: 'ACCEPT' });
  await offering.provider.ask(Advance, { id, action: 'START' });
  return { offering, enterprise, id, provider: offering.provider };
}

/** A contract that somebody has sent in. */
export async function aContract(who: Someone): Promise<string> {
  const pdf = `%PDF-1.7\n% ${next()}\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n`;
  const response = await fetch(`${who.at}/files?name=${encodeURIComponent('合同.pdf')}`, {
    method: 'PUT',
    body: pdf,
    headers: who.headers,
  });
  return ((await response.json()) as { id: string }).id;
}

/** What somebody says of the purchase a trial led to. */
export const contractOf = async (trialId: string, who: Someone) => ({
  trialId,
  contractNumber: `HT-${next()}`,
  signedOn: '2026-01-05',
  amount: '98000.50',
  fileIds: [await aContract(who)],
});

export const background = () => new Context(system, here().own.manager, { id: 'background' });
/** What the background would do by now. */
export async function caughtUp(): Promise<void> {
  await settleOfferings(background());
  while ((await settleAll(background())) > 0);
  const failed: unknown[] = [];
  while (await deliver(background(), error => failed.push(error)));
  expect(failed).toEqual([]);
}

/** Seats as the offering counts them and as its trials hold them. */
export async function seatsOf(offeringId: string) {
  const [row] = await sql<{ taken: number; used: number; held: number; waiting: number }>(
    `select o.seats_taken as taken, o.seats_used as used, count(t.id) filter (where t.state in ('OFFERED', 'APPLIED', 'ACCEPTED', 'RUNNING')) as held,
            count(t.id) filter (where t.state = 'WAITING') as waiting
     from offering o left join trial t on t.offering_id = o.id where o.id = $1 group by o.id`,
    [offeringId],
  );
  return row!;
}

export const at = (instant: string): Promise<void> => travelTo(instant);
