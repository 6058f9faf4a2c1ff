import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../kernel/context.ts';
import { answerReport, Reported } from '../../kernel/reporting.ts';
import { CatalogueChoice, FacetCount, facetsReport } from './facets.ts';

const reading = { report: facetsReport, arrange: (rows: FacetCount[]) => rows };

@Resolver()
class CatalogueResolver {
  @Reported(reading)
  @Query(() => [FacetCount], { description: 'How many offerings of the catalogue each further choice would leave' })
  catalogueFacets(
    @Arg('choice', () => CatalogueChoice, { nullable: true, description: 'What is chosen already' }) choice: CatalogueChoice | undefined,
    @Arg('search', () => String, { nullable: true, description: 'Words that must all occur' }) search: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<FacetCount[]> {
    return answerReport(ctx, reading, { choice, search });
  }
}

export const catalogueResolvers = [CatalogueResolver];
