import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../kernel/context.ts';
import { Import } from './entity.ts';
import { undoImport } from './service.ts';

@Resolver(() => Import)
class ImportResolver {
  @Mutation(() => Import, { description: 'Takes an import back, with a reason; refused once something depends on it' })
  undoImport(
    @Arg('id', () => ID, { description: 'The import' }) id: string,
    @Arg('note', () => String, { description: 'Why' }) note: string,
    @Ctx() ctx: Context,
  ): Promise<Import> {
    return undoImport(ctx, id, note);
  }
}

export const importResolvers = [ImportResolver] as const;
