import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { url, useServer } from '../../kit.ts';

const panel = mkdtempSync(join(tmpdir(), 'shizhuan-panel-'));
const page = '<!doctype html><title>试转</title>'.padEnd(3000);
const script = `console.log("${randomBytes(1000).toString('hex')}")`;
mkdirSync(join(panel, 'assets'));
for (const [name, text] of [
  ['index.html', page],
  ['assets/main-1.js', script],
] as const) {
  writeFileSync(join(panel, name), text);
  writeFileSync(join(panel, `${name}.br`), brotliCompressSync(text));
  writeFileSync(join(panel, `${name}.gz`), gzipSync(text));
}
writeFileSync(join(panel, 'assets/small-2.js'), '1');
afterAll(() => rmSync(panel, { recursive: true }));
useServer({ panel });

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, string | string[] | undefined>; bytes: Buffer }>((resolve, reject) => {
    request(`${url()}${path}`, { method, headers, agent: false }, async response =>
      resolve({ status: response.statusCode!, headers: response.headers, bytes: await buffer(response) }),
    )
      .on('error', reject)
      .end();
  });
}
const unpack = { br: brotliDecompressSync, gzip: gunzipSync };

test.each([
  ['/', page, 'text/html; charset=utf-8', 'no-cache'],
  ['/index.html', page, 'text/html; charset=utf-8', 'no-cache'],
  ['/assets/main-1.js', script, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
])('%s comes as it was packed at build, to whoever takes it', async (path, text, type, kept) => {
  const tags = new Set<unknown>();
  for (const [accepts, encoding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['identity', undefined],
  ] as const) {
    const { status, headers, bytes } = await get(path, { 'accept-encoding': accepts });
    expect([status, headers['content-encoding'], headers['content-type'], headers['cache-control'], headers['vary']]).toEqual([
      ...[200, encoding, type, kept],
      expect.stringMatching(/^accept-encoding$/i),
    ]);
    expect((encoding ? unpack[encoding](bytes) : bytes).toString()).toBe(text);
    expect((await get(path, { 'accept-encoding': accepts }, 'HEAD')).headers['content-length']).toBe(String(bytes.length));
    expect((await get(path, { 'accept-encoding': accepts, 'if-none-match': headers['etag'] as string })).status).toBe(304);
    tags.add(headers['etag']);
  }
  expect(tags.size).toBe(3);
});

test('what is not packed comes as it is; what is not there, or outside, does not come', async () => {
  const small = await get('/assets/small-2.js', { 'accept-encoding': 'br' });
  expect([small.status, small.headers['content-encoding'], small.bytes.toString()]).toEqual([200, undefined, '1']);
  for (const path of ['/assets/none.js', '/assets/main-1.js/', '/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fetc/passwd'])
    expect([path, [400, 403, 404].includes((await get(path, { 'accept-encoding': 'br' })).status)]).toEqual([path, true]);
});

test('the schema comes packed and with a tag', async () => {
  const plain = await get('/schema.graphql');
  const packed = await get('/schema.graphql', { 'accept-encoding': 'br' });
  expect([packed.headers['content-encoding'], brotliDecompressSync(packed.bytes).equals(plain.bytes)]).toEqual(['br', true]);
  expect((await get('/schema.graphql', { 'if-none-match': plain.headers['etag'] as string })).status).toBe(304);
});
