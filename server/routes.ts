import type { Express, Request, Response } from 'express';
import type { GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import type { Context } from './kernel/context.ts';
import { serveExports } from './kernel/exporting/serveExports.ts';
import { serveListDiff } from './offerings/list/serveDiff.ts';

export interface RouteNeeds {
  /** The folder of uploaded files. */
  files: string;
  bulk: DataSource;
  schema: GraphQLSchema;
}

/** What is served beside GraphQL: files and exports. */
export function routes(
  app: Express,
  contextOf: (request: Request, response: Response) => Promise<Context>,
  { bulk, schema }: RouteNeeds,
): void {
  serveExports(app, contextOf, { schema, source: bulk });
  serveListDiff(app, contextOf);
}
