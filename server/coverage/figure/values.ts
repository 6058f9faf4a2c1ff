import { Field, Int } from 'type-graphql';
import { enumOf, Value } from '../../kernel/fields.ts';
import { GraphQLDay } from '../../kernel/scalars.ts';
import { Evidence, evidenceKind } from '../evidence/entity.ts';
import { Register, RegisterEntry } from '../register/entity.ts';
import { CoverageRule } from '../rule/entity.ts';
import { targetKind } from '../target/entity.ts';

export const coverageBy = enumOf('CoverageBy', ['DISTRICT', 'DIVISION', 'SIZE'], 'What a figure is parted by');
export const gapReasonEnum = enumOf(
  'GapReason',
  ['NO_EVIDENCE', 'SELF_ONLY', 'NOT_VERIFIED', 'EXPIRED', 'REVOKED', 'DATED_LATER', 'NOT_IN_REGISTER'],
  'Why an enterprise, or a piece of evidence, does not count on a day',
);
export const bridgeStep = enumOf(
  'BridgeStep',
  ['NEWLY', 'ENTERED_TRANSFORMED', 'LEFT_TRANSFORMED', 'REVOKED', 'EXPIRED', 'MOVED_IN', 'MOVED_OUT'],
  'What changed the number of enterprises that count, between two days',
);

@Value('What changed the number of transformed enterprises between two days; it always adds up')
export class CoverageBridge {
  @Field(() => GraphQLDay, { description: 'The earlier day' }) from!: string;
  @Field(() => Int, { description: 'In both registers, and counted only on the later day' }) newly!: number;
  @Field(() => Int, { description: 'Only in the later register, and counted' }) enteredTransformed!: number;
  @Field(() => Int, { description: 'Counted on the earlier day, and no longer in the register' }) leftTransformed!: number;
  @Field(() => Int, { description: 'Lost because a revocation took the last valid evidence' }) revoked!: number;
  @Field(() => Int, { description: 'Lost because the last valid evidence expired' }) expired!: number;
  @Field(() => Int, { description: 'Counted on both days, and come from another group' }) movedIn!: number;
  @Field(() => Int, { description: 'Counted on both days, and gone to another group' }) movedOut!: number;
}

@Value('A part of the figure: a district, a division or a size class')
export class CoverageGroup {
  @Field(() => String, { description: 'Code of the group' }) code!: string;
  @Field(() => String, { description: 'Its Chinese name' }) name!: string;
  @Field(() => String, { description: 'Its English name' }) nameEn!: string;
  @Field(() => Int, { description: 'Enterprises in the register' }) n!: number;
  @Field(() => Int, { description: 'Enterprises of these that count as transformed' }) d!: number;
  @Field(() => String, { nullable: true, description: 'D of N in percent, cut after one digit' }) rate?: string | null;
  @Field(() => Int, { nullable: true, description: 'Enterprises needed for its target' }) needed?: number | null;
  @Field(() => Int, { nullable: true, description: 'Enterprises still to do' }) gap?: number | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether its target is reached, in whole numbers' }) reached?: boolean | null;
  @Field(() => CoverageBridge, { nullable: true, description: 'What changed since the day asked for' }) bridge?: CoverageBridge | null;
}

@Value('Coverage on a day: how many enterprises of the register count as transformed, and by what register and rule')
export class Coverage {
  @Field(() => GraphQLDay, { description: 'The day' }) at!: string;
  @Field(() => Register, { description: 'The register in force on that day' }) register!: Register;
  @Field(() => CoverageRule, { description: 'The rule of that day' }) rule!: CoverageRule;
  @Field(() => Int, { description: 'Enterprises in the register' }) n!: number;
  @Field(() => Int, { description: 'Enterprises of these that count as transformed' }) d!: number;
  @Field(() => String, { nullable: true, description: 'D of N in percent, cut after one digit and never rounded up' }) rate?: string | null;
  @Field(() => String, { nullable: true, description: 'The target: percent, or a number' }) target?: string | null;
  @Field(() => targetKind.type, { nullable: true, description: 'How the target is stated' }) targetKind?: string | null;
  @Field(() => Int, { nullable: true, description: 'The least number of enterprises that reaches the target' }) needed?: number | null;
  @Field(() => Int, { nullable: true, description: 'Enterprises still to do' }) gap?: number | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether the target is reached, in whole numbers' }) reached?: boolean | null;
  @Field(() => [CoverageGroup], { description: 'The parts, if asked for; they add up to the whole' }) groups!: CoverageGroup[];
  @Field(() => CoverageBridge, { nullable: true, description: 'What changed since the day asked for' }) bridge?: CoverageBridge | null;
}

@Value('The figure at the end of a month, and what changed in it')
export class MonthOfCoverage {
  @Field(() => String, { description: 'The month, such as 2024-06' }) month!: string;
  @Field(() => GraphQLDay, { description: 'Its last day' }) at!: string;
  @Field(() => Int, { description: 'Enterprises in the register' }) n!: number;
  @Field(() => Int, { description: 'Enterprises of these that count as transformed' }) d!: number;
  @Field(() => String, { nullable: true, description: 'D of N in percent, cut after one digit' }) rate?: string | null;
  @Field(() => CoverageBridge, { nullable: true, description: 'What changed since the end of the month before' })
  bridge?: CoverageBridge | null;
}

@Value('Evidence of one kind on a day')
export class EvidenceOfKind {
  @Field(() => evidenceKind.type, { description: 'The kind' }) kind!: string;
  @Field(() => Int, { description: 'Items that count on that day' }) items!: number;
  @Field(() => Int, { description: 'Enterprises of the register that count by this kind; one may count by several' }) enterprises!: number;
  @Field(() => Int, { description: 'Enterprises of the register that count by this kind alone' }) alone!: number;
  @Field(() => Int, { description: 'Items of enterprises in the register that are not verified by that day' }) unverified!: number;
}

@Value('An enterprise that does not count, and why')
export class GapName {
  @Field(() => RegisterEntry, { description: 'The enterprise in the register' }) entry!: RegisterEntry;
  @Field(() => gapReasonEnum.type, { description: 'Why it does not count' }) reason!: string;
}

@Value('How many enterprises do not count for one reason')
export class GapCount {
  @Field(() => gapReasonEnum.type, { description: 'The reason' }) reason!: string;
  @Field(() => Int, { description: 'Enterprises' }) count!: number;
}

@Value('The gap as a list of names')
export class GapList {
  @Field(() => GraphQLDay, { description: 'The day' }) at!: string;
  @Field(() => Int, { description: 'Enterprises that do not count' }) totalCount!: number;
  @Field(() => [GapCount], { description: 'How many for which reason' }) reasons!: GapCount[];
  @Field(() => [GapName], { description: 'The names of this page' }) nodes!: GapName[];
}

@Value('Whether a piece of evidence counts on a day, and if not, why')
export class EvidenceStanding {
  @Field(() => Evidence, { nullable: true, description: 'The evidence' }) evidence?: Evidence | null;
  @Field(() => Boolean, { description: 'Whether it counts' }) counts!: boolean;
  @Field(() => gapReasonEnum.type, { nullable: true, description: 'Why it does not' }) reason?: string | null;
  @Field(() => GraphQLDay, { description: 'The first day on which it counts no longer' }) until!: string;
}

@Value('Whether an enterprise counts on a day')
export class EntryStanding {
  @Field(() => Boolean, { description: 'Whether it counts' }) counted!: boolean;
  @Field(() => gapReasonEnum.type, { nullable: true, description: 'Why it does not' }) reason?: string | null;
}

@Value('Why an enterprise counts on a day, or why it does not')
export class WhyCounted {
  @Field(() => GraphQLDay, { description: 'The day' }) at!: string;
  @Field(() => Register, { description: 'The register in force on that day' }) register!: Register;
  @Field(() => CoverageRule, { description: 'The rule of that day' }) rule!: CoverageRule;
  @Field(() => RegisterEntry, { nullable: true, description: 'The enterprise in that register' }) entry?: RegisterEntry | null;
  @Field(() => Boolean, { description: 'Whether it counts' }) counted!: boolean;
  @Field(() => gapReasonEnum.type, { nullable: true, description: 'Why it does not' }) reason?: string | null;
  @Field(() => [EvidenceStanding], { description: 'All its evidence, each with its own answer' }) evidences!: EvidenceStanding[];
}
