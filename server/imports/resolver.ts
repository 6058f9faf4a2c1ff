import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Call } from '../calls/entity.ts';
import type { Context } from '../kernel/context.ts';
import { Import, ImportInput } from './entity.ts';
import { ImportReport } from './outcome.ts';
import { importAttachment, undoImport } from './service.ts';

@Resolver(() => Import)
class ImportResolver {
  @Mutation(() => ImportReport, { description: 'Imports a file: all of it, or nothing and IMPORT_REJECTED with every fault' })
  createImport(
    @Arg('input', () => ImportInput, { description: 'What to import' }) input: ImportInput,
    @Ctx() ctx: Context,
  ): Promise<ImportReport> {
    return importAttachment(ctx, input);
  }

  @Query(() => ImportReport, { description: 'Reads a file and compares it with what is known; writes nothing' })
  importPreview(
    @Arg('input', () => ImportInput, { description: 'What to look at' }) input: ImportInput,
    @Ctx() ctx: Context,
  ): Promise<ImportReport> {
    return importAttachment(ctx, { ...input, dryRun: true });
  }

  @Mutation(() => Import, { description: 'Takes an import back, with a reason; refused once something depends on it' })
  undoImport(
    @Arg('id', () => ID, { description: 'The import' }) id: string,
    @Arg('note', () => String, { description: 'Why' }) note: string,
    @Ctx() ctx: Context,
  ): Promise<Import> {
    return undoImport(ctx, id, note);
  }

  @FieldResolver(() => Call, { nullable: true, description: 'The past call its rows belong to' })
  call(@Root() { callId }: Import, @Ctx() ctx: Context): Promise<Call | null> {
    return ctx.load(Call, callId);
  }
}

export const importResolvers = [ImportResolver] as const;
