import { Call } from '../../calls/entity.ts';
import { contentHash } from '../../kernel/canonical.ts';
import type { Context } from '../../kernel/context.ts';
import { type Meeting, MeetingMember, Motion, Recusal } from './entity.ts';

const wall = (at: Date) => {
  const text = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return `${text.slice(0, 4)}年${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日${text.slice(11, 16)}`;
};
const bases: Readonly<Record<string, string>> = {
  ...{ EMPLOYER: '任职单位即服务商', EMAIL_DOMAIN: '邮箱域名相同', CASE_CUSTOMER: '任职单位为案例客户' },
  ...{ OTHER: '存在利益关系', DECLARED: '本人申请回避' },
};
const outcomes: Readonly<Record<string, string>> = { SELECTED: '入选', NOT_SELECTED: '不入选' };
const ends: Readonly<Record<string, string>> = { CARRIED: '通过', REJECTED: '未通过', WITHDRAWN: '撤回' };

async function contentOf(ctx: Context, { id: meetingId }: Meeting) {
  const order = { id: 'asc' } as const;
  const members = await ctx.db.find(MeetingMember, { where: { meetingId }, order });
  const recusals = await ctx.db.find(Recusal, { where: { meetingId }, order });
  const motions = await ctx.db.find(Motion, { where: { meetingId }, order });
  const ids = [...recusals, ...motions].map(({ submissionId }) => submissionId);
  const items = await ctx.query<{ id: string; number: string; name: string }>(
    'select id, number, name from submission where id = any($1)',
    [ids],
  );
  return { members, recusals, motions, items: new Map(items.map(item => [item.id, `${item.number}《${item.name}》`])) };
}

/** The minutes as the meeting itself has written them, in the form of the bureau: to be gone over before they are signed. */
export async function draftMinutes(ctx: Context, meeting: Meeting): Promise<string> {
  const call = await ctx.need(Call, meeting.callId);
  const { members, recusals, motions, items } = await contentOf(ctx, meeting);
  const nameOf = new Map(members.map(({ id, name }) => [id, name]));
  const among = (attendance: string) => members.filter(member => member.attendance === attendance).map(({ name }) => name);
  const present = among('PRESENT');
  const absent = members.filter(member => member.attendance !== 'PRESENT').map(({ name }) => name);
  const listed = (names: readonly string[]) => (names.length ? names.join('、') : '无');
  return [
    meeting.title,
    `纪要编号：${meeting.number}`,
    `征集：${call.title}（${call.code}）`,
    `时间：${wall(meeting.heldAt)}${meeting.place ? `　地点：${meeting.place}` : ''}`,
    ...(meeting.chair ? [`主持人：${meeting.chair}`] : []),
    `应到 ${members.length} 人，实到 ${present.length} 人，法定人数 ${meeting.quorum} 人。`,
    `出席：${listed(present)}`,
    `缺席：${listed(absent)}`,
    '',
    '一、回避情况',
    ...(recusals.length
      ? recusals.map(
          ({ memberId, submissionId, basis, reason }) =>
            `${nameOf.get(memberId)} 回避 ${items.get(submissionId)}：${reason ?? bases[basis]}。`,
        )
      : ['无。']),
    '',
    '二、表决情况',
    ...(motions.length
      ? motions.map(
          ({ submissionId, outcome, state, inFavour, against, abstained, rank, differs, reason }, at) =>
            `${at + 1}. ${items.get(submissionId)}${rank ? `（评审第 ${rank} 名）` : ''}，拟${outcomes[outcome]}：赞成 ${inFavour} 票，反对 ${against} 票，弃权 ${abstained} 票，${ends[state]}。${differs ? `与评审排序不一致，理由：${reason}。` : ''}`,
        )
      : ['无。']),
  ].join('\n');
}

/** What is signed: the meeting, who was there, who had no vote, every resolution with its votes, and the words. */
export async function hashOf(ctx: Context, meeting: Meeting): Promise<string> {
  const { members, recusals, motions } = await contentOf(ctx, meeting);
  const { id, callId, number, title, place, heldAt, chair, quorum, minutes } = meeting;
  return contentHash({
    ...{ id, callId, number, title, place, heldAt, chair, quorum, minutes },
    members: members.map(({ id: member, expertId, name, attendance }) => ({ member, expertId, name, attendance })),
    recusals: recusals.map(({ memberId, submissionId, basis, reason }) => ({ memberId, submissionId, basis, reason })),
    motions: motions.map(({ submissionId, outcome, state, votes, reason }) => ({ submissionId, outcome, state, votes, reason })),
  });
}
