import { settleDue } from '../kernel/advance.ts';
import { Advancing } from '../kernel/advancing.ts';
import { Creating, Updating } from '../kernel/editing.ts';
import type { Feature } from '../kernel/feature.ts';
import { Listing } from '../kernel/listing.ts';
import { Decision, Release } from './decision/entity.ts';
import { decisionLifecycle, releaseLifecycle } from './decision/lifecycle.ts';
import { advanceDecision, advanceRelease } from './decision/service.ts';
import { Meeting, MeetingMember, Motion, Recusal } from './meeting/entity.ts';
import { meetingLifecycle, motionLifecycle } from './meeting/lifecycle.ts';
import { meetingResolvers } from './meeting/resolver.ts';
import { Notice, NoticeEntry, NoticeInput, NoticePatch } from './notice/entity.ts';
import { noticeLifecycle } from './notice/lifecycle.ts';
import { advanceNotice, createNotice, updateNotice } from './notice/service.ts';
import { Objection } from './objection/entity.ts';
import { objectionLifecycle } from './objection/lifecycle.ts';
import { advanceObjection } from './objection/service.ts';
import { decisionsPolicy } from './policy.ts';
import { decisionsResolvers } from './resolver.ts';

export const decisions: Feature = {
  name: 'decisions',
  entities: [Meeting, MeetingMember, Recusal, Motion, Release, Decision, Notice, NoticeEntry, Objection],
  lifecycles: [meetingLifecycle, motionLifecycle, decisionLifecycle, releaseLifecycle, noticeLifecycle, objectionLifecycle],
  appendOnly: [NoticeEntry],
  policy: decisionsPolicy,
  resolvers: [
    ...decisionsResolvers,
    ...meetingResolvers,
    Listing(Decision, {
      filter: ['callId', 'submissionId', 'providerId', 'outcome', 'state', 'minutesNumber'],
      search: ['minutesNumber', 'reason'],
      sort: ['createdAt', 'releasedAt'],
    }),
    ...Advancing(Decision, decisionLifecycle, advanceDecision),
    Listing(Release, { filter: ['callId', 'state'], search: ['firstSigner', 'secondSigner'], sort: ['firstSignedAt'] }),
    ...Advancing(Release, releaseLifecycle, advanceRelease),
    Listing(Notice, { filter: ['callId', 'state', 'firstDay', 'lastDay'], search: ['title', 'number'], sort: ['firstDay', 'createdAt'] }),
    Creating(Notice, NoticeInput, createNotice),
    Updating(Notice, NoticePatch, updateNotice),
    ...Advancing(Notice, noticeLifecycle, advanceNotice),
    Listing(NoticeEntry, { filter: ['noticeId', 'callId', 'scenario', 'kind'], search: ['provider', 'product'], sort: ['place'] }),
    Listing(Objection, {
      filter: ['noticeId', 'entryId', 'state', 'acceptDueDay', 'dueDay', 'receiptNumber', 'handler'],
      search: ['receiptNumber'],
      sort: ['createdAt', 'acceptDueDay', 'dueDay'],
    }),
    ...Advancing(Objection, objectionLifecycle, advanceObjection),
  ],
  secret: ['fileObjection'],
  tick: ctx => settleDue(ctx, Notice, noticeLifecycle),
};
