import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { commandLine } from '../../../server/commands/workplace.ts';
import { options } from '../../../server/database.ts';
import { importTable } from '../../../server/imports/service.ts';
import type { ImportOptions } from '../../../server/imports/table.ts';
import { Context } from '../../../server/kernel/context.ts';
import { here, type Someone } from '../../kit.ts';

export const dataFile = (name: string): Buffer => readFileSync(join(__dirname, '../../data', name));

let desk: DataSource | undefined;
afterAll(async () => {
  await desk?.destroy();
  desk = undefined;
});

/** A request of a person as the server would make it, on the role of the API. */
export async function asPerson({ id, role, of }: Someone): Promise<Context> {
  desk ??= await new DataSource(options(here().apiUrl, { max: 2 })).initialize();
  return new Context({ id, role, name: role, ...of }, desk.manager);
}

/** As whoever is at the command line. */
export function atCommandLine(): Context {
  return new Context(commandLine(), here().own.manager);
}

/** Imports a table as the command line does. */
export async function bring(who: Someone, kind: string, source: Buffer | string, more: ImportOptions = {}) {
  const buffer = typeof source === 'string' ? dataFile(source) : source;
  return importTable(await asPerson(who), kind, buffer, { fileName: typeof source === 'string' ? source : 'table.csv', ...more });
}

/** June, then July, as the bureau gets them. */
export async function bringTheCity(officer: Someone): Promise<void> {
  await bring(officer, 'REGISTER', 'register-2024-06.csv', { month: '2024-06' });
  await bring(officer, 'EVIDENCE', 'evidence-2024-06.csv');
  await bring(officer, 'REGISTER', 'register-2024-07.csv', { month: '2024-07' });
  await bring(officer, 'EVIDENCE', 'evidence-2024-07.csv');
  await bring(officer, 'REVOCATIONS', 'revoked-2024-07.csv');
}
