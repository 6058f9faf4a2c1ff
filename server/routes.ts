import type { Express, Request, Response } from 'express';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { serveFiles } from './files/route.ts';
import { sweepFiles } from './files/service.ts';
import { keepFilesIn } from './files/storage.ts';
import type { Context } from './kernel/context.ts';
import { serveExports } from './kernel/exporting/serveExports.ts';
import { serveListDiff } from './offerings/list/serveDiff.ts';

export interface RouteNeeds {
  /** The folder of uploaded files. */
  files: string;
  bulk: DataSource;
  schema: GraphQLSchema;
  log: Logger;
}

/** What is served beside GraphQL: files and exports. */
export function routes(
  app: Express,
  contextOf: (request: Request, response: Response) => Promise<Context>,
  { files, bulk, schema, log }: RouteNeeds,
): void {
  keepFilesIn(files);
  serveFiles(app, contextOf);
  void sweepFiles(bulk.manager).then(
    removed => removed > 0 && log.info({ removed }, 'contents that no file names were removed'),
    (error: unknown) => log.warn({ err: error }, 'the folder of files could not be swept'),
  );
  serveExports(app, contextOf, { schema, source: bulk });
  serveListDiff(app, contextOf);
}
