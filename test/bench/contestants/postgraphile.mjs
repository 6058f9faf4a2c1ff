/** PostGraphile 5 as its documentation starts it for production: amber preset, Node's own HTTP. `node postgraphile.mjs PORT`. */
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const port = Number(process.argv[2]);
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({
      // The owner of the tables: no rule of rows holds it back, so it does none of the work of rights.
      connectionString: process.env.BENCH_OWNER_URL,
      schemas: ['public', 'bench'],
      poolConfig: { max: Number(process.env.BENCH_POOL) },
    }),
  ],
  schema: { defaultBehavior: '+list +connection +orderBy +filterBy' },
  grafast: { explain: false },
  grafserv: { port, graphiql: false, watch: false, maxRequestLength: 1_000_000, graphqlPath: '/graphql' },
});
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(port, '127.0.0.1', () => console.log('ready'));
if (process.argv[3] === '--schema') {
  const { printSchema } = await import('graphql');
  console.log(printSchema(await instance.getSchema()));
  process.exit(0);
}
