import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linkLibraries } from '../../server/postgres/binaries.ts';

test('links of libraries that an install without scripts leaves out are made, and made only once', () => {
  const native = join(mkdtempSync(join(tmpdir(), 'shizhuan-links-')), 'native');
  mkdirSync(join(native, 'lib'), { recursive: true });
  writeFileSync(join(native, 'lib/libpq.so.5.18'), 'library');
  const links = ['libpq.so', 'libpq.so.5'].map(name => ({ source: 'native/lib/libpq.so.5.18', target: `native/lib/${name}` }));
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  expect([linkLibraries(native), linkLibraries(native)]).toEqual([true, true]);
  for (const name of ['libpq.so', 'libpq.so.5']) expect(readFileSync(join(native, 'lib', name), 'utf8')).toBe('library');
  rmSync(join(native, '..'), { recursive: true });
});
