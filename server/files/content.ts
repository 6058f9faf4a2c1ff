import { type FileHandle, open } from 'node:fs/promises';
import { reject } from '../kernel/sheets/reject.ts';
import { sheetLimits } from '../kernel/sheets/sheet.ts';
import { openParts } from '../kernel/sheets/zip.ts';

/** The bytes at both ends of a file, and the whole where a kind has to be read whole. */
interface Sample {
  head: Buffer;
  tail: Buffer;
  whole: () => Promise<Buffer>;
}

interface FileKind {
  mediaType: string;
  /** Whether the content is what the name claims, and nothing else besides. */
  fits: (sample: Sample) => boolean | Promise<boolean>;
}

const bytes = (...values: number[]) => Buffer.from(values);
const starts = (buffer: Buffer, magic: Buffer) => buffer.subarray(0, magic.length).equals(magic);
const endOfZip = bytes(0x50, 0x4b, 0x05, 0x06);
/** A file that can also be opened as an archive is two files, one of which nobody has looked at. */
const alsoZip = ({ tail }: Sample) => tail.includes(endOfZip);

const png: FileKind = {
  mediaType: 'image/png',
  fits: ({ head, tail }) =>
    starts(head, bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) &&
    tail.subarray(-12).equals(bytes(0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82)),
};
const jpeg: FileKind = {
  mediaType: 'image/jpeg',
  fits: sample => starts(sample.head, bytes(0xff, 0xd8, 0xff)) && sample.tail.includes(bytes(0xff, 0xd9)) && !alsoZip(sample),
};
const pdf: FileKind = {
  mediaType: 'application/pdf',
  fits: sample => /^%PDF-[12]\.\d/.test(sample.head.toString('latin1')) && sample.tail.includes('%%EOF') && !alsoZip(sample),
};
const mp4: FileKind = {
  mediaType: 'video/mp4',
  fits: sample => sample.head.subarray(4, 8).toString('latin1') === 'ftyp' && !alsoZip(sample),
};

const office = (mediaType: string, part: string, macros: string): FileKind => ({
  mediaType,
  fits: async ({ head, whole }) => {
    if (!starts(head, bytes(0x50, 0x4b, 0x03, 0x04))) return false;
    const parts = await openParts(await whole(), sheetLimits);
    if (parts.has(macros)) reject('FILE_HAS_MACROS');
    return parts.has('[Content_Types].xml') && parts.has(part);
  },
});
const openXml = 'application/vnd.openxmlformats-officedocument';

const markup = /^\s*<(!doctype|\?|html|head|body|svg|script|iframe|math|xml)/i;
const text = (mediaType: string): FileKind => ({
  mediaType,
  fits: async ({ whole }) => {
    const content = await whole();
    if (content.includes(0)) return false;
    const read = ['utf-8', 'gb18030'].map(encoding => decoded(content, encoding)).find(found => found !== undefined);
    return read !== undefined && !markup.test(read.slice(0, 1000));
  },
});

function decoded(content: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

/** What may be sent, by the ending of the name. Everything else is refused. */
export const fileKinds: Readonly<Record<string, FileKind>> = {
  pdf,
  png,
  jpg: jpeg,
  jpeg,
  mp4,
  docx: office(`${openXml}.wordprocessingml.document`, 'word/document.xml', 'word/vbaProject.bin'),
  xlsx: office(`${openXml}.spreadsheetml.sheet`, 'xl/workbook.xml', 'xl/vbaProject.bin'),
  csv: text('text/csv; charset=utf-8'),
  txt: text('text/plain; charset=utf-8'),
};

const endBytes = 65_557;

/** The media type of a file, or a refusal: its content must be what the ending of its name says. */
export async function mediaTypeOf(path: string, size: number, ending: string): Promise<string> {
  const kind = fileKinds[ending]!;
  const file = await open(path);
  try {
    const part = (at: number, length: number) => readPart(file, at, length);
    const sample: Sample = {
      head: await part(0, Math.min(size, 1024)),
      tail: await part(Math.max(0, size - endBytes), Math.min(size, endBytes)),
      whole: () => part(0, size),
    };
    if (!(await kind.fits(sample))) reject('FILE_CONTENT', { ending });
    return kind.mediaType;
  } finally {
    await file.close();
  }
}

async function readPart(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
