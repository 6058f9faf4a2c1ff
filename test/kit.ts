import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from 'graphql';
import { GraphQLClient, type Variables } from 'graphql-request';
import { Client } from 'pg';
import pino from 'pino';
import { DataSource } from 'typeorm';
import type { Code } from '../schema/codes.ts';
import type { TadaDocumentNode } from '../schema/graphql.ts';
import { type Role, staff } from '../schema/roles.ts';
import { options } from '../server/database.ts';
import { newId } from '../server/kernel/fields.ts';
import type { Rates } from '../server/kernel/rates.ts';
import { asSystem } from '../server/kernel/scope.ts';
import { seal } from '../server/kernel/sealing.ts';
import { codeAt, newSecret } from '../server/people/factor/totp.ts';
import { openSession } from '../server/people/session/session.ts';
import { installSignIn } from '../server/people/session/settings.ts';
import type { IdentityProvider } from '../server/people/sso/provider.ts';
import { makeUscc } from '../server/people/uscc.ts';
import { testMark } from '../server/postgres/testing.ts';
import { type Served, serve } from '../server/serve.ts';
import { cityInstant, cityTemplate } from './city.ts';
import { databaseUrl, template } from './template.ts';
import './sealing.ts';

/** The secret that everybody in tests has on the telephone. */
export const telephone = newSecret();

/** Whether servers of tests compile their reads: the tests run both ways. */
export const compiled = process.env['SHIZHUAN_READING'] !== 'off';

/** What a test file works with: a database of its own and a server on it. */
export interface Scene {
  served: Served;
  /** As the owner, to set a scene where a user could not get there quickly, and to look at what was kept. */
  owner: DataSource;
  /** As the background and the command line work: the role of the API, under no rule of rows. */
  own: DataSource;
  apiUrl: string;
  files: string;
}
let scene: Scene | undefined;
const now = (): Scene => scene ?? fail('useServer() was not called');
function fail(message: string): never {
  throw new Error(message);
}

/** Gives the test file a copy of the template database and a server on it; both are gone afterwards. */
export function useServer({
  background = false,
  introspection = false,
  panel,
  identityProviders,
  rates,
  city = false,
  trustProxy,
  attemptsPerMinute,
  secure,
  remembering = false,
  compiled: statements = compiled,
}: {
  /** On the demonstration city instead of an empty database, at the instant it was told. */
  city?: boolean;
  background?: boolean;
  introspection?: boolean;
  panel?: string;
  identityProviders?: () => readonly IdentityProvider[];
  /** What queries may cost in a minute; a test runs into no limit unless it asks for one. */
  rates?: Rates;
  trustProxy?: number | readonly string[];
  /** Attempts to sign in from one address; tests come from one. */
  attemptsPerMinute?: number;
  /** As behind https. */
  secure?: boolean;
  /** Whether it compiles its reads; as all of them when left out. */
  compiled?: boolean;
  /** Whether the public is answered from memory. Scenes that are set with SQL are no facts, so tests say when they want it. */
  remembering?: boolean;
} = {}): void {
  const name = `t_${newId().replaceAll('-', '')}`;
  beforeAll(async () => {
    const files = mkdtempSync(join(tmpdir(), 'shizhuan-files-'));
    const source = city ? await cityTemplate(files) : template;
    await copyTo(name, source);
    const owner = new DataSource(options(databaseUrl(name, 'shizhuan'), { max: 4 }));
    await owner.initialize();
    const apiUrl = databaseUrl(name, 'shizhuan_api');
    installSignIn({ attemptsPerMinute });
    const served = await serve({
      compiled: statements,
      apiUrl,
      host: '127.0.0.1',
      port: 0,
      log: quiet,
      files,
      background,
      introspection,
      panel,
      poolSize: 8,
      identityProviders: identityProviders?.(),
      rates,
      trustProxy,
      secure,
      remembering,
    });
    const own = await new DataSource(options(apiUrl, { max: 2, options: asSystem })).initialize();
    scene = { served, owner, own, apiUrl, files };
    if (city) await travelTo(cityInstant);
  }, 120_000);
  afterAll(async () => {
    if (!scene) return;
    const { served, owner, own, files } = scene;
    await served.stop();
    await owner.destroy();
    await own.destroy();
    rmSync(files, { recursive: true, force: true });
    await drop(name);
    scene = undefined;
  }, 60_000);
}

const copyTo = (name: string, source: string) =>
  asSuperuser(async admin => {
    await admin.query(`create database ${name} owner shizhuan template ${source}`);
    await admin.query(`comment on database ${name} is '${testMark}'`);
  });
const drop = (name: string) => asSuperuser(admin => admin.query(`drop database if exists ${name} with (force)`));

/** Lends an empty database beside the one of this file, to its owner. */
export async function withEmptyDatabase<T>(work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const name = `t_${newId().replaceAll('-', '')}`;
  await copyTo(name, template);
  try {
    return await work(databaseUrl(name, 'shizhuan'));
  } finally {
    await drop(name);
  }
}

/** Defects are what a test must see: they go to the console. */
export const quiet = pino({ level: process.env['LOG_LEVEL'] ?? 'error' });

/** A second server process' worth on the same database. */
export const another = ({
  rates,
  poolSize = 8,
  remembering = false,
  compiled: statements = compiled,
  introspection,
}: {
  rates?: Rates;
  poolSize?: number;
  remembering?: boolean;
  /** Whether it compiles its reads; as all of them when left out. */
  compiled?: boolean;
  introspection?: boolean;
} = {}): Promise<Served> =>
  serve({
    compiled: statements,
    introspection,
    apiUrl: now().apiUrl,
    host: '127.0.0.1',
    port: 0,
    log: quiet,
    files: now().files,
    background: false,
    poolSize,
    rates,
    remembering,
  });

async function asSuperuser<T>(work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: process.env['SHIZHUAN_TEST_PG'] });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** SQL as the owner: to set a scene or to look. Never to act for a user. */
export const sql = <R = Record<string, any>>(text: string, parameters: unknown[] = []): Promise<R[]> => now().owner.query(text, parameters);
export const url = (): string => now().served.url;
export const here = (): Scene => now();

/** Moves the clock of the domain: everything that asks what time it is moves along. `travel('3 days')`, `travel(null)` comes back. */
export async function travel(interval: string | null): Promise<void> {
  await sql("update test_clock set shift = coalesce($1::interval, interval '0')", [interval]);
}
/** Moves the clock to an instant, from which it goes on. */
export async function travelTo(instant: string): Promise<void> {
  await sql('update test_clock set shift = $1::timestamptz - clock_timestamp()', [instant]);
}

export interface Refusal extends Error {
  code: Code;
  reason?: string;
  details?: Record<string, unknown>;
}

/** Somebody who asks through the front door, as a browser or a partner would. */
export class Someone {
  readonly id: string;
  readonly role: Role;
  readonly headers: Record<string, string>;
  readonly at: string;
  /** What the account acts for. */
  readonly of: { providerId?: string; enterpriseId?: string; expertId?: string; district?: string };

  constructor(id: string, role: Role, headers: Record<string, string>, of: Someone['of'] = {}, at = url()) {
    Object.assign(this, { id, role, headers, of, at });
    this.id = id;
    this.role = role;
    this.headers = headers;
    this.of = of;
    this.at = at;
  }

  /** The answer; throws the refusal. */
  async ask<Result, V extends object>(
    document: TadaDocumentNode<Result, V> | string,
    variables?: V,
    headers: Record<string, string> = {},
  ): Promise<Result> {
    const client = new GraphQLClient(`${this.at}/graphql`, {
      headers: { ...this.headers, ...headers },
      errorPolicy: 'none',
      fetch: async (...given: Parameters<typeof fetch>) => this.keepingCookie(await fetch(...given)),
    });
    try {
      return await client.request<Result>(typeof document === 'string' ? document : print(document), variables as Variables);
    } catch (error) {
      const [first] =
        (error as { response?: { errors?: { message: string; extensions?: Record<string, unknown> }[] } }).response?.errors ?? [];
      if (!first) throw error;
      throw Object.assign(
        new Error(
          `${first.extensions?.['code']} ${first.extensions?.['reason'] ?? ''} ${first.message} ${JSON.stringify(first.extensions?.['details'] ?? '')}`,
        ),
        first.extensions,
      );
    }
  }

  /** Who has a session goes on under its new id, as a browser does. */
  private keepingCookie(answer: Response): Response {
    const [cookie] = /sid=[\w-]+/.exec(answer.headers.get('set-cookie') ?? '') ?? [];
    if (cookie && this.headers['cookie']) this.headers['cookie'] = cookie;
    return answer;
  }

  /** The code of the refusal; undefined when the server obliges. */
  async refusal<Result, V extends object>(document: TadaDocumentNode<Result, V> | string, variables?: V): Promise<Code | undefined> {
    return (await this.refused(document, variables))?.code;
  }

  /** The whole refusal; undefined when the server obliges. */
  refused<Result, V extends object>(document: TadaDocumentNode<Result, V> | string, variables?: V): Promise<Refusal | undefined> {
    return this.ask(document, variables).then(
      () => undefined,
      error => error as Refusal,
    );
  }

  /** The same person at another server. */
  through(served: Served): Someone {
    return new Someone(this.id, this.role, this.headers, this.of, served.url);
  }
}

let serial = 0;
/** A number that no other scene of this file has. */
export const next = (): number => ++serial;

export const anyone = (): Someone => new Someone('public', 'PUBLIC', {});

export async function aProvider({ district = '370212', uscc = makeUscc(`provider ${next()}`, '370212') } = {}): Promise<string> {
  const id = newId();
  await sql(
    `insert into provider (id, uscc, name, kind, district, contact_name, contact_phone) values ($1, $2, $3, 'PRODUCT', $4, '王经理', '13812341234')`,
    [id, uscc, `服务商${serial}`, district],
  );
  return id;
}
export async function anEnterprise({
  district = '370211',
  division = '33',
  size = 'SMALL',
  uscc = makeUscc(`enterprise ${next()}`, '370211'),
} = {}): Promise<string> {
  const id = newId();
  await sql(
    `insert into enterprise (id, uscc, name, district, division, size, contact_name, contact_phone) values ($1, $2, $3, $4, $5, $6, '刘厂长', '13987654321')`,
    [id, uscc, `企业${serial}`, district, division, size],
  );
  return id;
}
export async function anExpert({
  employerUscc = makeUscc(`employer ${next()}`, '370202'),
  scenarios = ['S06'],
}: {
  employerUscc?: string;
  scenarios?: string[];
} = {}): Promise<string> {
  const id = newId();
  await sql(`insert into expert (id, number, name, employer_uscc, scenarios) values ($1, $2, $3, $4, $5)`, [
    id,
    `E${1000 + next()}`,
    `专家${serial}`,
    employerUscc,
    scenarios,
  ]);
  return id;
}

/** The code that is on the telephone now; `ahead` steps of 30 seconds later, for whoever has used it already. */
export async function codeNow(ahead = 0, secret = telephone): Promise<string> {
  const [row] = await sql<{ now: Date }>('select domain_now() as now');
  return codeAt(secret, new Date(row!.now.getTime() + ahead * 30_000));
}

/** Gives an account the second factor that everybody in tests has. */
export const enrol = (userId: string, secret = telephone): Promise<unknown> =>
  sql(
    'insert into factor (user_id, sealed, confirmed_at) values ($1, $2, domain_now()) on conflict (user_id) do update set sealed = excluded.sealed, last_step = 0',
    [userId, seal(secret, userId)],
  );

/**
 * A person with an account in a role, signed in. Organisations and experts are made as needed.
 *
 * The session does not end by itself, has its second factor and has just proved itself, unless one says otherwise.
 */
export async function someone(role: Role, of: Someone['of'] = {}, { enrolled = true, fresh = true } = {}): Promise<Someone> {
  if (role === 'PUBLIC') return anyone();
  const acts = { ...of };
  if (role === 'PROVIDER') acts.providerId ??= await aProvider();
  if (role === 'ENTERPRISE') acts.enterpriseId ??= await anEnterprise({ district: of.district });
  if (role === 'EXPERT') acts.expertId ??= await anExpert();
  if (role === 'DISTRICT') acts.district ??= '370211';
  const id = newId();
  await sql(
    `insert into account (id, login, name, role, person_number, district, provider_id, enterprise_id, expert_id, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'ACTIVE')`,
    [
      id,
      `user${next()}`,
      `${role} ${serial}`,
      role,
      staff.includes(role) ? `P${serial}` : null,
      role === 'DISTRICT' ? acts.district : null,
      acts.providerId ?? null,
      acts.enterpriseId ?? null,
      acts.expertId ?? null,
    ],
  );
  if (enrolled) await enrol(id);
  const token = await openSession(now().owner.manager, { id, role });
  await sql(
    `update session set expires_at = '2999-01-01', idle_at = '2999-01-01', seen_at = '2999-01-01', fresh_until = case when $2 then timestamptz '2999-01-01' end where user_id = $1`,
    [id, fresh],
  );
  return new Someone(id, role, { cookie: `sid=${token}` }, acts);
}

/** A browser that signs in with a password, and with the code on the telephone where the account has one. */
export async function signsIn(login: string, password: string, code?: string, headers: Record<string, string> = {}): Promise<Someone> {
  const response = await fetch(`${url()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      query:
        'mutation ($login: String!, $password: String!, $code: String) { signIn(login: $login, password: $password, code: $code) { id role } }',
      variables: { login, password, code },
    }),
  });
  const { data, errors } = (await response.json()) as {
    data: { signIn: { id: string; role: Role } } | null;
    errors?: { extensions: { code: Code; reason?: string } }[];
  };
  const [cookie] = /sid=[\w-]+/.exec(response.headers.get('set-cookie') ?? '') ?? [];
  if (!data || !cookie) throw Object.assign(new Error(JSON.stringify(errors)), errors?.[0]?.extensions);
  return new Someone(data.signIn.id, data.signIn.role, { cookie });
}

export const times = <T>(count: number, make: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => make(at)));

/** How many statements the server sends while `work` runs, as PostgreSQL counts them; set-up of transactions left out. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const { Client: Pg } = await import('pg');
  const seen: string[] = [];
  const original = Pg.prototype.query;
  Pg.prototype.query = function (this: Client, ...args: any[]) {
    const text = typeof args[0] === 'string' ? args[0] : args[0]?.text;
    if (text && (this as unknown as { connectionParameters?: { user?: string } }).connectionParameters?.user === 'shizhuan_api')
      seen.push(text);
    return (original as Function).apply(this, args);
  } as never;
  try {
    await work();
  } finally {
    Pg.prototype.query = original;
  }
  return seen.filter(text => !/^(begin|commit|start transaction|rollback|set |select set_config)/i.test(text.trim()));
}
