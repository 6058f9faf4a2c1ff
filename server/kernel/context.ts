import DataLoader from 'dataloader';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { Caller, Spent } from './caller.ts';
import { fromDatabase, refuse } from './errors.ts';
import { type Actor, allowed, covers, type Verb } from './policy.ts';
import { fetchRows, restrict } from './rows.ts';
import { beginReading, enter, lend, system } from './scope.ts';

/** What came with the request, beside the operation. */
export interface RequestInfo {
  id: string;
  ip?: string;
  userAgent?: string;
  idempotencyKey?: string;
  /** The session that asks, as its stored hash. */
  sessionId?: string;
  setCookie?: (name: string, value: string, maxAgeSeconds: number) => void;
  /** Whoever waits for the answer. */
  caller?: Caller;
  /** What was tried for it already: whom it was charged to, and that it took too long. Neither happens twice. */
  paid?: { who: string; spent: Promise<Spent | undefined> };
  late?: unknown;
  /** Runs after the transaction has been committed; never when it was rolled back. */
  afterCommit?: (() => void | Promise<void>)[];
  /** What the operation costs, and what is left of the minute where there is a limit. */
  spent?: { cost: number; limit?: number; remaining?: number; resetsInSeconds?: number };
  /** Set by what answers with a secret or a personal value: such an answer is not kept for those who ask again. */
  secret?: boolean;
}

/** What every request carries: who asks, and where to look. One per request, never kept: its loaders remember. */
export class Context {
  readonly actor: Actor;
  readonly db: EntityManager;
  readonly request: RequestInfo;
  private readonly loaders = new Map<string, DataLoader<string, ObjectLiteral[]>>();
  private clock?: Promise<{ now: Date; today: string }>;

  constructor(actor: Actor, db: EntityManager, request: RequestInfo = { id: 'none' }) {
    this.actor = actor;
    this.db = db;
    this.request = request;
  }

  /** The record this id names, or null when there is none or it is not this actor's to see. */
  async load<T extends ObjectLiteral>(entity: EntityTarget<T>, id: string | null | undefined): Promise<T | null> {
    return id ? ((await this.loadAll(entity, 'id', id))[0] ?? null) : null;
  }

  /** As `load`, but refuses with NOT_FOUND. */
  async need<T extends ObjectLiteral>(entity: EntityTarget<T>, id: string): Promise<T> {
    const found = await this.load(entity, id);
    if (!found) throw refuse('NOT_FOUND');
    return found;
  }

  /** The visible records whose column holds this value. However many a request asks for, it is one query per column. */
  loadAll<T extends ObjectLiteral>(entity: EntityTarget<T>, column: keyof T & string, value: string): Promise<T[]> {
    const name = this.db.getRepository(entity).metadata.name;
    return this.loader(
      `${name}.${column}`,
      async values => {
        const query = restrict(this.db.getRepository(entity).createQueryBuilder('it'), allowed(this.actor, 'read', name));
        return fetchRows(query.andWhere(`it.${column} in (:...values)`, { values }).orderBy('it.id'));
      },
      column,
      value,
    ) as unknown as Promise<T[]>;
  }

  /** Any batched look-up: `fetch` is asked once for all values of a request; answers are matched by `column`. */
  loader<T extends ObjectLiteral>(key: string, fetch: (values: string[]) => Promise<T[]>, column: string, value: string): Promise<T[]> {
    let loader = this.loaders.get(key);
    if (!loader) {
      loader = new DataLoader<string, ObjectLiteral[]>(async values => {
        const found = await fetch([...values]);
        const groups = new Map<string, ObjectLiteral[]>(values.map(value => [value, []]));
        for (const record of found) groups.get(String(record[column]))?.push(record);
        return values.map(value => groups.get(value)!);
      });
      this.loaders.set(key, loader);
    }
    return loader.load(value) as Promise<T[]>;
  }

  /** Refuses unless the policy lets this actor do this to this record. */
  permit(verb: Verb, record: object): void {
    const { name } = this.db.connection.getMetadata(record.constructor);
    if (!covers(allowed(this.actor, verb, name), record)) throw refuse('FORBIDDEN');
  }

  /** Now, by the clock of the domain; asked of the database once per request. */
  async now(): Promise<Date> {
    return (await this.time()).now;
  }

  /** Today in Asia/Shanghai. */
  async today(): Promise<string> {
    return (await this.time()).today;
  }

  private time(): Promise<{ now: Date; today: string }> {
    this.clock ??= this.query<{ now: Date; today: string }>('select domain_now() as now, domain_today()::text as today').then(
      ([row]) => row!,
    );
    return this.clock;
  }

  query<R = Record<string, any>>(sql: string, parameters: unknown[] = []): Promise<R[]> {
    return this.db.query(sql, parameters);
  }

  /** Forgets what was loaded: after a write the same look-up must see it. */
  forget(): void {
    this.loaders.clear();
  }

  /** Runs `work` in one transaction: everything in it happens, or nothing does. Inside one, it joins it. */
  async transaction<R>(work: (ctx: Context) => Promise<R>): Promise<R> {
    if (this.db.queryRunner?.isTransactionActive) return work(this);
    try {
      return await this.db.transaction(async tx => {
        await enter(tx, this.actor, 'write');
        return work(new Context(this.actor, tx, this.request));
      });
    } catch (error) {
      throw fromDatabase(error);
    }
  }

  /** Runs `work` in one read-only transaction, on the data of one instant. Inside a transaction, it joins it. */
  async reading<R>(work: (ctx: Context) => Promise<R>): Promise<R> {
    if (this.db.queryRunner?.isTransactionActive) return work(this);
    try {
      const { db, end } = await beginReading(this.db.connection, this.actor);
      try {
        return await work(new Context(this.actor, db, this.request));
      } finally {
        await end();
      }
    } catch (error) {
      throw fromDatabase(error);
    }
  }

  /**
   * Runs `work` as the system, beyond the rows the actor may write: for what an act entails above the heads of others, such
   * as a seat that goes to who waits next. The caller has asked the policy; the database asks nothing meanwhile.
   */
  asSystem<R>(work: (ctx: Context) => Promise<R>): Promise<R> {
    if (this.actor.id === system.id) return work(this);
    if (!this.db.queryRunner?.isTransactionActive) return this.as(system).transaction(work);
    return lend(this.db, () => work(this.as(system)));
  }

  /** The same request as somebody else: for what the system does by itself. */
  as(actor: Actor): Context {
    return new Context(actor, this.db, this.request);
  }
}
