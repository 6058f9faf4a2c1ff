import { DataSource } from 'typeorm';
import { options } from './server/database.ts';

/** The database as TypeORM's command line sees it. The server opens the same with its own roles and pools. */
export default new DataSource(options(process.env['DATABASE_URL']));
