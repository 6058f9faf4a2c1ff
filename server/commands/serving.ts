import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError, root } from '../config.ts';
import { installSignIn } from '../people/session/settings.ts';
import type { IdentityProvider } from '../people/sso/provider.ts';
import { readProviders } from '../people/sso/settings.ts';
import type { Database } from '../postgres/open.ts';
import type { ServeOptions } from '../serve.ts';
import { anchorFolderOf } from './anchorFolder.ts';
import { takeSecretKey } from './secretKey.ts';

/** How this process is to serve, by the settings; what they set within the process is set. */
export function servingBy(config: Config, database: Pick<Database, 'apiUrl' | 'dataFolder'>): Omit<ServeOptions, 'log'> {
  takeSecretKey(config, database.dataFolder);
  installSignIn({ passwordDays: config.passwordDays });
  return {
    apiUrl: database.apiUrl,
    host: config.host,
    port: config.port,
    secure: config.publicUrl.startsWith('https:'),
    trustProxy: config.trustProxy ?? undefined,
    introspection: config.environment === 'development',
    panel: join(root, '.build/admin'),
    files: join(database.dataFolder, 'files'),
    ...(config.port !== 0 && { publicUrl: config.publicUrl }),
    identityProviders: providersOf(config),
    rates: config.rates,
    compiled: config.reading === 'compiled',
    anchors: anchorFolderOf(config, database),
  };
}

/** The identity providers of the settings file; everything that is wrong with it is told at once, before anything slow. */
export function providersOf({ signOnFile }: Config): IdentityProvider[] {
  if (!signOnFile) return [];
  let text: string;
  try {
    text = readFileSync(signOnFile, 'utf8');
  } catch (error) {
    throw new ConfigError([`SHIZHUAN_SSO names a file that cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
  const { providers, faults } = readProviders(text);
  if (faults.length) throw new ConfigError(faults.map(fault => `SHIZHUAN_SSO: ${fault}`));
  return providers;
}
