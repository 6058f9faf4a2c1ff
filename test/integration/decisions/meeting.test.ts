import { graphql } from '../../../schema/graphql.ts';
import { anExpert, someone, sql, statementsOf, times, travel, useServer } from '../../kit.ts';
import { UpdateCall } from '../calls/scene.ts';
import { Attend, Cast, Create, Invite, Meetings, Move, Put, Recuse, Resolved, Update } from './meetingScene.ts';
import { Clear, Decisions, Propose, reviewed, Sign } from './scene.ts';

useServer();
afterEach(() => travel(null));

const ByRanking = graphql(`
  mutation ($callId: ID!, $by: RankingCut!, $top: Int, $minutesNumber: String!, $others: Boolean!, $reason: String) {
    proposeByRanking(callId: $callId, by: $by, top: $top, minutesNumber: $minutesNumber, others: $others, reason: $reason) { submissionId outcome reason }
  }
`);
const Score = graphql(`query { decisions { nodes { submissionId outcome state score { total rank ranked } } } }`);

const number = '岚评审会纪〔2026〕3号';

test('a meeting needs its quorum, keeps interests out, says why it differs, and its signed minutes stand', async () => {
  const { officer, callId, items } = await reviewed(3);
  const [first, second, third] = items as [(typeof items)[0], (typeof items)[0], (typeof items)[0]];
  const [{ uscc }] = (await sql('select p.uscc from submission s join provider p on p.id = s.provider_id where s.id = $1', [first.id])) as [
    { uscc: string },
  ];
  const tied = await anExpert({ employerUscc: uscc });
  const free = await times(3, () => anExpert());
  const input = { callId, number, title: '先试后转产品专家评审会', heldAt: '2026-03-20T09:00:00+08:00', quorum: 3 };
  const { createMeeting: meeting } = await officer.ask(Create, { input });
  const meetingId = meeting.id;
  const { inviteMembers: invited } = await officer.ask(Invite, {
    meetingId,
    members: [...[tied, ...free].map(expertId => ({ expertId })), { name: '王处长' }],
  });
  const [conflicted, a, b, c, chief] = invited.members.map(({ id }) => id) as [string, string, string, string, string];
  // Whoever is employed by a provider is recused before anybody has thought of it.
  expect(invited.recusals).toEqual([{ memberId: conflicted, submissionId: first.id, basis: 'EMPLOYER', computed: true }]);
  expect(await officer.refused(Invite, { meetingId, members: [{ expertId: tied }] })).toMatchObject({ reason: 'MEETING_MEMBER_TWICE' });

  expect(await officer.refused(Put, { input: { meetingId, submissionId: first.id, outcome: 'SELECTED' } })).toMatchObject({
    code: 'ILLEGAL_STATE',
  });
  await officer.ask(Attend, { meetingId, present: [conflicted, a] });
  expect(await officer.refused(Move, { id: meetingId, action: 'OPEN' })).toMatchObject({
    ...{ code: 'ILLEGAL_STATE', reason: 'QUORUM_MISSING', details: { quorum: 3, present: 2 } },
  });
  await officer.ask(Attend, { meetingId, present: [conflicted, a, b] });
  await officer.ask(Move, { id: meetingId, action: 'OPEN' });

  const put = async (submissionId: string, outcome: 'SELECTED' | 'NOT_SELECTED', reason?: string) =>
    (await officer.ask(Put, { input: { meetingId, submissionId, outcome, reason } })).createMotion;
  const motion = await put(first.id, 'SELECTED');
  expect(motion).toMatchObject({ state: 'PUT', differs: false, standing: 'SEATED', rank: 1 });
  expect(await officer.refused(Put, { input: { meetingId, submissionId: second.id, outcome: 'NOT_SELECTED', reason: ' ' } })).toMatchObject(
    {
      ...{ code: 'BAD_USER_INPUT', reason: 'MOTION_REASON_REQUIRED' },
    },
  );
  const differing = await put(second.id, 'NOT_SELECTED', '案例企业反映并未使用');
  expect(differing).toMatchObject({ differs: true, standing: 'SEATED' });

  const votes = (...given: [string, 'FOR' | 'AGAINST' | 'ABSTAIN'][]) => given.map(([memberId, vote]) => ({ memberId, vote }));
  // Three are present, but one of them is recused: two votes are no quorum.
  expect(await officer.refused(Cast, { id: motion.id, votes: votes([conflicted, 'FOR'], [a, 'FOR'], [b, 'FOR']) })).toMatchObject({
    ...{ code: 'CONFLICT_OF_INTEREST', reason: 'VOTE_RECUSED' },
  });
  expect(await officer.refused(Cast, { id: motion.id, votes: votes([a, 'FOR'], [b, 'FOR']) })).toMatchObject({ reason: 'QUORUM_MISSING' });
  expect(await officer.refused(Cast, { id: motion.id, votes: votes([a, 'FOR'], [b, 'FOR'], [c, 'FOR']) })).toMatchObject({
    reason: 'VOTE_ABSENT',
  });
  await officer.ask(Attend, { meetingId, present: [conflicted, a, b, c, chief] });
  expect(await officer.refused(Cast, { id: motion.id, votes: votes([a, 'FOR'], [a, 'FOR'], [b, 'FOR']) })).toMatchObject({
    reason: 'VOTE_TWICE',
  });
  const { castVotes } = await officer.ask(Cast, { id: motion.id, votes: votes([a, 'FOR'], [b, 'FOR'], [c, 'ABSTAIN']) });
  expect(castVotes).toMatchObject({ state: 'CARRIED', inFavour: 2, against: 0, abstained: 1 });
  expect(await officer.refusal(Cast, { id: motion.id, votes: votes([a, 'FOR'], [b, 'FOR'], [c, 'FOR']) })).toBe('ILLEGAL_STATE');
  expect((await officer.ask(Recuse, { input: { memberId: c, submissionId: second.id, reason: '曾任其顾问' } })).createRecusal.basis).toBe(
    'DECLARED',
  );
  expect(await officer.refused(Recuse, { input: { memberId: c, submissionId: first.id, reason: '晚了' } })).toMatchObject({
    reason: 'MOTION_DECIDED',
  });
  expect(await officer.refused(Cast, { id: differing.id, votes: votes([a, 'FOR'], [b, 'FOR'], [c, 'FOR']) })).toMatchObject({
    reason: 'VOTE_RECUSED',
  });
  expect(await officer.refused(Move, { id: meetingId, action: 'CLOSE' })).toMatchObject({ reason: 'MOTION_OPEN' });
  await officer.ask(Cast, { id: differing.id, votes: votes([conflicted, 'FOR'], [a, 'FOR'], [b, 'AGAINST'], [chief, 'FOR']) });
  const tie = await put(third.id, 'NOT_SELECTED');
  expect(
    (await officer.ask(Cast, { id: tie.id, votes: votes([a, 'FOR'], [b, 'FOR'], [c, 'AGAINST'], [chief, 'ABSTAIN']) })).castVotes.state,
  ).toBe('REJECTED');

  const { advanceMeeting: closed } = await officer.ask(Move, { id: meetingId, action: 'CLOSE' });
  for (const words of [
    number,
    '应到 5 人，实到 5 人',
    '法定人数 3 人',
    '任职单位即服务商',
    '曾任其顾问',
    '赞成 2 票，反对 0 票，弃权 1 票，通过',
    '理由：案例企业反映并未使用',
  ])
    expect(closed.minutes).toContain(words);
  expect(await officer.refused(Attend, { meetingId, present: [a] })).toMatchObject({ code: 'ILLEGAL_STATE' });
  await expect(sql('update motion set in_favour = 9 where id = $1', [tie.id])).rejects.toThrow('never changes');
  expect(await officer.refused(Resolved, { meetingId })).toMatchObject({ reason: 'MINUTES_NOT_SIGNED' });
  expect(await officer.refused(Update, { id: meetingId, version: closed.version, input: { quorum: 1 } })).toMatchObject({
    reason: 'MEETING_FIELD_FIXED',
  });
  await officer.ask(Update, { id: meetingId, version: closed.version, input: { minutes: `${closed.minutes}\n\n散会。` } });
  const leader = await someone('LEADER');
  const { advanceMeeting: signed } = await leader.ask(Move, { id: meetingId, action: 'SIGN' });
  expect(signed).toMatchObject({
    state: 'SIGNED',
    minutesHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    signedBy: expect.stringContaining('LEADER'),
  });
  expect(await officer.refused(Update, { id: meetingId, version: signed.version, input: { minutes: '别的' } })).toMatchObject({
    reason: 'MEETING_SIGNED',
  });
  await expect(sql(`update meeting set minutes = '别的' where id = $1`, [meetingId])).rejects.toThrow('never changes');
  await expect(sql(`update meeting_member set attendance = 'ABSENT' where id = $1`, [a])).rejects.toThrow('the meeting is over');

  // What was carried becomes pending decisions under the number of the minutes; what was not carried stays open.
  const { proposeResolved } = await officer.ask(Resolved, { meetingId });
  expect(
    proposeResolved.map(({ submissionId, outcome, reason, minutesNumber }) => ({ submissionId, outcome, reason, minutesNumber })),
  ).toEqual([
    { submissionId: first.id, outcome: 'SELECTED', reason: null, minutesNumber: number },
    { submissionId: second.id, outcome: 'NOT_SELECTED', reason: '案例企业反映并未使用', minutesNumber: number },
  ]);
  expect((await leader.ask(Meetings)).meetings.totalCount).toBe(1);
  for (const role of ['PROVIDER', 'EXPERT', 'DISTRICT', 'ENTERPRISE', 'SYSTEM_ADMIN', 'PUBLIC'] as const)
    expect(await (await someone(role)).refusal(Meetings)).toMatch(/FORBIDDEN|UNAUTHENTICATED/);
});

test('a cut line of the ranking becomes pending decisions in bulk, which are cleared in bulk; an applicant learns what the call discloses', async () => {
  const { officer, callId, items } = await reviewed(4);
  const minutesNumber = '局长办公会〔2026〕12号';
  const ids = items.map(({ id }) => id);
  const set = async (input: object) => {
    const [{ version }] = (await sql('select version from call where id = $1', [callId])) as [{ version: number }];
    await officer.ask(UpdateCall, { id: callId, version, input });
  };
  const outcomes = async (variables: { by: 'PASSING' | 'SEATS' | 'TOP'; top?: number; others?: boolean; reason?: string }) => {
    const { proposeByRanking } = await officer.ask(ByRanking, { callId, minutesNumber, others: false, ...variables });
    const found = new Map(proposeByRanking.map(({ submissionId, outcome }) => [submissionId, outcome]));
    await officer.ask(Clear, { callId });
    return ids.map(id => ({ SELECTED: '1', NOT_SELECTED: '0', NONE: '-' })[found.get(id) ?? 'NONE']).join('');
  };
  expect(await outcomes({ by: 'PASSING' })).toBe('111-');
  expect(await outcomes({ by: 'TOP', top: 2 })).toBe('11--');
  expect(await outcomes({ by: 'TOP', top: 2, others: true })).toBe('1100');
  await set({ seats: [{ kind: 'PRODUCT', min: 0, max: 1 }] });
  expect(await outcomes({ by: 'SEATS', others: true })).toBe('1000');
  expect(await officer.refused(ByRanking, { callId, minutesNumber, by: 'TOP', others: false })).toMatchObject({ reason: 'CUT_INVALID' });
  expect(await officer.refused(ByRanking, { callId, minutesNumber, by: 'SEATS', top: 2, others: false })).toMatchObject({
    reason: 'CUT_INVALID',
  });

  await officer.ask(ByRanking, { callId, minutesNumber, by: 'SEATS', others: true, reason: '名额已满' });
  const { provider } = items[1]!;
  const scores = async () => (await provider.ask(Score)).decisions.nodes;
  const disclose = (disclosure: string) => sql('update call set disclosure = $2 where id = $1', [callId, disclosure]);
  await disclose('OWN_AND_RANK');
  await officer.ask(Sign, { callId });
  expect(await scores()).toEqual([]);
  expect((await officer.ask(Score)).decisions.nodes.every(({ score }) => score === null)).toBe(true);
  await (await someone('LEADER')).ask(Sign, { callId });
  const [own] = await scores();
  expect(own).toMatchObject({ outcome: 'NOT_SELECTED', score: { total: '79.0000', rank: 2, ranked: 4 } });
  await disclose('OWN');
  expect((await scores())[0]!.score).toEqual({ total: '79.0000', rank: null, ranked: null });
  await disclose('NONE');
  expect((await scores())[0]!.score).toBeNull();
  expect(JSON.stringify(await provider.ask(Decisions, {}))).not.toContain('79.0000');
});

test('three hundred decisions are proposed, cleared and released in a handful of statements', async () => {
  const count = Number(process.env['BULK_DECISIONS'] ?? 300);
  const { officer, callId } = await reviewed(1);
  const [{ id: pattern }] = (await sql('select id from submission where call_id = $1', [callId])) as [{ id: string }];
  await sql(
    `with made as (select uuid_v7() as id, uuid_v7() as solution, n from generate_series(1, $2::int) n),
     s as (insert into solution select (jsonb_populate_record(x, jsonb_build_object('id', made.solution, 'name', '产品' || n))).* from made, solution x where x.id = (select solution_id from submission where id = $1))
     insert into submission select (jsonb_populate_record(of, jsonb_build_object('id', made.id, 'solution_id', made.solution, 'number', 'B' || n, 'receipt', null))).* from made, submission of where of.id = $1`,
    [pattern, count - 1],
  );
  await sql(
    `insert into review select (jsonb_populate_record(r, jsonb_build_object('id', uuid_v7(), 'submission_id', s.id, 'paper_id', null))).*
     from review r, submission s where r.call_id = $1 and s.call_id = $1 and s.id <> r.submission_id`,
    [callId],
  );
  const told: string[] = [];
  const measured = async (what: string, work: () => Promise<unknown>) => {
    const begun = performance.now();
    const statements = await statementsOf(work);
    told.push(`${what}: ${statements.length} statements, ${Math.round(performance.now() - begun)} ms`);
    expect(statements.length).toBeLessThan(40);
  };
  const cut = { callId, by: 'PASSING' as const, minutesNumber: '纪要1号', others: false };
  const Quietly =
    'mutation ($callId: ID!, $minutesNumber: String!) { proposeByRanking(callId: $callId, by: PASSING, minutesNumber: $minutesNumber) { id } }';
  await measured(`propose ${count}`, () => officer.ask(Quietly, { callId, minutesNumber: cut.minutesNumber }));
  await measured(`clear ${count}`, () => officer.ask(Clear, { callId }));
  await officer.ask(Quietly, { callId, minutesNumber: cut.minutesNumber });
  await measured(`first signature under ${count}`, () => officer.ask(Sign, { callId }));
  const leader = await someone('LEADER');
  await measured(`release ${count}`, () => leader.ask(Sign, { callId }));
  console.info(told.join('\n'));
  const [row] = await sql<{ released: number; moments: number }>(
    `select count(*)::int as released, count(distinct released_at)::int as moments from decision where call_id = $1 and state = 'RELEASED'`,
    [callId],
  );
  expect(row).toEqual({ released: count, moments: 1 });
  expect(await officer.refused(Propose, { callId, submissionIds: [pattern], outcome: 'SELECTED', minutesNumber: '纪要2号' })).toMatchObject(
    {
      reason: 'SUBMISSION_NOT_DECIDABLE',
    },
  );
});
