import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { request as open } from 'node:http';
import { join } from 'node:path';
import JSZip from 'jszip';
import { graphql } from '../../../schema/graphql.ts';
import { sweepFiles } from '../../../server/files/service.ts';
import { anyone, here, type Someone, someone, sql, travel, url, useServer } from '../../kit.ts';

useServer();

const pdf = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const docx = async (more: Record<string, string> = {}) => {
  const zip = new JSZip();
  for (const [name, text] of Object.entries({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>', ...more }))
    zip.file(name, text);
  return zip.generateAsync({ type: 'nodebuffer' });
};

interface Answer {
  status: number;
  body: {
    id: string;
    name: string;
    sha256: string;
    size: number;
    mediaType: string;
    errors?: { extensions: { code: string; reason?: string } }[];
  };
}
async function put(who: Someone, name: string, content: Buffer, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${url()}/files?name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    body: new Uint8Array(content),
    headers: { ...who.headers, ...headers },
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}
const refusal = ({ status, body }: Answer) => ({ status, ...body.errors?.[0]?.extensions });
const get = (who: Someone, id: string) => fetch(`${url()}/files/${id}`, { headers: who.headers });
/** All contents on disk. */
const kept = () =>
  readdirSync(here().files, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ name }) => name);

const Attachments = graphql(`query { attachments(first: 50) { nodes { id name } totalCount } }`);

test('a file comes back byte for byte, as a download that no browser runs', async () => {
  const provider = await someone('PROVIDER');
  const { status, body } = await put(provider, '营业执照.pdf', pdf);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    name: '营业执照.pdf',
    size: pdf.length,
    sha256: createHash('sha256').update(pdf).digest('hex'),
    mediaType: 'application/pdf',
  });
  expect(body).not.toHaveProperty('place');
  const response = await get(provider, body.id);
  expect(Buffer.from(await response.arrayBuffer()).equals(pdf)).toBe(true);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="_+\.pdf"; filename\*=UTF-8''%E8%90%A5/);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
  const [fact] = await sql('select name, actor_id from fact where subject_id = $1', [body.id]);
  expect(fact).toEqual({ name: 'Attachment.CREATE', actor_id: provider.id });
});

test('a file is for its organisation, the bureau, and the district of an enterprise; for the rest it is not there', async () => {
  const [provider, rival] = [await someone('PROVIDER'), await someone('PROVIDER')];
  const colleague = await someone('PROVIDER', { providerId: provider.of.providerId });
  const enterprise = await someone('ENTERPRISE', { district: '370211' });
  const [here, there] = [await someone('DISTRICT', { district: '370211' }), await someone('DISTRICT', { district: '370214' })];
  const theirs = (await put(provider, 'a.pdf', pdf)).body.id;
  const proof = (await put(enterprise, 'b.pdf', pdf)).body.id;
  const statuses = async (id: string, ...people: Someone[]) => Promise.all(people.map(async who => (await get(who, id)).status));
  expect(await statuses(theirs, provider, colleague, await someone('OFFICER'), await someone('AUDITOR'))).toEqual([200, 200, 200, 200]);
  expect(await statuses(theirs, rival, enterprise, here, await someone('EXPERT'), await someone('SYSTEM_ADMIN'))).toEqual(
    Array(5).fill(404),
  );
  expect(await statuses(proof, enterprise, here, there, rival)).toEqual([200, 200, 404, 404]);
  expect((await get(anyone(), theirs)).status).toBe(401);
  expect((await get(anyone(), '018f0000-0000-7000-8000-000000000000')).status).toBe(401);
  expect((await get(rival, 'nonsense')).status).toBe(400);
  expect((await rival.ask(Attachments)).attachments).toEqual({ nodes: [], totalCount: 0 });
  expect((await colleague.ask(Attachments)).attachments).toEqual({ nodes: [{ id: theirs, name: 'a.pdf' }], totalCount: 1 });
});

test('what is sealed is not for the bureau until its instant, and then it is', async () => {
  const [provider, officer] = [await someone('PROVIDER'), await someone('OFFICER')];
  const { id } = (await put(provider, 'a.pdf', pdf)).body;
  await sql(`update attachment set sealed_until = domain_now() + interval '1 day' where id = $1`, [id]);
  expect([(await get(officer, id)).status, (await get(provider, id)).status]).toEqual([404, 200]);
  await travel('2 days');
  expect((await get(officer, id)).status).toBe(200);
});

test.each<[string, string]>([
  ['../../x.pdf', 'FILE_NAME'],
  ['C:\\x.pdf', 'FILE_NAME'],
  ['a\0.pdf', 'FILE_NAME'],
  ['a\n.pdf', 'FILE_NAME'],
  ['a\u202efdp.pdf', 'FILE_NAME'],
  ['.pdf', 'FILE_NAME'],
  ['', 'FILE_NAME'],
  [`${'长'.repeat(400)}.pdf`, 'FILE_NAME'],
  ['a.pdf.exe', 'FILE_KIND'],
  ['a.php', 'FILE_KIND'],
  ['a.svg', 'FILE_KIND'],
  ['a.zip', 'FILE_KIND'],
  ['pdf', 'FILE_KIND'],
])('the name %.30j is refused and nothing is kept', async (name, reason) => {
  const before = kept().length;
  expect(refusal(await put(await someone('OFFICER'), name, pdf))).toMatchObject({ status: 400, code: 'FILE_REJECTED', reason });
  expect(kept()).toHaveLength(before);
});

test('content that is not what the name says is refused, and so is a file that is two files', async () => {
  const officer = await someone('OFFICER');
  const html = Buffer.from('<!DOCTYPE html><script>alert(1)</script>');
  const before = kept().length;
  const cases: [string, Buffer, string][] = [
    ['a.pdf', html, 'FILE_CONTENT'],
    ['a.txt', html, 'FILE_CONTENT'],
    ['a.csv', Buffer.from('<svg onload="alert(1)"/>'), 'FILE_CONTENT'],
    ['a.txt', Buffer.from('a\0b'), 'FILE_CONTENT'],
    ['a.png', pdf, 'FILE_CONTENT'],
    ['a.png', Buffer.concat([png, await docx()]), 'FILE_CONTENT'],
    ['a.pdf', Buffer.concat([pdf, await docx()]), 'FILE_CONTENT'],
    ['a.docx', pdf, 'FILE_CONTENT'],
    ['a.xlsx', await docx(), 'FILE_CONTENT'],
    ['a.docx', (await docx()).subarray(0, 60), 'FILE_DAMAGED'],
    ['a.docx', await docx({ 'word/vbaProject.bin': 'x' }), 'FILE_HAS_MACROS'],
    ['a.pdf', Buffer.alloc(0), 'FILE_EMPTY'],
  ];
  for (const [name, content, reason] of cases)
    expect({ name, ...refusal(await put(officer, name, content)) }).toMatchObject({ name, status: 400, code: 'FILE_REJECTED', reason });
  expect(kept()).toHaveLength(before);
  for (const [name, content] of [
    ['a.png', png],
    ['a.docx', await docx()],
    ['a.csv', Buffer.from('名称,区市\n一厂,370211\n')],
  ] as const)
    expect((await put(officer, name, content)).status).toBe(201);
});

test('a file over the limit is refused with 413, whether it says its size or not', async () => {
  const officer = await someone('OFFICER');
  const before = kept().length;
  expect(refusal(await put(officer, 'a.pdf', Buffer.alloc(25 * 1024 * 1024 + 1, '%PDF-1.7')))).toMatchObject({
    status: 413,
    code: 'PAYLOAD_TOO_LARGE',
  });
  const chunked = await new Promise<number | undefined>((resolve, reject) => {
    const sending = open(`${url()}/files?name=a.pdf`, { method: 'PUT', headers: officer.headers }, response => {
      resolve(response.statusCode);
      response.resume();
      sending.destroy();
    });
    sending.on('error', reject);
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    for (let at = 0; at < 26; at += 1) sending.write(chunk);
  });
  expect(chunked).toBe(413);
  expect(kept()).toHaveLength(before);
});

test('an upload that breaks off leaves nothing, neither on disk nor in the database', async () => {
  const officer = await someone('OFFICER');
  const before = kept().length;
  const [{ count }] = (await sql<{ count: number }>('select count(*) from attachment')) as [{ count: number }];
  await new Promise<void>(resolve => {
    const sending = open(`${url()}/files?name=a.pdf`, { method: 'PUT', headers: { ...officer.headers, 'content-length': '1000000' } });
    sending.on('error', () => resolve());
    sending.write(Buffer.alloc(200_000, 'x'), () => setTimeout(() => sending.destroy(), 150));
    sending.on('close', resolve);
  });
  for (let tries = 0; tries < 50 && kept().length > before; tries += 1) await new Promise(resolve => setTimeout(resolve, 20));
  expect(kept()).toHaveLength(before);
  expect(await sql('select count(*) from attachment')).toEqual([{ count }]);
});

test('what a killed process left is swept away; what belongs to a row or may still be arriving stays', async () => {
  const { id } = (await put(await someone('OFFICER'), 'a.pdf', pdf)).body;
  const [{ place }] = (await sql<{ place: string }>('select place from attachment where id = $1', [id])) as [{ place: string }];
  const group = join(here().files, 'ab');
  mkdirSync(group, { recursive: true });
  const old = new Date(Date.now() - 3_600_000);
  const [part, orphan, fresh] = [`ab${'1'.repeat(38)}.part`, `ab${'2'.repeat(38)}`, `ab${'3'.repeat(38)}.part`].map(name =>
    join(group, name),
  ) as [string, string, string];
  for (const path of [part, orphan, fresh]) writeFileSync(path, 'x');
  for (const path of [part, orphan, join(here().files, place.slice(0, 2), place)]) utimesSync(path, old, old);
  expect(await sweepFiles(here().owner.manager)).toBe(2);
  expect([part, orphan, fresh].map(path => existsSync(path))).toEqual([false, false, true]);
  expect(existsSync(join(here().files, place.slice(0, 2), place))).toBe(true);
});

test('auditor and administrators send nothing; the public sends small readable files only', async () => {
  for (const role of ['AUDITOR', 'SYSTEM_ADMIN', 'SECURITY_ADMIN'] as const)
    expect(refusal(await put(await someone(role), 'a.pdf', pdf))).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  expect((await put(anyone(), 'a.pdf', pdf)).status).toBe(201);
  expect(refusal(await put(anyone(), 'a.csv', Buffer.from('a,b\n')))).toMatchObject({ code: 'FILE_REJECTED', reason: 'FILE_KIND' });
  expect(refusal(await put(anyone(), 'a.pdf', Buffer.alloc(5 * 1024 * 1024 + 1)))).toMatchObject({ status: 413 });
  const statuses = [];
  for (let at = 0; at < 22; at += 1) statuses.push((await put(anyone(), 'a.pdf', pdf)).status);
  expect(statuses.filter(status => status === 429).length).toBeGreaterThan(0);
});

test('a session that has ended sends nothing, and packed bodies are not taken', async () => {
  const officer = await someone('OFFICER');
  expect(refusal(await put(officer, 'a.pdf', pdf, { 'content-encoding': 'gzip' }))).toMatchObject({ status: 415 });
  await sql('delete from session where user_id = $1', [officer.id]);
  expect(refusal(await put(officer, 'a.pdf', pdf))).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
});
