import { crc32, deflateRawSync } from 'node:zlib';

interface Part {
  text: string | Buffer;
  /** the uncompressed size to state instead of the true one */
  claims?: number;
  encrypted?: boolean;
}

/** A zip of parts, deflated, with room to lie. */
export function zipped(parts: Record<string, Part | string>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, given] of Object.entries(parts)) {
    const { text, claims, encrypted } = typeof given === 'string' ? { text: given, claims: undefined, encrypted: false } : given;
    const raw = Buffer.from(text as string);
    const data = deflateRawSync(raw);
    const named = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x800 | (encrypted ? 1 : 0), 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(raw), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(claims ?? raw.length, 18);
    fields.writeUInt16LE(named.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, named, data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, rest, named]));
    locals.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listed, end]);
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const related = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook around the XML of a sheet. */
export function workbook(sheet: string | Part, { strings = '', styles = '' } = {}): Record<string, Part | string> {
  return {
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${related}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${related}"><sheets><sheet name="h" sheetId="1" state="hidden" r:id="r9"/><sheet name="a" sheetId="2" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${related}/worksheet" Target="worksheets/data.xml"/><Relationship Id="r2" Type="${related}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="r3" Type="${related}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/data.xml': sheet,
    'xl/sharedStrings.xml': `<sst ${main}>${strings}</sst>`,
    'xl/styles.xml': `<styleSheet ${main}>${styles}</styleSheet>`,
  };
}

export const sheetOf = (rows: string, after = '') =>
  `<?xml version="1.0"?><worksheet ${main}><sheetData>${rows}</sheetData>${after}</worksheet>`;
