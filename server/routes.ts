import type { Express, Request, Response } from 'express';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { serveFiles } from './files/route.ts';
import { sweepFiles } from './files/service.ts';
import { keepFilesIn } from './files/storage.ts';
import type { Context, RequestInfo } from './kernel/context.ts';
import { serveExports } from './kernel/exporting/serveExports.ts';
import { serveListDiff } from './offerings/list/serveDiff.ts';
import { serveSignOn } from './people/sso/route.ts';

export interface RouteNeeds {
  /** The folder of uploaded files. */
  files: string;
  db: DataSource;
  bulk: DataSource;
  schema: GraphQLSchema;
  log: Logger;
  publicUrl: () => string;
  secure: boolean;
}

/** What is served beside GraphQL: files, exports, single sign-on. */
export function routes(
  app: Express,
  contextOf: (request: Request, response: Response) => Promise<Context>,
  visitOf: (request: Request, response: Response) => Promise<RequestInfo>,
  { files, db, bulk, schema, log, publicUrl, secure }: RouteNeeds,
): void {
  keepFilesIn(files);
  serveFiles(app, contextOf);
  void sweepFiles(bulk.manager).then(
    removed => removed > 0 && log.info({ removed }, 'contents that no file names were removed'),
    (error: unknown) => log.warn({ err: error }, 'the folder of files could not be swept'),
  );
  serveExports(app, contextOf, { schema, source: bulk });
  serveListDiff(app, contextOf);
  serveSignOn(app, { db, log, publicUrl, secure, visitOf });
}
