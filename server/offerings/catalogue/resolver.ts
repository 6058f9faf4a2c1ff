import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../kernel/context.ts';
import { Reported, rowsOf } from '../../kernel/reporting.ts';
import { CatalogueChoice, FacetCount, facetsReport } from './facets.ts';

@Resolver()
class CatalogueResolver {
  @Reported({ report: facetsReport, flat: {} })
  @Query(() => [FacetCount], { description: 'How many offerings of the catalogue each further choice would leave' })
  catalogueFacets(
    @Arg('choice', () => CatalogueChoice, { nullable: true, description: 'What is chosen already' }) choice: CatalogueChoice | undefined,
    @Arg('search', () => String, { nullable: true, description: 'Words that must all occur' }) search: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<FacetCount[]> {
    return rowsOf(ctx, facetsReport, { choice, search });
  }
}

export const catalogueResolvers = [CatalogueResolver];
