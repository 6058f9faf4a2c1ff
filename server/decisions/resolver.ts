import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { Call } from '../calls/entity.ts';
import { Attachment } from '../files/entity.ts';
import type { Context } from '../kernel/context.ts';
import { Edges, made, many, one } from '../kernel/edges.ts';
import { enumOf } from '../kernel/fields.ts';
import { Provider } from '../people/provider/entity.ts';
import { Submission } from '../solutions/submission/entity.ts';
import { Decision, DisclosedScore, decisionOutcome, Release } from './decision/entity.ts';
import { releaseDecisions } from './decision/release.ts';
import { type Cut, clearDecisions, type Proposal, proposeByRanking, proposeDecisions, proposePassing } from './decision/service.ts';
import { Notice, NoticeEntry } from './notice/entity.ts';
import { objectionResolvers } from './objection/resolver.ts';

const rankingCut = enumOf('RankingCut', ['PASSING', 'SEATS', 'TOP'], 'Where a ranking is cut: only what passes is ever selected by it');

@Resolver(() => Decision)
class DecisionResolver {
  @Mutation(() => [Decision], {
    description: 'Notes what a meeting has decided on submissions; nobody outside learns of it before the release',
  })
  proposeDecisions(
    @Arg('callId', () => ID, { description: 'The call' }) callId: string,
    @Arg('submissionIds', () => [ID], { description: 'Which submissions, up to 1000' }) submissionIds: string[],
    @Arg('outcome', () => decisionOutcome.type, { description: 'What was decided' }) outcome: Proposal['outcome'],
    @Arg('minutesNumber', () => String, { description: 'Number of the minutes of the meeting' }) minutesNumber: string,
    @Arg('reason', () => String, { nullable: true, description: 'Why, in words the applicant will read' }) reason: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Decision[]> {
    return proposeDecisions(ctx, callId, submissionIds, { outcome, minutesNumber, reason });
  }

  @Mutation(() => [Decision], { description: 'Proposes to select all that pass by the result of the reviews' })
  proposePassing(
    @Arg('callId', () => ID, { description: 'The call' }) callId: string,
    @Arg('minutesNumber', () => String, { description: 'Number of the minutes of the meeting' }) minutesNumber: string,
    @Ctx() ctx: Context,
  ): Promise<Decision[]> {
    return proposePassing(ctx, callId, minutesNumber);
  }

  @Mutation(() => [Decision], {
    description:
      'Proposes to select along a cut line of the ranking, and if so asked to turn all others down; what is decided already is left',
  })
  proposeByRanking(
    @Arg('callId', () => ID, { description: 'The call' }) callId: string,
    @Arg('by', () => rankingCut.type, { description: 'Where the line is drawn' }) by: Cut['by'],
    @Arg('top', () => Int, { nullable: true, description: 'For TOP: how many of the ranking' }) top: number | undefined,
    @Arg('minutesNumber', () => String, { description: 'Number of the minutes of the meeting' }) minutesNumber: string,
    @Arg('others', () => Boolean, { defaultValue: false, description: 'Whether all others that are undecided are turned down' })
    others: boolean,
    @Arg('reason', () => String, { nullable: true, description: 'Why others are turned down, in words the applicants will read' })
    reason: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Decision[]> {
    return proposeByRanking(ctx, callId, { by, top, minutesNumber, others, reason });
  }

  @Mutation(() => Int, { description: 'Takes back pending decisions and answers with how many' })
  clearDecisions(
    @Arg('callId', () => ID, { description: 'The call' }) callId: string,
    @Arg('submissionIds', () => [ID], { nullable: true, description: 'Of which submissions; of all when left out' })
    submissionIds: string[] | undefined,
    @Ctx() ctx: Context,
  ): Promise<number> {
    return clearDecisions(ctx, callId, submissionIds);
  }

  @Mutation(() => Release, {
    description: 'Signs the pending decisions of a call; the second signature, of another person, releases them all at once',
  })
  releaseDecisions(@Arg('callId', () => ID, { description: 'The call' }) callId: string, @Ctx() ctx: Context): Promise<Release> {
    return releaseDecisions(ctx, callId);
  }
}

type Scored = Decision & { disclosure?: string | null };

const noticeStanding = enumOf('NoticeStanding', ['STANDING', 'HELD', 'REMOVED'], 'What has become of an entry of a notice');
const standings: Record<string, string> = { HELD: 'HELD', NOT_SELECTED: 'REMOVED' };

type Entered = NoticeEntry & { submissionState?: string | null };

export const decisionsResolvers = [
  DecisionResolver,
  Edges(Decision, {
    submission: one(() => Submission, 'What was decided on'),
    call: one(() => Call, 'The call'),
    provider: one(() => Provider, 'Who filed it'),
    release: one(() => Release, 'The release it went out with'),
    score: made<Scored>(
      () => DisclosedScore,
      'What the marks came to, as far as the call discloses it to you; null before the release',
      ['state', 'total', 'rank', 'ranked'],
      ({ state, total, rank, ranked, disclosure }, { actor }) => {
        const told = actor.role === 'PROVIDER' ? disclosure : 'OWN_AND_RANK';
        if (!['RELEASED', 'REVERSED'].includes(state) || !total || !told || told === 'NONE') return null;
        return told === 'OWN' ? { total, rank: null, ranked: null } : { total, rank, ranked };
      },
      { nullable: true, asks: () => ({ disclosure: { sql: '(select c.disclosure from inside.call c where c.id = own.callId)' } }) },
    ),
  }),
  Edges(Release, { call: one(() => Call, 'The call') }),
  Edges(Notice, {
    file: one(() => Attachment, 'The notice as a document'),
    call: one(() => Call, 'The call whose result it is'),
    entries: many(() => NoticeEntry, 'What stands in it, by place', { of: 'noticeId', sort: 'place' }),
  }),
  Edges(NoticeEntry, {
    notice: one(() => Notice, 'The notice'),
    submission: one(() => Submission, 'What was selected'),
    standing: made<Entered>(
      () => noticeStanding.type,
      'Whether it stands, is held by an objection, or was removed by one',
      ['submissionId'],
      ({ submissionState }) => standings[submissionState ?? ''] ?? 'STANDING',
      { asks: () => ({ submissionState: { sql: '(select s.state from inside.submission s where s.id = own.submissionId)' } }) },
    ),
  }),
  ...objectionResolvers,
];
