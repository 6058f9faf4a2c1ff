import { needAttachments, shareAttachments } from '../../files/service.ts';
import { advance, type Cargo, seen, shift } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { create, update } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { Enterprise } from '../../people/enterprise/entity.ts';
import { Trial } from '../../trials/trial/entity.ts';
import { type AnswerFault, type Judgement, judge, pointsOf } from '../judging.ts';
import type { AssessmentScheme } from '../scheme/entity.ts';
import { schemeOn } from '../scheme/service.ts';
import { Assessment, type AssessmentAnswer, type AssessmentInput, type AssessmentPatch, type ScenarioLevel } from './entity.ts';
import { assessmentLifecycle } from './lifecycle.ts';

/** The scheme whose results are worked out here; the others are only taken over. */
export const ownScheme = 'SME2024';

/** What a judgement leaves in the record. */
export const resultOf = ({ dimensions, points, level, next }: Judgement) => ({
  basisPoints: pointsOf(dimensions.BASIS),
  managementPoints: pointsOf(dimensions.MANAGEMENT),
  effectPoints: pointsOf(dimensions.EFFECT),
  points: pointsOf(points),
  level,
  nextLevel: next?.level ?? null,
  missingPoints: next ? pointsOf(next.points) : null,
  missingScenarios: next?.scenarios ?? null,
  missingConstraints: next?.constraints ?? null,
});

/** Judges what was answered; refused with every fault at once, which a draft may not have either. */
function judged(scheme: AssessmentScheme, answers: AssessmentAnswer[], levels: ScenarioLevel[], whole = false): Judgement {
  if (scheme.items.length === 0) throw refuse('BAD_USER_INPUT', 'SCHEME_RESULTS_ONLY');
  const judgement = judge(scheme, answers, levels, whole);
  if (judgement.faults.length) throw refuseFaults(scheme, judgement.faults);
  return judgement;
}

function refuseFaults(scheme: AssessmentScheme, faults: readonly AnswerFault[]) {
  const [first] = faults;
  const name = scheme.items.find(({ code }) => code === first!.at)?.name ?? first!.at;
  return refuse('BAD_USER_INPUT', first!.reason, { field: name, count: faults.length, faults: [...faults] });
}

/** Begins an assessment of an enterprise, its own when none is named. A trial must be one of its own, and gives the provider who may read it. */
export async function beginAssessment(ctx: Context, input: AssessmentInput): Promise<Assessment> {
  const { kind, asOf, trialId, phase } = input;
  const [answers, scenarioLevels] = [input.answers ?? [], input.scenarioLevels ?? []];
  const enterpriseId = input.enterpriseId ?? ctx.actor.enterpriseId;
  if (!enterpriseId) throw refuse('BAD_USER_INPUT', 'ENTERPRISE_NEEDED');
  const enterprise = await ctx.need(Enterprise, enterpriseId);
  if (kind === 'IMPORTED') throw refuse('BAD_USER_INPUT', 'ASSESSMENT_IMPORTED');
  if ((ctx.actor.role === 'ENTERPRISE') !== (kind === 'SELF')) throw refuse('FORBIDDEN', 'ASSESSMENT_KIND');
  if (Boolean(trialId) !== Boolean(phase)) throw refuse('BAD_USER_INPUT', 'ASSESSMENT_TRIAL');
  const trial = trialId ? await ctx.need(Trial, trialId) : null;
  if (trial && trial.enterpriseId !== enterpriseId) throw refuse('BAD_USER_INPUT', 'ASSESSMENT_TRIAL_OTHER');
  const scheme = await schemeFor(ctx, input.schemeCode ?? ownScheme, asOf);
  const fileIds = await proof(ctx, enterprise, input.fileIds ?? []);
  return create(ctx, Assessment, {
    enterpriseId,
    enterpriseName: enterprise.name,
    district: enterprise.district,
    schemeId: scheme.id,
    schemeCode: scheme.code,
    kind,
    asOf,
    assessor: input.assessor ?? null,
    trialId: trialId ?? null,
    phase: phase ?? null,
    providerId: trial?.providerId ?? null,
    answers,
    scenarioLevels,
    fileIds,
    ...resultOf(judged(scheme, answers, scenarioLevels)),
  });
}

/** Corrects an assessment until it is submitted; the level is worked out anew. */
export async function amendAssessment(ctx: Context, id: string, version: number, patch: AssessmentPatch): Promise<Assessment> {
  const stored = await seen(ctx, Assessment, id);
  if (!['DRAFT', 'REJECTED'].includes(stored.state)) throw refuse('ILLEGAL_STATE', undefined, { state: stored.state });
  const { asOf, answers, scenarioLevels } = { ...stored, ...patch };
  const scheme = await schemeFor(ctx, stored.schemeCode, asOf);
  const enterprise = await ctx.need(Enterprise, stored.enterpriseId);
  const fileIds = await proof(ctx, enterprise, patch.fileIds ?? stored.fileIds);
  const result = resultOf(judged(scheme, answers, scenarioLevels));
  return update<Assessment>(ctx, Assessment, id, version, { ...patch, fileIds, schemeId: scheme.id, ...result });
}

async function schemeFor(ctx: Context, code: string, asOf: string): Promise<AssessmentScheme> {
  if (asOf > (await ctx.today())) throw refuse('BAD_USER_INPUT', 'DAY_AHEAD', { field: 'asOf' });
  return schemeOn(ctx, code, asOf);
}

async function proof(ctx: Context, { id, district }: Enterprise, ids: readonly string[]): Promise<string[]> {
  const files = (await needAttachments(ctx, ids)).map(file => file.id);
  await shareAttachments(ctx, files, { enterpriseId: id, district });
  return files;
}

const effects: Record<string, (ctx: Context, subject: Assessment) => Promise<Cargo['set']>> = {
  async SUBMIT(ctx, { schemeCode, asOf, answers, scenarioLevels, kind, fileIds }) {
    const scheme = await schemeFor(ctx, schemeCode, asOf);
    judged(scheme, answers, scenarioLevels, true);
    if (kind === 'ONSITE' && fileIds.length === 0) throw refuse('BAD_USER_INPUT', 'PROOF_NEEDED');
    return { submittedById: ctx.actor.id };
  },
  async VERIFY(ctx, subject) {
    await supersede(ctx, subject);
    return { verifiedById: ctx.actor.id, verifiedAt: await ctx.now() };
  },
};

/** Moves an assessment. One that is verified follows the earlier one of its kind, or of its side of the same trial. */
export async function advanceAssessment(ctx: Context, id: string, action: string, note?: string): Promise<Assessment> {
  const subject = await seen(ctx, Assessment, id);
  const from = assessmentLifecycle.moves[action as keyof typeof assessmentLifecycle.moves].from as readonly string[];
  const set = from.includes(subject.state) ? await effects[action]?.(ctx, subject) : undefined;
  return advance(ctx, Assessment, assessmentLifecycle, id, action, { note, set });
}

async function supersede(ctx: Context, { id, enterpriseId, kind, trialId, phase, asOf }: Assessment): Promise<void> {
  const earlier = await ctx.db
    .createQueryBuilder(Assessment, 'it')
    .where(`it.enterpriseId = :enterpriseId and it.kind = :kind and it.state = 'VERIFIED' and it.id <> :id and it.asOf <= :asOf`, {
      enterpriseId,
      kind,
      id,
      asOf,
    })
    .andWhere('it.trialId is not distinct from :trialId and it.phase is not distinct from :phase', {
      trialId: trialId ?? null,
      phase: phase ?? null,
    })
    .orderBy('it.id')
    .getMany();
  for (const older of earlier) await shift(ctx, Assessment, assessmentLifecycle, older, 'SUPERSEDE', { details: { by: id } });
}
