import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { root } from './config.ts';
import { migrate, options } from './database.ts';
import { statements } from './kernel/fields.ts';
import { prepare } from './postgres/roles.ts';
import { startTestCluster } from './postgres/testing.ts';

/**
 * `npm run migration -- NAME` writes the migration from what the migrations make to what the entities say;
 * `--check` fails when there is a difference; `--initial` writes the first one anew, before a first release.
 */
async function main(argument: string | undefined): Promise<number> {
  const initial = argument === '--initial';
  const cluster = await startTestCluster();
  try {
    await prepare(cluster.url, { owner: 'owner', api: 'api' });
    const ownerUrl = Object.assign(new URL(cluster.url), { username: 'shizhuan', password: 'owner', pathname: '/shizhuan' }).href;
    const source = new DataSource(options(ownerUrl));
    if (initial) source.setOptions({ migrations: [(options(undefined).migrations as Function[])[0]!] });
    await source.initialize();
    await source.runMigrations();
    const { upQueries, downQueries } = await source.driver.createSchemaBuilder().log();
    const present = new Set(
      (await source.query(`select indexname from pg_indexes where schemaname = 'public'`)).map(
        (row: { indexname: string }) => row.indexname,
      ),
    );
    await source.destroy();
    const missing = statements.filter(({ name }) => !present.has(name));
    const up = [...upQueries.map(({ query }) => query), ...missing.map(({ sql }) => sql)];
    const down = [...missing.map(({ name }) => `drop index "${name}"`), ...downQueries.map(({ query }) => query).reverse()];
    if (argument === '--check') {
      if (up.length === 0) {
        await migrate(ownerUrl);
        return 0;
      }
      console.error(`The entities and the migrations differ; run npm run migration -- NAME:\n${up.map(sql => `  ${sql}`).join('\n')}`);
      return 1;
    }
    if (!argument || up.length === 0) {
      console.log(argument ? 'Nothing differs.' : 'usage: npm run migration -- NAME | --check');
      return argument ? 0 : 2;
    }
    const stamp = initial ? 1_700_000_000_001 : Date.now();
    const name = initial ? 'initial' : argument.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const type = `${name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}${stamp}`;
    const block = (queries: string[]) => queries.map(sql => `    await db.query(${JSON.stringify(sql)});`).join('\n');
    const text = `import type { MigrationInterface, QueryRunner } from 'typeorm';\n\n/** Generated from the entities. */\nexport class ${type} implements MigrationInterface {\n  name = '${type}';\n\n  async up(db: QueryRunner): Promise<void> {\n${block(up)}\n  }\n\n  async down(db: QueryRunner): Promise<void> {\n${block(down)}\n  }\n}\n`;
    const folder = join(root, 'server/migrations');
    writeFileSync(join(folder, `${stamp}-${name}.ts`), text);
    if (!initial) {
      const index = join(folder, 'index.ts');
      writeFileSync(
        index,
        readFileSync(index, 'utf8')
          .replace(/\n\n\/\*\*/, `\nimport { ${type} } from './${stamp}-${name}.ts';\n\n/**`)
          .replace(/\] as const/, `, ${type}] as const`),
      );
    }
    console.log(`server/migrations/${stamp}-${name}.ts: ${up.length} statements`);
    return 0;
  } finally {
    await cluster.stop();
  }
}

void main(process.argv[2]).then(
  code => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
