import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import { type Stateful, seen } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { enumOf, fieldsOf } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import { sightOf } from '../../kernel/policy.ts';
import { Enterprise } from '../enterprise/entity.ts';
import { Expert } from '../expert/entity.ts';
import { Provider } from '../provider/entity.ts';

const kinds = { PROVIDER: Provider, ENTERPRISE: Enterprise, EXPERT: Expert };
const unmaskable = enumOf(
  'Unmaskable',
  ['PROVIDER', 'ENTERPRISE', 'EXPERT'],
  'Kinds of records whose masked values can be shown for a reason',
);

@ObjectType({ description: 'A value that is masked in lists and records, shown clear once' })
class ClearValue {
  @Field(() => String, { description: 'Name of the field' }) field!: string;
  @Field(() => String, { description: 'Its value' }) value!: string;
}

@Resolver()
export class UnmaskResolver {
  @Mutation(() => [ClearValue], { description: 'Shows what is masked for you on one record; who asked and why becomes a fact' })
  async unmask(
    @Arg('type', () => unmaskable.type, { description: 'The kind of record' }) type: keyof typeof kinds,
    @Arg('id', () => ID, { description: 'The record' }) id: string,
    @Arg('reason', () => String, { description: 'Why; kept in the history of the record' }) reason: string,
    @Ctx() ctx: Context,
  ): Promise<ClearValue[]> {
    const note = reason.trim();
    if (note === '' || note.length > 500) throw refuse('BAD_USER_INPUT', 'NOTE_REQUIRED');
    const entity = kinds[type];
    const subject = await seen<Stateful>(ctx, entity as never, id);
    const shown = [...fieldsOf(entity).keys()]
      .filter(field => sightOf(ctx.actor.role, entity.name, field) === 'masked')
      .flatMap(field => (typeof subject[field] === 'string' ? [{ field, value: subject[field] as string }] : []));
    ctx.request.secret = true;
    await record(ctx, `${entity.name}.UNMASK`, subject, { note, details: { internal: true, fields: shown.map(({ field }) => field) } });
    return shown;
  }
}
