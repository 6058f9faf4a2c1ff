/** The settings of a running Shizhuan: read once, checked whole, frozen. Nothing else reads the environment. */
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/** The folder of the clone, both from source and from compiled code. */
export const root = findRoot(__dirname);

/** The version of the product. */
export const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const seeds = ['demo', 'none'] as const;
const auditHashes = ['SHA256', 'SM3'] as const;
const readings = ['compiled', 'off'] as const;
const environments = ['production', 'development', 'test'] as const;

const ciphers = ['aes-256-gcm', 'sm4-sm3'] as const;
/** What secrets are sealed with at rest. */
export type Cipher = (typeof ciphers)[number];

export type LogLevel = (typeof logLevels)[number];

/** All that may be set from outside. */
export type Config = Readonly<{
  port: number;
  host: string;
  /** How users reach the server; https here means Secure cookies. */
  publicUrl: string;
  /** Where data is kept; null leaves it to the supervisor of the database (`dataFolder`). */
  data: string | null;
  seed: (typeof seeds)[number];
  /** With what facts are chained from now on. */
  auditHash: (typeof auditHashes)[number];
  /** Where the daily anchors of the audit trail are kept; null is `audit` in the data folder. */
  auditAnchors: string | null;
  /** An own PostgreSQL; null means the embedded one. */
  databaseUrl: string | null;
  replicaUrls: readonly string[];
  /** After how many days without a sign-in an account is disabled. */
  idleDays: number;
  /** The proxies in front: how many, or their addresses and networks; null when users reach the server themselves. */
  trustProxy: number | readonly string[] | null;
  /** After how many days a password of the bureau or a district must be changed; 0 is never. */
  passwordDays: number;
  /** The key that secrets are sealed with; null takes the one in the data folder. */
  secretKey: Buffer | null;
  cipher: Cipher;
  logLevel: LogLevel;
  environment: (typeof environments)[number];
  /** The file that names the identity providers for single sign-on; null when there are none. */
  signOnFile: string | null;
  /** How many processes serve. */
  processes: number;
  /** Whether reads are compiled into one statement where they can be. */
  reading: (typeof readings)[number];
  /** What queries may cost in a minute: each key, each session, each network without one. */
  rates: Readonly<{ keys: number; sessions: number; anonymous: number }>;
}>;

export type Setting = { name: string; start: string; about: string };

/** Every variable that is read, with its start value; README prints this table. */
export const settings: readonly Setting[] = [
  { name: 'HOST', start: '127.0.0.1', about: 'address to listen on; 0.0.0.0 for every interface' },
  { name: 'PORT', start: '4000', about: 'port of GraphQL, panel and files; 0 takes a free one' },
  { name: 'PUBLIC_URL', start: 'http://HOST:PORT', about: 'how users reach the server, for links and cookies; https makes cookies Secure' },
  { name: 'SHIZHUAN_DATA', start: '.data', about: 'folder of the embedded database, uploaded files and secrets' },
  { name: 'SHIZHUAN_SEED', start: 'demo', about: 'what an empty database is filled with: demo or none; none with DATABASE_URL' },
  { name: 'SHIZHUAN_AUDIT_HASH', start: 'SHA256', about: 'with what facts are chained from now on: SHA256 or SM3' },
  {
    name: 'SHIZHUAN_AUDIT_ANCHORS',
    start: '.data/audit',
    about: 'folder of the daily anchors of the audit trail; best on another machine, where files can only be added to',
  },
  {
    name: 'SHIZHUAN_TRUST_PROXY',
    start: '',
    about: 'the proxies in front whose X-Forwarded-For is believed: how many of them, or their addresses and networks, separated by commas',
  },
  {
    name: 'SHIZHUAN_PASSWORD_DAYS',
    start: '90',
    about: 'after how many days a password of the bureau or a district must be changed; 0 for never',
  },
  {
    name: 'SHIZHUAN_SECRET_KEY',
    start: '',
    about:
      '32 bytes in base64 that seal the secrets of second factors; without it they are in secret.key in the data folder. Not in backups',
  },
  { name: 'SHIZHUAN_CIPHER', start: 'aes-256-gcm', about: 'what they are sealed with: aes-256-gcm or sm4-sm3' },
  { name: 'DATABASE_URL', start: '', about: 'an own PostgreSQL 15 or newer instead of the embedded one' },
  { name: 'DATABASE_REPLICA_URLS', start: '', about: 'its standbys for reading, separated by commas; only with DATABASE_URL' },
  { name: 'SHIZHUAN_SSO', start: '', about: 'file that names the identity providers for single sign-on, see docs/single-sign-on.md' },
  {
    name: 'SHIZHUAN_PROCESSES',
    start: '',
    about:
      'how many processes serve, from 1 to 64; without it as many as there are cores, at most 8, and one for the demonstration or in development',
  },
  {
    name: 'SHIZHUAN_READING',
    start: 'compiled',
    about: 'compiled answers reads by one statement each; off goes field by field, to find out whether a fault lies there',
  },
  { name: 'RATE_KEYS', start: '60000', about: "what the queries of a partner's key may cost in a minute; 0 for no limit" },
  { name: 'RATE_SESSIONS', start: '600000', about: 'the same for each session' },
  { name: 'RATE_ANONYMOUS', start: '120000', about: 'the same for each network of callers who are not signed in' },
  { name: 'SHIZHUAN_IDLE_DAYS', start: '90', about: 'after how many days without a sign-in an account is disabled' },
  { name: 'LOG_LEVEL', start: 'info', about: logLevels.join(', ') },
  { name: 'NODE_ENV', start: 'production', about: environments.join(', ') },
];

/** Thrown when settings are wrong; it names all of them. */
export class ConfigError extends Error {
  readonly exitCode = 2;
  constructor(readonly faults: readonly string[]) {
    super(`These settings are wrong:\n${faults.map(fault => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads and checks the settings; throws one `ConfigError` with everything that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const faults: string[] = [];
  const text = (name: string) => env[name]?.trim() || null;
  const oneOf = <const T extends string>(name: string, choices: readonly T[], start: T): T => {
    const value = text(name) ?? start;
    if ((choices as readonly string[]).includes(value)) return value as T;
    faults.push(`${name} must be one of ${choices.join(', ')}, not ${shown(value)}`);
    return start;
  };
  const url = (name: string, value: string, protocols: readonly string[]) => {
    if (protocols.includes(URL.canParse(value) ? new URL(value).protocol : '')) return value;
    faults.push(`${name} must be an address that begins with ${protocols.map(protocol => `${protocol}//`).join(' or ')}`);
    return value;
  };
  const postgres = ['postgres:', 'postgresql:'];

  const known = new Set(settings.map(setting => setting.name));
  // SHIZHUAN_TEST_… is the test kit talking to itself.
  for (const name of Object.keys(env).filter(name => /^SHIZHUAN_(?!TEST_)/.test(name) && !known.has(name))) {
    faults.push(`${name} is not known; there are ${[...known].filter(each => each.startsWith('SHIZHUAN_')).join(', ')}`);
  }
  const port = Number(text('PORT') ?? 4000);
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535))
    faults.push(`PORT must be a number from 0 to 65535, not ${shown(text('PORT'))}`);
  const rate = (name: string): number => {
    const value = Number(text(name) ?? settings.find(setting => setting.name === name)!.start);
    if (!(Number.isInteger(value) && value >= 0 && value <= 1_000_000_000))
      faults.push(`${name} must be a number from 0 to 1000000000, not ${shown(text(name))}`);
    return value;
  };
  const rates = { keys: rate('RATE_KEYS'), sessions: rate('RATE_SESSIONS'), anonymous: rate('RATE_ANONYMOUS') };
  const idleDays = Number(text('SHIZHUAN_IDLE_DAYS') ?? 90);
  if (!(Number.isInteger(idleDays) && idleDays >= 1 && idleDays <= 3650))
    faults.push(`SHIZHUAN_IDLE_DAYS must be a number from 1 to 3650, not ${shown(text('SHIZHUAN_IDLE_DAYS'))}`);
  const host = text('HOST') ?? '127.0.0.1';
  if (/[\s/]/.test(host)) faults.push(`HOST must be a name or an address, not ${shown(host)}`);
  const publicUrl = text('PUBLIC_URL');
  if (publicUrl) url('PUBLIC_URL', publicUrl, ['http:', 'https:']);
  const databaseUrl = text('DATABASE_URL');
  if (databaseUrl) url('DATABASE_URL', databaseUrl, postgres);
  const replicaUrls = (text('DATABASE_REPLICA_URLS') ?? '').split(',').flatMap(part => part.trim() || []);
  for (const replica of replicaUrls) url('DATABASE_REPLICA_URLS', replica, postgres);
  if (replicaUrls.length && !databaseUrl) faults.push('DATABASE_REPLICA_URLS is only of use with DATABASE_URL');
  const seed = oneOf('SHIZHUAN_SEED', seeds, databaseUrl ? 'none' : 'demo');
  const auditHash = oneOf('SHIZHUAN_AUDIT_HASH', auditHashes, 'SHA256');
  const proxies = text('SHIZHUAN_TRUST_PROXY');
  const trustProxy =
    proxies === null ? null : /^\d+$/.test(proxies) ? Number(proxies) : proxies.split(',').flatMap(part => part.trim() || []);
  if (
    Array.isArray(trustProxy)
      ? trustProxy.length === 0 || !trustProxy.every(isNetwork)
      : typeof trustProxy === 'number' && (trustProxy < 1 || trustProxy > 10)
  )
    faults.push(`SHIZHUAN_TRUST_PROXY must be a number from 1 to 10, or addresses such as 10.0.0.7 or 10.0.0.0/8, not ${shown(proxies)}`);
  const passwordDays = Number(text('SHIZHUAN_PASSWORD_DAYS') ?? 90);
  if (!(Number.isInteger(passwordDays) && passwordDays >= 0 && passwordDays <= 3650))
    faults.push(`SHIZHUAN_PASSWORD_DAYS must be a number of days from 0 to 3650, not ${shown(text('SHIZHUAN_PASSWORD_DAYS'))}`);
  const key = text('SHIZHUAN_SECRET_KEY');
  const secretKey = key === null ? null : Buffer.from(key, 'base64');
  if (secretKey && secretKey.length !== 32)
    faults.push('SHIZHUAN_SECRET_KEY must be 32 bytes in base64, such as `openssl rand -base64 32` makes');
  const cipher = oneOf('SHIZHUAN_CIPHER', ciphers, 'aes-256-gcm');
  const logLevel = oneOf('LOG_LEVEL', logLevels, 'info');
  const environment = oneOf('NODE_ENV', environments, 'production');
  const usual = environment === 'production' && seed === 'none' ? Math.min(8, availableParallelism()) : 1;
  const processes = Number(text('SHIZHUAN_PROCESSES') ?? usual);
  if (!(Number.isInteger(processes) && processes >= 1 && processes <= 64))
    faults.push(`SHIZHUAN_PROCESSES must be a number from 1 to 64, not ${shown(text('SHIZHUAN_PROCESSES'))}`);
  const reading = oneOf('SHIZHUAN_READING', readings, 'compiled');
  if (faults.length) throw new ConfigError(faults);

  const folder = (name: string) => {
    const path = text(name);
    return path && (isAbsolute(path) ? path : resolve(root, path));
  };
  return Object.freeze({
    port,
    host,
    publicUrl: (publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`).replace(/\/+$/, ''),
    data: folder('SHIZHUAN_DATA'),
    auditHash,
    auditAnchors: folder('SHIZHUAN_AUDIT_ANCHORS'),
    seed,
    databaseUrl,
    replicaUrls: Object.freeze(replicaUrls),
    idleDays,
    trustProxy,
    passwordDays,
    secretKey,
    cipher,
    logLevel,
    environment,
    signOnFile: text('SHIZHUAN_SSO') && resolve(root, text('SHIZHUAN_SSO')!),
    processes,
    reading,
    rates: Object.freeze(rates),
  });
}

/** What a program that we start gets to see of the environment: enough to run, no secrets. */
export const bareEnvironment = () => ({ PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' });

const shown = (value: string | null) => JSON.stringify(value && value.length > 40 ? `${value.slice(0, 40)}…` : value);

/** An address, or a network of them (10.0.0.0/8), or one of the names that express knows. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)];
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  return most !== undefined && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}

function findRoot(from: string): string {
  if (existsSync(join(from, 'package-lock.json'))) return from;
  const above = dirname(from);
  if (above === from) throw new Error('The folder of Shizhuan was not found above its code');
  return findRoot(above);
}
