import { deflateSync } from 'node:zlib';
import { stripped } from '../../../server/reviews/paper/strip.ts';

const chunk = (type: string, data: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
};
const segment = (marker: number, data: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};

test('a picture keeps what it shows and loses what it says of who made it', () => {
  const picture = chunk('IDAT', deflateSync(Buffer.from([0, 1, 2])));
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const png = Buffer.concat([
    start,
    chunk('tEXt', Buffer.from('Author\0泰力')),
    picture,
    chunk('eXIf', Buffer.from('GPS')),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  expect(stripped('a.png', png)).toEqual(Buffer.concat([start, picture, chunk('IEND', Buffer.alloc(0))]));
  const scan = Buffer.concat([segment(0xda, Buffer.from([1])), Buffer.from([9, 9, 9, 0xff, 0xd9])]);
  const jfif = segment(0xe0, Buffer.from('JFIF\0'));
  const jpeg = Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jfif,
    segment(0xe1, Buffer.from('Exif 泰力')),
    segment(0xfe, Buffer.from('泰力')),
    scan,
    Buffer.from('泰力'),
  ]);
  expect(stripped('a.JPG', jpeg)).toEqual(Buffer.concat([Buffer.from([0xff, 0xd8]), jfif, scan]));
});

test('a PDF keeps its places and loses its notes; one whose notes are packed away is refused, and so is what is no picture', () => {
  const xmp = '<x:xmpmeta><dc:creator>Taili</dc:creator></x:xmpmeta>';
  const text = `%PDF-1.7\n1 0 obj << /Author (Wang \\(Taili\\) Ltd) /Title <5461696C69> /CreationDate (D:2024) >> endobj\n${xmp}\n(Body)\n%%EOF\n`;
  const clean = stripped('a.pdf', Buffer.from(text, 'latin1')).toString('latin1');
  expect(clean).toHaveLength(text.length);
  expect(clean).not.toMatch(/Taili|Wang|5461|2024/);
  expect(clean).toContain('(Body)');
  for (const locked of ['/Type /ObjStm', '/Encrypt 5 0 R', '/EmbeddedFiles 3 0 R'])
    expect(() => stripped('a.pdf', Buffer.from(`%PDF-1.7 ${locked} %%EOF`))).toThrow();
  expect(() => stripped('a.docx', Buffer.from('PK'))).toThrow();
});
