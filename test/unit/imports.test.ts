import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';

/** The server from the ground up, which is also the order to read it in. A file imports only from below itself. */
const kernel = [
  'naming',
  'text',
  'canonical',
  'errors',
  'limits',
  'lifecycle',
  'scalars',
  'fields',
  'snapshot',
  'masking',
  'settings',
  'sealing',
  'policy',
  'scope',
  'rowSecurity',
  'conditions',
  'search',
  'rows',
  'caller',
  'cookies',
  'context',
  'visible',
  'journal',
  'asking',
  'ordering',
  'edges',
  'advance',
  'cursor',
  'selection',
  'paging',
  'editing',
  'sight',
  'guard',
  'reporting',
  'listing',
  'advancing',
  'sheets',
  'audit',
  'passing',
  'reading',
  'executing',
  'exporting',
  'executor',
  'rates',
  'feature',
  'answers',
  'familiar',
  'http',
];
const floors = [
  'schema',
  'server/config.ts',
  'server/postgres',
  ...kernel.flatMap(name => [`server/kernel/${name}.ts`, `server/kernel/${name}`]),
  ...[
    'reference',
    'calendar',
    'people',
    'files',
    'calls',
    'solutions',
    'reviews',
    'decisions',
    'letters',
    'offerings',
    'trials',
    'assessments',
    'coverage',
    'partners',
    'imports',
    'retention',
    'home',
  ].map(name => `server/${name}`),
  'server/features.ts',
  'server/policy.ts',
  'server/schema.ts',
  'server/migrations',
  'server/database.ts',
  'ormconfig.ts',
  'server/actor.ts',
  'server/routes.ts',
  'server/serve.ts',
  'server/emit.ts',
  'server/migration.ts',
  'server/backup',
  'server/seed',
  'server/commands',
  'server/main.ts',
];
const steps = ['lifecycle.ts', 'entity.ts', 'policy.ts', 'service.ts', 'report.ts', 'resolver.ts', 'feature.ts'];

const sources = (folder: string): string[] =>
  (existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [])
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map(entry => normalize(join(entry.parentPath, entry.name)));
const imports = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import|import\()\s*'(\.[^']+)'/g)].map(([, path]) =>
    normalize(join(dirname(file), path!)),
  );
const floorOf = (file: string): number => floors.findIndex(name => file === name || file.startsWith(`${name}/`));

const files = [...sources('server'), 'ormconfig.ts'];

test.each(files)('%s stands on a floor and imports only downwards', file => {
  const floor = floorOf(file);
  expect(floor).toBeGreaterThanOrEqual(0);
  const up = imports(file).filter(target => floorOf(target) > floor);
  expect(up).toEqual([]);
  const step = steps.indexOf(basename(file));
  const sideways = imports(file).filter(
    target => step >= 0 && dirname(target) === dirname(file) && steps.indexOf(basename(target)) >= step,
  );
  expect(sideways).toEqual([]);
});

test('the imports of the server have no circle', () => {
  const graph = new Map(files.map(file => [file, imports(file)]));
  const done = new Set<string>();
  const walk = (file: string, path: string[]): void => {
    if (path.includes(file)) throw new Error(`a circle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
    if (done.has(file)) return;
    for (const target of graph.get(file) ?? []) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(done.size).toBeGreaterThanOrEqual(files.length);
});

test('the contract imports nothing of ours, and the panel nothing but itself and the contract', () => {
  expect(
    sources('schema')
      .flatMap(imports)
      .filter(target => !target.startsWith('schema/')),
  ).toEqual([]);
  expect(
    sources('admin')
      .flatMap(imports)
      .filter(target => !/^(schema|admin)\//.test(target)),
  ).toEqual([]);
});
