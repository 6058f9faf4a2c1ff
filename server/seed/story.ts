import { type EntityManager, getMetadataArgsStorage } from 'typeorm';
import { fieldsOf } from '../kernel/fields.ts';
import type { Lifecycle } from '../kernel/lifecycle.ts';
import { snake } from '../kernel/naming.ts';
import { idAt } from './dice.ts';

/** Who acts in the story: an account, or nobody for the clock and the system. */
export interface Person {
  id: string;
  name: string;
  role: string;
}

type Row = Record<string, unknown>;
export type Entity<T> = (new () => T) & { name: string };
export type Planted<T> = T & { id: string };

interface Act {
  at: Date;
  by: Person | null;
  note?: string;
  details?: Row;
}

interface Told {
  id: string;
  name: string;
  subject: string;
  subject_id: string;
  actor_id: string | null;
  actor_name: string | null;
  actor_role: string | null;
  note: string | null;
  changed: Row[];
  details: Row;
  at: Date;
}

/**
 * What has happened in the made-up city, told by the rules of the real one.
 *
 * Every record starts where its lifecycle starts and goes only where its table leads, by who may press the move and, for
 * the clock, at the instant it was due; a story that breaks a rule is refused while it is told. Nothing is written before
 * `write`, which is a few statements however long the story is.
 */
export class Story {
  private readonly rows = new Map<Function, Row[]>();
  private readonly facts: Told[] = [];
  private readonly lastActs = new Map<string, { at: number; nth: number }>();
  private readonly now: Date;

  constructor(now: Date) {
    this.now = now;
  }

  /** A record comes into the world, with its fact `Thing.CREATE`. `id` and `createdAt` follow from the instant. */
  create<T extends object>(entity: Entity<T>, key: string, values: Partial<T>, act: Act): Planted<T> {
    const made = this.plant(entity, key, values, act.at);
    const changed = [...fieldsOf(entity)]
      .filter(([field, { kind, options }]) => kind !== 'id' && !options.personal && (values as Row)[field] != null)
      .map(([field]) => ({ field, before: null, after: (values as Row)[field] }));
    this.tell(`${entity.name}.CREATE`, made, { ...act, changed });
    return made;
  }

  /** As `create`, without a fact of its own: for what came with an import, which is one fact. */
  plant<T extends object>(entity: Entity<T>, key: string, values: Partial<T>, birth: Date): Planted<T> {
    const columns = fieldsOf(entity);
    const start = columns.get('state')?.lifecycle?.states[0];
    const made: Row = {
      id: idAt(birth, `${entity.name}/${key}`),
      ...(start && { state: start }),
      ...(columns.has('version') && { version: 1 }),
      ...(columns.has('createdAt') && { createdAt: birth }),
      ...(values as Row),
    };
    const list = this.rows.get(entity);
    if (list) list.push(made);
    else this.rows.set(entity, [made]);
    return made as Planted<T>;
  }

  /** A move of the lifecycle. Refused when its table does not lead there, for this person, at this instant. */
  move(table: Lifecycle, record: object, action: string, act: Act & { set?: Row }): void {
    const subject = record as Row & { id: string };
    const move = table.moves[action];
    const from = subject['state'] as string;
    const broken = (why: string) => new Error(`The story breaks: ${table.entity}.${action} from ${from}: ${why}`);
    if (!move?.from.includes(from)) throw broken('no such move');
    Object.assign(subject, act.set);
    // What another record brings about is done by whoever made that record.
    if (act.by && !move.via && !move.by?.includes(act.by.role as never)) throw broken(`not by ${act.by.role}`);
    if (move.note === 'required' && !act.note) throw broken('without a note');
    if (move.at && !act.by && (subject[move.at] as Date).getTime() !== act.at.getTime()) throw broken('not when it was due');
    subject['state'] = move.to;
    if ('version' in subject) subject['version'] = (subject['version'] as number) + 1;
    const details = act.by ? { from, to: move.to } : { to: move.to, ...(move.at && { clock: true }) };
    this.tell(`${table.entity}.${action}`, subject, { ...act, details: { ...details, ...act.details } });
  }

  /** A change of fields, with what stood there before. */
  change<T extends object>(entity: Entity<T>, record: Planted<T>, values: Partial<T>, act: Act, name = 'UPDATE'): void {
    const changed = Object.entries(values).map(([field, after]) => ({ field, before: (record as Row)[field] ?? null, after }));
    Object.assign(record, values);
    if ('version' in record) (record as Row)['version'] = ((record as Row)['version'] as number) + 1;
    this.tell(`${entity.name}.${name}`, record, { ...act, changed });
  }

  /** Anything else that happened. Answers with the fact's id. */
  tell(name: string, record: { id: string }, { at, by, note, details, changed }: Act & { changed?: Row[] }, called?: string): string {
    const before = this.lastActs.get(record.id);
    if (before && at.getTime() < before.at) throw new Error(`The story breaks: ${name} of ${record.id} before what came before it`);
    if (at > this.now) throw new Error(`The story breaks: ${name} lies in the future: ${at.toISOString()}`);
    const nth = before?.at === at.getTime() ? before.nth + 1 : 0;
    this.lastActs.set(record.id, { at: at.getTime(), nth });
    // Of two facts of one record at one instant the later must sort later.
    const id = called ?? idAt(at, `fact/${name}/${record.id}/${nth}`).replace(/-7.{3}/, `-7${nth.toString(16).padStart(3, '0')}`);
    this.facts.push({
      id,
      name,
      subject: name.split('.')[0]!,
      subject_id: record.id,
      actor_id: by?.id ?? null,
      actor_name: by?.name ?? null,
      actor_role: by?.role ?? null,
      note: note ?? null,
      changed: changed ?? [],
      details: details ?? {},
      at,
    });
    return id;
  }

  /** How many records of a kind have been told and not yet written. */
  count(kind: string): number {
    return [...this.rows].find(([{ name }]) => name === kind)?.[1].length ?? 0;
  }

  /** Writes what has been told since the last time, what is referred to before what refers to it. Answers with the tables. */
  async write(db: EntityManager): Promise<string[]> {
    const told = new Set<string>();
    const byName = new Map([...this.rows.keys()].map(entity => [entity.name, entity]));
    const writeOne = async (entity: Function): Promise<void> => {
      if (told.has(entity.name)) return;
      told.add(entity.name);
      const rows = this.rows.get(entity)!;
      for (const [key, { target }] of fieldsOf(entity as never)) {
        const other = target && byName.get(target);
        // A reference that nobody uses is no reason to wait.
        if (other && rows.some(row => row[key] != null)) await writeOne(other);
      }
      await insertRows(db, tableOf(entity), rows, columnsOf(entity));
    };
    for (const entity of this.rows.keys()) await writeOne(entity);
    await insertRows(db, 'fact', this.facts);
    const written = [...[...this.rows.keys()].map(tableOf), 'fact'];
    this.rows.clear();
    this.facts.length = 0;
    return written;
  }
}

const tableOf = (entity: Function): string =>
  getMetadataArgsStorage().tables.find(({ target }) => target === entity)?.name ?? snake(entity.name);

/** Names of the properties that are columns: whatever else a part of the seed keeps with a record is its own affair. */
const columnsOf = (entity: Function): Set<string> =>
  new Set(
    getMetadataArgsStorage()
      .columns.filter(({ target }) => target === entity)
      .map(({ propertyName }) => propertyName),
  );

const portion = 2000;

/** Inserts rows by the names of their fields; what a row does not mention keeps its default. */
export async function insertRows(db: EntityManager, table: string, rows: readonly object[], among?: Set<string>): Promise<void> {
  const alike = new Map<string, { keys: string[]; rows: Row[] }>();
  for (const row of rows as Row[]) {
    const keys = Object.keys(row).filter(key => row[key] !== undefined && (!among || among.has(key)));
    const shape = keys.join();
    if (!alike.has(shape)) alike.set(shape, { keys, rows: [] });
    alike.get(shape)!.rows.push(row);
  }
  for (const { keys, rows } of alike.values()) {
    const names = keys.map(key => `"${snake(key)}"`).join(', ');
    for (let from = 0; from < rows.length; from += portion) {
      const part = rows.slice(from, from + portion).map(row => Object.fromEntries(keys.map(key => [snake(key), row[key]])));
      await db.query(`insert into "${table}" (${names}) select ${names} from jsonb_populate_recordset(null::"${table}", $1)`, [
        JSON.stringify(part),
      ]);
    }
  }
}
