import { type ClassType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../kernel/context.ts';
import { Attachment } from './entity.ts';

/** Puts `files` on a record that keeps `fileIds`: names and sizes of those its reader may read, in one query for all records. */
export function HavingFiles<T extends { fileIds: string[] }>(entity: ClassType<T>) {
  @Resolver(() => entity)
  class FilesResolver {
    @FieldResolver(() => [Attachment], { description: 'Its files, as far as you may see them' })
    async files(@Root() { fileIds }: T, @Ctx() ctx: Context): Promise<Attachment[]> {
      return (await Promise.all(fileIds.map(id => ctx.load(Attachment, id)))).filter(file => file !== null);
    }
  }
  return FilesResolver;
}
