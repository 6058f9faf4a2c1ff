import { graphql } from '../../../schema/graphql.ts';
import { newId } from '../../../server/kernel/fields.ts';
import { next, sql, times, travelTo } from '../../kit.ts';
import { openCall } from '../calls/scene.ts';
import { Advance as AdvanceSubmission, aDraft } from '../solutions/scene.ts';

export const Propose = graphql(
  `mutation ($input: ListProposalInput!) { createListProposal(input: $input) { id state proposedBy moves { action via } } }`,
);
export const Publish = graphql(`
  mutation ($callId: ID!) {
    publishServiceList(callId: $callId) { id number title hash publishedAt proposedBy publishedBy entries { no offeringId product provider uscc kind mainScenario industries freeDays seats startWithinDays priceAfter validTo } }
  }
`);
export const Lists = graphql(
  `query { serviceLists(sort: [{ field: NUMBER, direction: ASC }]) { nodes { number title hash entries { no product } } } }`,
);
export const Diff = graphql(`
  query ($from: Int!, $to: Int!) {
    serviceListDiff(from: $from, to: $to) { from to added { offeringId product } removed { offeringId product } changed { entry { offeringId } changes { field before after } } }
  }
`);

export const noticeEnds = '2026-04-20T00:00:00+08:00';
export const afterNotice = '2026-04-21T09:00:00+08:00';
/** The days of a list that is proposed after the notice. */
export const days = { validFrom: '2026-04-22', validTo: '2027-04-21' };

/** A call of which so many submissions stand in notice until the 19th of April; how they came to be selected is tested elsewhere. */
export async function aNoticedCall(count = 2) {
  const { officer, id: callId } = await openCall();
  const submissions = await times(count, () => aDraft(callId));
  for (const { provider, id } of submissions) await provider.ask(AdvanceSubmission, { id, action: 'SUBMIT' });
  await travelTo('2026-04-10T09:00:00+08:00');
  const noticeId = newId();
  await sql(`update call set state = 'NOTICE' where id = $1`, [callId]);
  await sql(
    `insert into notice (id, number, call_id, title, basis, how_to_object, first_day, last_day, working_days, visible_from, ends_at, state)
     values ($1, $2, $3, '公示', '会议纪要', '来信', '2026-04-13', '2026-04-19', 5, '2026-04-13T00:00:00+08:00', $4, 'PUBLISHED')`,
    [noticeId, `公示${next()}`, callId, noticeEnds],
  );
  await sql(
    `insert into notice_entry (id, notice_id, call_id, place, submission_id, provider, product, scenario, kind, visible_from, ends_at)
     select gen_random_uuid(), $1, s.call_id, row_number() over (order by s.id), s.id, p.name, s.name, s.main_scenario, p.kind, '2026-04-13T00:00:00+08:00', $3
     from submission s join provider p on p.id = s.provider_id where s.call_id = $2`,
    [noticeId, callId, noticeEnds],
  );
  await sql(`update submission set state = 'NOTICED' where call_id = $1`, [callId]);
  return { officer, callId, submissions };
}
