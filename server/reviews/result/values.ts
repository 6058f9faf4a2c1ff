import { Field, ID, Int } from 'type-graphql';
import { enumOf, Value } from '../../kernel/fields.ts';
import { GraphQLDecimal } from '../../kernel/scalars.ts';
import { providerKind } from '../../people/provider/entity.ts';
import { Mark } from '../review/entity.ts';

const nullable = true;
export const droppedSheet = enumOf('DroppedSheet', ['HIGHEST', 'LOWEST'], 'Why the total of a sheet is left out of a result');
export const resultStanding = enumOf(
  'ResultStanding',
  ['SEATED', 'NO_SEAT', 'NOT_PASSING'],
  'Where a result stands to the cut line of the seats of the call',
);

@Value('What the marks of one criterion come to')
export class CriterionResult {
  @Field(() => String, { description: 'Code of the criterion' }) criterion!: string;
  @Field(() => GraphQLDecimal, { description: 'Mean mark over all experts, points' }) mean!: string;
  @Field(() => GraphQLDecimal, { nullable, description: 'Lowest mean that passes, points; empty when it has none' }) minimum?:
    | string
    | null;
  @Field(() => Boolean, { description: 'Whether the mean reaches it' }) enough!: boolean;
}

@Value('What one expert has given a submission, among the others')
export class SheetResult {
  @Field(() => ID, { description: 'The review' }) reviewId!: string;
  @Field(() => ID, { description: 'The expert' }) expertId!: string;
  @Field(() => String, { description: 'Name of the expert' }) expertName!: string;
  @Field(() => [Mark], { description: 'The marks' }) marks!: Mark[];
  @Field(() => [String], { description: 'Findings that end the submission' }) vetoes!: string[];
  @Field(() => GraphQLDecimal, { description: 'Its total, points' }) total!: string;
  @Field(() => droppedSheet.type, {
    nullable,
    description: 'Left out of the result as the highest or the lowest total; empty when it counts',
  })
  dropped?: string | null;
  @Field(() => GraphQLDecimal, { nullable, description: 'How far above the mean of the others, points; empty when there are none' })
  deviation?: string | null;
  @Field(() => Boolean, { description: 'Whether it is farther from the median than the call allows without a talk' }) outlying!: boolean;
}

@Value('What the marks of a submission come to, among all of its call')
export class ReviewResult {
  @Field(() => ID, { description: 'The submission' }) submissionId!: string;
  @Field(() => String, { description: 'Number of the submission in its call' }) number!: string;
  @Field(() => String, { description: 'Name of the solution, as filed' }) name!: string;
  @Field(() => String, { description: 'Name of the provider, as filed' }) providerName!: string;
  @Field(() => providerKind.type, { description: 'Kind of provider' }) kind!: string;
  @Field(() => [String], { description: 'GB/T 4754 divisions as filed' }) divisions!: string[];
  @Field(() => Int, { description: 'Place among all that were marked, from 1' }) rank!: number;
  @Field(() => GraphQLDecimal, { description: 'Mean total by the rules of the call, points, to four decimals, half up' }) total!: string;
  @Field(() => GraphQLDecimal, { description: 'Mean of all totals, none left out, points' }) mean!: string;
  @Field(() => GraphQLDecimal, { description: 'Median of all totals, points' }) median!: string;
  @Field(() => Boolean, { description: 'Whether it reaches the pass mark and every minimum, without a veto' }) passing!: boolean;
  @Field(() => Boolean, { description: 'Whether the total reaches the pass mark' }) reaches!: boolean;
  @Field(() => GraphQLDecimal, { description: 'Highest minus lowest total over all experts, points' }) spread!: string;
  @Field(() => Boolean, { description: 'Whether the spread is wider than the call allows without a talk' }) flagged!: boolean;
  @Field(() => Boolean, { description: 'Whether an expert has found what ends it whatever its marks' }) vetoed!: boolean;
  @Field(() => resultStanding.type, { description: 'Where it stands to the cut line of the seats' }) standing!: string;
  @Field(() => String, {
    nullable,
    description: 'What put it behind the one before, whose total is the same: code of a criterion, or NUMBER as the last resort',
  })
  tieBreak?: string | null;
  @Field(() => [CriterionResult], { description: 'Each criterion, in the order of the score sheet' }) criteria!: CriterionResult[];
  @Field(() => [SheetResult], { description: 'Each sheet that counts, and those left out at the ends' }) sheets!: SheetResult[];
  @Field(() => Boolean, { description: 'Whether the total is of what the experts have agreed on; their own marks stand beside it' })
  agreed!: boolean;
  @Field(() => Int, { description: 'How many experts have marked it' }) reviews!: number;
  @Field(() => Int, {
    description: 'Experts who were given it and have not marked it: declined, recused, or taken back; they count in no figure',
  })
  abstentions!: number;
  @Field(() => Int, { description: 'Sheets that do not count: marked by another version of the rubric, or by an expert with an interest' })
  setAside!: number;
}

@Value('A submission of the call for which no marks count: it has no rank')
export class UnmarkedSubmission {
  @Field(() => ID, { description: 'The submission' }) submissionId!: string;
  @Field(() => String, { description: 'Number of the submission in its call' }) number!: string;
  @Field(() => String, { description: 'Name of the solution, as filed' }) name!: string;
  @Field(() => String, { description: 'Name of the provider, as filed' }) providerName!: string;
  @Field(() => Int, { description: 'Experts who were given it and have not marked it' }) abstentions!: number;
  @Field(() => Int, { description: 'Sheets that do not count' }) setAside!: number;
}

@Value('How strict or mild an expert is, measured on the submissions that others have marked as well')
export class ExpertSeverity {
  @Field(() => ID, { description: 'The expert' }) expertId!: string;
  @Field(() => String, { description: 'Name of the expert' }) expertName!: string;
  @Field(() => Int, { description: 'Submissions marked' }) items!: number;
  @Field(() => Int, { description: 'Of these, submissions that others have marked as well' }) shared!: number;
  @Field(() => GraphQLDecimal, { nullable, description: 'Mean of how far above the others, points; below nought is strict' })
  deviation?: string | null;
  @Field(() => Boolean, {
    description: 'Whether the mean distance from the medians is more than half of the spread the call allows, over two submissions or more',
  })
  outlying!: boolean;
}

@Value('How far the seats of a kind of provider and an industry are taken by the ranking')
export class SeatLine {
  @Field(() => providerKind.type, { nullable, description: 'Kind of provider; any when empty' }) kind?: string | null;
  @Field(() => String, { nullable, description: 'GB/T 4754 division; any when empty' }) division?: string | null;
  @Field(() => Int, { description: 'Fewest' }) min!: number;
  @Field(() => Int, { description: 'Most' }) max!: number;
  @Field(() => Int, { description: 'How many are seated' }) seated!: number;
  @Field(() => Int, { description: 'How many pass and have no seat, because all are taken' }) beyond!: number;
  @Field(() => Int, { description: 'How many are wanting to the fewest' }) wanting!: number;
}

@Value('What the marks of a call come to')
export class CallResult {
  @Field(() => ID, { description: 'The call' }) callId!: string;
  @Field(() => Int, { description: 'Version of the rubric whose marks count; those of another never mix with them' })
  rubricVersion!: number;
  @Field(() => GraphQLDecimal, { description: 'Lowest total that passes, points' }) pass!: string;
  @Field(() => [ReviewResult], { description: 'What was marked, best first' }) items!: ReviewResult[];
  @Field(() => [UnmarkedSubmission], { description: 'What is without marks' }) unmarked!: UnmarkedSubmission[];
  @Field(() => [ExpertSeverity], { description: 'The experts, the strictest first' }) experts!: ExpertSeverity[];
  @Field(() => [SeatLine], { description: 'The seats of the call' }) seats!: SeatLine[];
}
