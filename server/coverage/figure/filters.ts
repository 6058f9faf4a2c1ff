import { Allow } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { GraphQLDay } from '../../kernel/scalars.ts';
import type { Extra } from '../../kernel/selection.ts';
import { evidenceKind } from '../evidence/entity.ts';
import { bridgeRows } from './bridge.ts';
import { scopeOf } from './ground.ts';
import { coveredOn, gapReason, registerOn } from './sql.ts';
import { bridgeStep, gapReasonEnum } from './values.ts';

@InputType({ description: 'The rows behind a figure: those of the register in force on a day, counted or not' })
export class FigureFilter {
  @Allow() @Field(() => GraphQLDay, { description: 'The day' }) at!: string;
  @Allow()
  @Field(() => Boolean, { nullable: true, description: 'Only those that count, or only those that do not' })
  counted?: boolean | null;
  @Allow()
  @Field(() => gapReasonEnum.type, { nullable: true, description: 'Only those that do not count for this reason' })
  reason?: string | null;
  @Allow()
  @Field(() => evidenceKind.type, { nullable: true, description: 'Only those that count by evidence of this kind, alone or among others' })
  kind?: string | null;
}

@InputType({ description: 'The rows behind a step of a bridge' })
export class StepFilter {
  @Allow() @Field(() => GraphQLDay, { description: 'The earlier day' }) from!: string;
  @Allow() @Field(() => GraphQLDay, { description: 'The later day' }) at!: string;
  @Allow() @Field(() => bridgeStep.type, { description: 'The step' }) step!: string;
}

/** Filters of the list of register entries, by which every figure is a list. */
export const figureFilters: Record<string, Extra> = {
  figure: {
    type: () => FigureFilter,
    about: 'The rows behind a figure of a day',
    sql: ({ at, counted, reason, kind }: FigureFilter) => ({
      sql: [
        `it.register_id = ${registerOn('cast(:figureAt as date)')}`,
        ...(counted === undefined || counted === null
          ? []
          : [`it.uscc ${counted ? '' : 'not '}in ${coveredOn('cast(:figureAt as date)')}`]),
        ...(reason
          ? [
              `it.uscc not in ${coveredOn('cast(:figureAt as date)')} and ${gapReason('it.uscc', 'cast(:figureAt as date)')} = :figureReason`,
            ]
          : []),
        ...(kind ? [`it.uscc in ${coveredOn('cast(:figureAt as date)', 'v.kind = :figureKind')}`] : []),
      ].join(' and '),
      parameters: { figureAt: at, figureReason: reason, figureKind: kind },
    }),
  },
  step: {
    type: () => StepFilter,
    about: 'The rows behind a step of a bridge; those that left are rows of the earlier register',
    sql: ({ from, at, step }: StepFilter, ctx) => ({
      sql: `it.id in (select entry_id from (${bridgeRows('select cast(:stepFrom as date) as t0, cast(:stepAt as date) as t1', 'cast(:stepScope as text[])', 'district')}) rows where total and step = :stepName)`,
      parameters: { stepFrom: from, stepAt: at, stepName: step, stepScope: scopeOf(ctx) },
    }),
  },
};
