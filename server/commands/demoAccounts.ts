import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DemoAccount, seedDemo } from '../seed/seedDemo.ts';
import type { Talk } from './command.ts';

const fileOf = (dataFolder: string) => join(dataFolder, 'demo-accounts.json');

/**
 * Fills an empty database with the demonstration city and writes its accounts where only the owner of the data folder
 * reads them. Answers with them; null when the database holds anything.
 */
export async function seedAndTell(ownerUrl: string, dataFolder: string, talk: Talk): Promise<DemoAccount[] | null> {
  const seeded = await seedDemo(ownerUrl, {
    say: talk.say,
    files: join(dataFolder, 'files'),
    keep: accounts => keep(dataFolder, accounts),
  });
  if (!seeded) return null;
  talk.say(`Demo accounts (kept in ${fileOf(dataFolder)}):`);
  for (const line of tableOf(seeded.accounts)) talk.say(line);
  return seeded.accounts;
}

/** Says where the demo accounts are kept, if there are any. */
export function tellWhereAccountsAre(dataFolder: string, talk: Talk): void {
  if (existsSync(fileOf(dataFolder))) talk.say(`Demo accounts: ${fileOf(dataFolder)}`);
}

/** Whole or not at all, and never readable for others, not even for a moment. */
async function keep(dataFolder: string, accounts: readonly DemoAccount[]): Promise<void> {
  await mkdir(dataFolder, { recursive: true });
  const written = `${fileOf(dataFolder)}.${process.pid}`;
  await writeFile(written, `${JSON.stringify({ accounts }, null, 2)}\n`, { mode: 0o600 });
  await rename(written, fileOf(dataFolder));
}

function tableOf(accounts: readonly DemoAccount[]): string[] {
  const width = Math.max(...accounts.map(({ login }) => login.length));
  return accounts.map(({ login, password, note }) => `  ${login.padEnd(width)}  ${password}  ${note}`);
}
