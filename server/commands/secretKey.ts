import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError } from '../config.ts';
import { installSealing } from '../kernel/sealing.ts';

/** The key that seals secrets: the setting, else `secret.key` in the data folder, made once and readable for its owner only. */
export function takeSecretKey({ secretKey, cipher }: Pick<Config, 'secretKey' | 'cipher'>, dataFolder: string): void {
  installSealing({ key: secretKey ?? keyIn(join(dataFolder, 'secret.key')), cipher });
}

function keyIn(file: string): Buffer {
  if (!existsSync(file)) {
    const beside = `${file}.${process.pid}`;
    writeFileSync(beside, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
    try {
      // Two that start at once: the first makes it, both use it.
      linkSync(beside, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(beside);
    }
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new ConfigError([`${file} must hold 32 bytes in base64; it holds ${key.length}`]);
  return key;
}
