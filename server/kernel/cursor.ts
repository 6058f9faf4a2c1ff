import { createHmac, hash, randomBytes } from 'node:crypto';
import { refuse } from './errors.ts';
import { sameSecret } from './text.ts';

let secret: Buffer = randomBytes(32);
/** The key that seals cursors: one per database, so that every process of a deployment takes the others' cursors. */
export const installCursorKey = (key: Buffer): void => void (secret = key);

export interface Position {
  /** The values of the sort columns, as the database writes them. */
  keys: (string | null)[];
  id: string;
}

let last = { scope: '', secret, key: '' };
/** The key of one list, order and reader: made once for all cursors of a page. */
function keyOf(scope: string): string {
  if (last.scope !== scope || last.secret !== secret)
    last = { scope, secret, key: createHmac('sha256', secret).update(scope).digest('hex') };
  return last.key;
}
/** Sixteen characters of it are twelve bytes: too few for anybody to go on from, and whole in base64. */
const seal = (text: string, scope: string): string => hash('sha256', keyOf(scope) + text, 'base64url').slice(0, 16);

/** A place in a list. It is sealed for one list, order and reader: elsewhere it is refused. */
export function writeCursor(position: Position, scope: string): string {
  const text = JSON.stringify([position.id, ...position.keys]);
  return seal(text, scope) + Buffer.from(text).toString('base64url');
}

export function readCursor(cursor: string, scope: string): Position {
  const text = cursor.length > 4000 ? '' : Buffer.from(cursor.slice(16), 'base64url').toString();
  if (text === '' || !sameSecret(cursor, seal(text, scope) + Buffer.from(text).toString('base64url')))
    throw refuse('BAD_USER_INPUT', 'CURSOR_INVALID');
  const [id, ...keys] = JSON.parse(text) as [string, ...(string | null)[]];
  return { id, keys };
}
