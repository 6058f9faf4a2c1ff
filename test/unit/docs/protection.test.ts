import { existsSync, readFileSync } from 'node:fs';

const page = readFileSync('docs/protection-level-3.md', 'utf8');
const rows = page
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| item') && !line.startsWith('| ---'))
  .map(line => line.replace(/^\| | \|$/g, '').split(' | '));

test('the table of 等保 level 3 has all its lines', () => {
  expect(rows.length).toBeGreaterThanOrEqual(29);
  expect(new Set(rows.map(([item]) => item)).size).toBe(rows.length);
});

/** The titles of the tests of a file, as they are written. */
const titlesIn = (file: string) =>
  [
    ...readFileSync(file, 'utf8').matchAll(/(?:^\s*test\(|^\s*test\.each[\s\S]*?\)\(|^\s*describe\.each[\s\S]*?\)\()\s*(['"`])(.*?)\1/gm),
  ].map(([, , title]) => title!);

test.each(rows.map(([item, , , proofs]) => [item, proofs] as const))('%s is proved by what is there', (_, proofs = '') => {
  for (const proof of proofs.split('; ')) {
    const [, file, beginning] = /^`([^`]+)`(?: · (.+))?$/.exec(proof) ?? [];
    expect([proof, file !== undefined && existsSync(file)]).toEqual([proof, true]);
    if (!file!.endsWith('.test.ts')) continue;
    const titles = titlesIn(file!);
    expect([proof, beginning !== undefined && titles.some(title => title.startsWith(beginning))]).toEqual([proof, true]);
  }
});
