import { DataSource } from 'typeorm';
import { features } from './server/features.ts';
import { SnakeCase } from './server/kernel/naming.ts';
import { migrations } from './server/migrations/index.ts';

/** The database as the server and TypeORM's command line see it. `server/database.ts` opens it with the right role and pool. */
export default new DataSource({
  type: 'postgres',
  url: process.env['DATABASE_URL'],
  entities: features.flatMap(({ entities }) => entities),
  migrations: [...migrations],
  migrationsTransactionMode: 'each',
  namingStrategy: new SnakeCase(),
});
