import { graphql } from '../../../schema/graphql.ts';
import { type Someone, someone, sql, url, useServer } from '../../kit.ts';
import { dataFile } from './desk.ts';

useServer();
let officer: Someone;
beforeAll(async () => {
  officer = await someone('OFFICER');
});

const Import = graphql(`
  mutation ($input: ImportInput!) {
    createImport(input: $input) { imported rows unchanged added { count } moved { count } faults { line } import { id kind fileName fileId month } }
  }
`);
const Preview = graphql(`
  query ($input: ImportInput!) {
    importPreview(input: $input) { imported rows unchanged faults { line column value code message } added { count samples { key name } } import { id } }
  }
`);

async function send(name: string, who = officer): Promise<string> {
  const answer = await fetch(`${url()}/files?name=${name}`, { method: 'PUT', headers: who.headers, body: new Uint8Array(dataFile(name)) });
  expect(answer.status).toBeLessThan(300);
  return ((await answer.json()) as { id: string }).id;
}

test('a file is sent, looked at and imported; the import keeps the file', async () => {
  const fileId = await send('register-2024-06.csv');
  const input = { kind: 'REGISTER' as const, fileId, month: '2024-06' };
  const { importPreview } = await officer.ask(Preview, { input });
  expect(importPreview).toMatchObject({ imported: 0, rows: 4800, faults: [], added: { count: 4800 }, import: null });
  const { createImport } = await officer.ask(Import, { input });
  expect(createImport).toMatchObject({
    imported: 4800,
    import: { kind: 'REGISTER', fileName: 'register-2024-06.csv', fileId, month: '2024-06' },
  });
  expect((await officer.ask(Import, { input })).createImport).toMatchObject({ imported: 0, unchanged: 4800, import: null });
});

test('a file with faults is refused whole, each fault told, and a preview shows them', async () => {
  const input = { kind: 'REGISTER' as const, fileId: await send('register-dirty.csv'), month: '2024-07' };
  const { importPreview } = await officer.ask(Preview, { input });
  expect(importPreview.faults).toHaveLength(24);
  expect(importPreview.faults[0]).toMatchObject({ line: 8, column: '单位名称', code: 'EMPTY' });
  const refusal = await officer.refused(Import, { input });
  expect(refusal).toMatchObject({ code: 'IMPORT_REJECTED', details: { count: 24 } });
  expect(refusal!.details!['faults']).toHaveLength(24);
  expect(await sql(`select count(*)::int as count from register where month = '2024-07'`)).toEqual([{ count: 0 }]);
});

test('only the bureau imports, and only files it may read', async () => {
  const fileId = await send('revoked-2024-07.csv');
  for (const role of ['LEADER', 'DISTRICT', 'ENTERPRISE', 'AUDITOR'] as const) {
    const who = await someone(role);
    expect(await who.refusal(Import, { input: { kind: 'REVOCATIONS', fileId } })).toBe('FORBIDDEN');
    expect(await who.refusal(Preview, { input: { kind: 'REVOCATIONS', fileId } })).toBe('FORBIDDEN');
  }
  expect(await officer.refused(Import, { input: { kind: 'EVIDENCE', fileId: officer.id } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'ATTACHMENT_UNKNOWN',
  });
  expect(await officer.refused(Import, { input: { kind: 'EVIDENCE', fileId } })).toMatchObject({ code: 'IMPORT_REJECTED' });
  expect(await officer.refused(Import, { input: { kind: 'REGISTER', fileId } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'MONTH_INVALID',
  });
});
