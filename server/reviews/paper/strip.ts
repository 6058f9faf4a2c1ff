import { extname } from 'node:path';
import { refuse } from '../../kernel/errors.ts';

/** What a file says of who made it, and with what, taken out; what it shows is left as it is. */
type Strip = (content: Buffer) => Buffer;

const refuseKind = () => refuse('FILE_REJECTED', 'FILE_NOT_STRIPPED');

/** A PNG is a row of chunks; those that hold words, a camera's notes or a time are left out. */
const png: Strip = content => {
  const kept = [content.subarray(0, 8)];
  for (let at = 8; at + 12 <= content.length; ) {
    const length = content.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > content.length) throw refuseKind();
    if (!['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'].includes(content.toString('latin1', at + 4, at + 8)))
      kept.push(content.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
};

/** A JPEG is a row of segments up to the picture; comments and what applications have added are left out, but for colours. */
const jpeg: Strip = content => {
  const kept = [content.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= content.length && content[at] === 0xff && content[at + 1] !== 0xda) {
    const marker = content[at + 1]!;
    const end = at + 2 + content.readUInt16BE(at + 2);
    if (end > content.length) throw refuseKind();
    const added = marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee);
    if (!added) kept.push(content.subarray(at, end));
    at = end;
  }
  const last = content.lastIndexOf(Buffer.from([0xff, 0xd9]));
  if (content[at] !== 0xff || content[at + 1] !== 0xda || last < at) throw refuseKind();
  return Buffer.concat([...kept, content.subarray(at, last + 2)]);
};

const telling = 'Author|Creator|Producer|Title|Subject|Keywords|Company|Manager|CreationDate|ModDate|SourceModified';
const literal = String.raw`\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)`;
const entries = new RegExp(String.raw`(/(?:${telling})\s*)(${literal}|<[0-9A-Fa-f\s]*>)`, 'g');
const blanked = (text: string) => `${text[0]}${' '.repeat(text.length - 2)}${text.at(-1)}`;

/**
 * A PDF keeps its places by the byte, so what tells is written over with blanks. One whose notes are packed or locked away
 * cannot be looked through: it is refused, and has to be printed into a plain one.
 */
const pdf: Strip = content => {
  const text = content.toString('latin1');
  const packed = /\/Type\s*\/ObjStm/.test(text) || /\/Encrypt\b/.test(text) || /\/Type\s*\/Metadata[^>]*\/Filter/.test(text);
  if (packed || /\/EmbeddedFiles?\b/.test(text)) throw refuseKind();
  const clean = text
    .replace(entries, (_, key: string, value: string) => key + blanked(value))
    .replace(/<x:xmpmeta[\s\S]*?<\/x:xmpmeta>/g, found => ' '.repeat(found.length));
  return Buffer.from(clean, 'latin1');
};

const kinds: Readonly<Record<string, Strip>> = { '.png': png, '.jpg': jpeg, '.jpeg': jpeg, '.pdf': pdf };

/** A copy of a file that does not say who made it; refused for a kind of which that cannot be known. */
export function stripped(name: string, content: Buffer): Buffer {
  const strip = kinds[extname(name).toLowerCase()];
  if (!strip) throw refuseKind();
  return strip(content);
}
