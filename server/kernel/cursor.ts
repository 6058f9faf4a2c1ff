import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { refuse } from './errors.ts';

let secret: Buffer = randomBytes(32);
/** The key that seals cursors: one per database, so that every process of a deployment takes the others' cursors. */
export const installCursorKey = (key: Buffer): void => void (secret = key);

export interface Position {
  /** The values of the sort columns, as the database writes them. */
  keys: (string | null)[];
  id: string;
}

const seal = (text: string, scope: string) => createHmac('sha256', secret).update(scope).update('\0').update(text).digest().subarray(0, 12);

/** A place in a list. It is sealed for one list, order and reader: elsewhere it is refused. */
export function writeCursor(position: Position, scope: string): string {
  const text = JSON.stringify([position.id, ...position.keys]);
  return Buffer.concat([seal(text, scope), Buffer.from(text)]).toString('base64url');
}

export function readCursor(cursor: string, scope: string): Position {
  const bytes = Buffer.from(cursor, 'base64url');
  const text = bytes.subarray(12).toString();
  if (cursor.length > 4000 || bytes.length < 13 || !timingSafeEqual(bytes.subarray(0, 12), seal(text, scope)))
    throw refuse('BAD_USER_INPUT', 'CURSOR_INVALID');
  const [id, ...keys] = JSON.parse(text) as [string, ...(string | null)[]];
  return { id, keys };
}
