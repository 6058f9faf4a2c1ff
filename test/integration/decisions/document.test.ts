import { createHash } from 'node:crypto';
import { graphql } from '../../../schema/graphql.ts';
import { sheetLimits } from '../../../server/kernel/sheets/sheet.ts';
import { openParts } from '../../../server/kernel/sheets/zip.ts';
import { anyone, sql, travelTo, url, useServer } from '../../kit.ts';
import { before } from '../calls/scene.ts';
import { AdvanceNotice, CreateNotice, noticeInput, released } from './scene.ts';

useServer();
afterEach(() => travelTo(before));

const Published = graphql(`
  query ($id: ID!) {
    notice(id: $id) {
      title file { id name sha256 size }
      entries { place product provider terms { uscc divisions freeDays seats startWithinDays priceAfter cases } }
    }
  }
`);
const Files = graphql(`query { attachments { totalCount } }`);

/** The words of a document, a line for each paragraph. */
async function wordsOf(content: Buffer): Promise<string[]> {
  let xml = '';
  for await (const piece of (await openParts(content, sheetLimits)).text('word/document.xml')) xml += piece;
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([each]) =>
    [...each.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, text]) => text).join(''),
  );
}

test('publishing makes one document in the form of the bureau, with the figures of the page; it is kept, hashed, open to everybody from the first day, and never changes', async () => {
  const { officer, callId } = await released(3);
  const { createNotice } = await officer.ask(CreateNotice, { input: noticeInput(callId) });
  const { id } = createNotice;
  await officer.ask(AdvanceNotice, { id, action: 'PUBLISH' });
  const { notice } = await officer.ask(Published, { id });
  const file = notice!.file!;
  const get = () => fetch(`${url()}/files/${file.id}`);
  expect([(await get()).status, (await anyone().ask(Files)).attachments.totalCount]).toEqual([401, 0]);

  await travelTo('2026-04-02T00:00:00+08:00');
  const content = Buffer.from(await (await get()).arrayBuffer());
  expect(file).toMatchObject({
    name: `${notice!.title}.docx`,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  });
  const lines = await wordsOf(content);
  expect(lines[0]).toBe('先试后转产品和解决方案拟入选名单公示');
  const text = lines.join('\n');
  expect(text).toContain('公示期为2026年4月2日至2026年4月9日（5个工作日），至2026年4月10日00:00:00止');
  expect(text).toContain('拟入选产品和解决方案共2项');
  expect(text).not.toMatch(/13812341234|王经理|undefined|null|NaN/);
  const { notice: page } = await anyone().ask(Published, { id });
  expect(page!.file).toEqual(file);
  expect(page!.entries).toHaveLength(2);
  for (const { place, product, provider, terms } of page!.entries) {
    const at = lines.lastIndexOf(product);
    const { uscc, freeDays, seats, startWithinDays, priceAfter, cases } = terms!;
    const row = lines.slice(at - 1, at + 9);
    expect(row.filter((_, column) => column !== 4)).toEqual(
      [place, product, provider, uscc, freeDays, seats, startWithinDays, priceAfter, cases].map(String),
    );
    expect(lines.indexOf(product)).toBeLessThan(at);
  }

  await sql('update solution set free_days = 1, seats = 1');
  expect((await anyone().ask(Published, { id })).notice).toEqual(page);
  for (const change of [`sha256 = 'x'`, `place = 'x'`, `name = 'x.docx'`, 'published_from = null', 'size = 1'])
    await expect(sql(`update attachment set ${change} where id = $1`, [file.id])).rejects.toThrow('never changes');
  await expect(sql(`update notice_entry set terms = '{}' where notice_id = $1`, [id])).rejects.toThrow('never changes');
  await expect(sql('update notice set file_id = null where id = $1', [id])).rejects.toThrow('never changes');
});
