import { existsSync, readFileSync } from 'node:fs';

const page = readFileSync('docs/protection-level-3.md', 'utf8');
const rows = page
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| item') && !line.startsWith('| ---'))
  .map(line => line.split(' | ').map(cell => cell.replace(/^\| | \|$/g, '').trim()));

test('the table of 等保 level 3 has all its lines', () => {
  expect(rows.length).toBeGreaterThanOrEqual(29);
  expect(new Set(rows.map(([item]) => item)).size).toBe(rows.length);
});

test.each(rows.map(([item, , , proof]) => [item, proof] as const))('%s is proved by what is there', (_, proof = '') => {
  const [, file, title] = /^`([^`]+)`(?: · (.+))?$/.exec(proof) ?? [];
  expect([proof, file && existsSync(file)]).toEqual([proof, true]);
  if (file!.endsWith('.test.ts')) {
    expect([proof, title !== undefined]).toEqual([proof, true]);
    // The beginning of a title, as it stands in the file.
    expect([
      proof,
      new RegExp(`(?:test|it)(?:\\.each)?[\\s\\S]{0,2000}?['\`]${title!.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`).test(
        readFileSync(file!, 'utf8'),
      ),
    ]).toEqual([proof, true]);
  }
});
