import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Call } from '../calls/entity.ts';
import type { Context } from '../kernel/context.ts';
import { Edges, one } from '../kernel/edges.ts';
import { Import, ImportInput } from './entity.ts';
import { ImportReport } from './outcome.ts';
import { importAttachment } from './service.ts';

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
}

export const importResolvers = [ImportResolver, Edges(Import, { call: one(() => Call, 'The past call its rows belong to') })] as const;
