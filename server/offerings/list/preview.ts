import { Field, ID, Int } from 'type-graphql';
import { Call } from '../../calls/entity.ts';
import type { Context } from '../../kernel/context.ts';
import { Day, Text, Texts, Value } from '../../kernel/fields.ts';
import { compared, ListDiff } from './diff.ts';
import { ListEntry, ServiceList } from './entity.ts';
import { draftList, lackingOf } from './publishing.ts';

@Value('A submission that cannot be listed yet, and what it lacks')
export class IncompleteEntry {
  @Field(() => ID, { description: 'The submission' }) submissionId!: string;
  @Text({ about: 'Its number', optional: true }) number?: string | null;
  @Text({ about: 'Name of the product or solution' }) product!: string;
  @Texts({ about: 'Terms of the trial that are missing' }) lacks!: string[];
}

@Value('The service list as it would be published now, and how it differs from the last one')
export class ListPreview {
  @Field(() => Int, { description: 'The number it would get' }) number!: number;
  @Text({ about: 'Title' }) title!: string;
  @Day({ about: 'First day of validity' }) validFrom!: string;
  @Day({ about: 'Last day of validity of what it adds' }) validTo!: string;
  @Field(() => [ListEntry], { description: 'Its lines; a new one has the id of its submission, since it is no offering yet' })
  entries!: ListEntry[];
  @Field(() => ListDiff, { description: 'What it has that the last published list has not, and the other way round' }) diff!: ListDiff;
  @Field(() => [IncompleteEntry], { description: 'What keeps it from being published' }) incomplete!: IncompleteEntry[];
  @Field(() => String, { description: 'What was seen, for publishServiceList: it publishes this and nothing else' }) fingerprint!: string;
}

/** What the second person signs, before it is signed; null when no list of the call is proposed. */
export async function previewList(ctx: Context, callId: string): Promise<ListPreview | null> {
  await ctx.need(Call, callId);
  const draft = await draftList(ctx, callId);
  if (!draft) return null;
  const { proposal, submissions, number, entries, fingerprint } = draft;
  const last = await ctx.db.findOneBy(ServiceList, { number: number - 1 });
  const { title, validFrom, validTo } = proposal;
  return {
    ...{ number, title, validFrom, validTo, entries, fingerprint },
    diff: compared(number - 1, last?.entries ?? [], number, entries),
    incomplete: submissions
      .map(submission => ({
        submissionId: submission.id,
        number: submission.number,
        product: submission.name,
        lacks: lackingOf(submission),
      }))
      .filter(({ lacks }) => lacks.length > 0),
  };
}
