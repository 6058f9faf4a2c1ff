import { availableParallelism } from 'node:os';
import { ConfigError, readConfig, settings } from '../../server/config.ts';

test('without any setting the embedded database, the demonstration and port 4000 are taken', () => {
  expect(readConfig({})).toEqual({
    port: 4000,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:4000',
    data: null,
    seed: 'demo',
    auditHash: 'SHA256',
    auditAnchors: null,
    databaseUrl: null,
    replicaUrls: [],
    idleDays: 90,
    trustProxy: null,
    passwordDays: 90,
    secretKey: null,
    cipher: 'aes-256-gcm',
    logLevel: 'info',
    environment: 'production',
    signOnFile: null,
    processes: 1,
    reading: 'compiled',
    rates: { keys: 60_000, sessions: 600_000, anonymous: 120_000 },
  });
});

test('an own PostgreSQL is not seeded unless asked', () => {
  const DATABASE_URL = 'postgres://me@db/shizhuan';
  expect(readConfig({ DATABASE_URL }).seed).toBe('none');
  expect(readConfig({ DATABASE_URL, SHIZHUAN_SEED: 'demo' }).seed).toBe('demo');
});

test('an own city is served by as many processes as there are cores, a demonstration and a developer by one', () => {
  const cores = Math.min(8, availableParallelism());
  expect(readConfig({ SHIZHUAN_SEED: 'none' }).processes).toBe(cores);
  expect(readConfig({ DATABASE_URL: 'postgres://me@db/shizhuan' }).processes).toBe(cores);
  expect(readConfig({ SHIZHUAN_SEED: 'none', NODE_ENV: 'development' }).processes).toBe(1);
  expect(readConfig({ SHIZHUAN_PROCESSES: '3' }).processes).toBe(3);
  for (const wrong of ['0', '65', '2.5', 'all']) expect(() => readConfig({ SHIZHUAN_PROCESSES: wrong })).toThrow('SHIZHUAN_PROCESSES');
});

test('replicas are a list', () => {
  const urls = 'postgres://a/x, postgres://b/x';
  expect(readConfig({ DATABASE_URL: 'postgres://p/x', DATABASE_REPLICA_URLS: urls }).replicaUrls).toEqual([
    'postgres://a/x',
    'postgres://b/x',
  ]);
});

test('everything that is wrong is told at once, and no password with it', () => {
  const wrong = {
    PORT: '70000',
    HOST: 'a b',
    PUBLIC_URL: 'ftp://x',
    SHIZHUAN_SEED: 'city',
    SHIZHUAN_DTA: '/x',
    DATABASE_URL: 'mysql://u:secret@h/d',
    LOG_LEVEL: 'loud',
    NODE_ENV: 'prod',
    SHIZHUAN_TRUST_PROXY: 'anybody',
    SHIZHUAN_PASSWORD_DAYS: '-1',
    SHIZHUAN_SECRET_KEY: 'c2VjcmV0',
    SHIZHUAN_CIPHER: 'rot13',
  };
  const error = thrown(() => readConfig(wrong));
  expect(error).toBeInstanceOf(ConfigError);
  const { faults, message, exitCode } = error as ConfigError;
  for (const name of Object.keys(wrong)) expect(faults.filter(fault => fault.startsWith(name))).toHaveLength(1);
  expect(message).not.toContain('secret');
  expect(exitCode).toBe(2);
});

test('a misspelt setting is an error and names those there are', () => {
  const { faults } = thrown(() => readConfig({ SHIZHUAN_SEDE: 'demo' })) as ConfigError;
  const own = settings.map(({ name }) => name).filter(name => name.startsWith('SHIZHUAN_'));
  expect(own).toContain('SHIZHUAN_SEED');
  expect(faults).toEqual([`SHIZHUAN_SEDE is not known; there are ${own.join(', ')}`]);
});

test.each([
  ['1', 1],
  ['10.0.0.7, 192.168.0.0/16', ['10.0.0.7', '192.168.0.0/16']],
  ['loopback', ['loopback']],
])('the proxies in front are %s', (text, trustProxy) => {
  expect(readConfig({ SHIZHUAN_TRUST_PROXY: text }).trustProxy).toEqual(trustProxy);
});

test.each(['0', '11', '10.0.0.0/33', '10.0.0', 'true', ','])('%j is no proxy', text => {
  expect(thrown(() => readConfig({ SHIZHUAN_TRUST_PROXY: text }))).toBeInstanceOf(ConfigError);
});

test('an empty setting is none, and the configuration cannot be changed', () => {
  const config = readConfig({ PORT: '', DATABASE_URL: ' ' });
  expect(config.port).toBe(4000);
  expect(Object.isFrozen(config)).toBe(true);
});

test('every setting has a name, a start value or none, and a sentence', () => {
  for (const { name, about } of settings) {
    expect(name).toMatch(/^[A-Z_]+$/);
    expect(about.length).toBeGreaterThan(10);
  }
});

function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
