import { GraphQLError } from 'graphql';
import { auditCommand } from './commands/audit.ts';
import { backupCommand, restoreCommand } from './commands/backup.ts';
import { type Command, helpOf, readWords, type Talk, UsageError } from './commands/command.ts';
import { coverageCommand } from './commands/coverage.ts';
import { drawCommand } from './commands/draw.ts';
import { importCommand } from './commands/import.ts';
import { keyCommand } from './commands/key.ts';
import { migrateCommand } from './commands/migrate.ts';
import { seedCommand } from './commands/seed.ts';
import { startCommand } from './commands/start.ts';
import { userCommand } from './commands/user.ts';

const commands: readonly Command[] = [
  startCommand,
  migrateCommand,
  importCommand,
  coverageCommand,
  drawCommand,
  userCommand,
  keyCommand,
  seedCommand,
  backupCommand,
  restoreCommand,
  auditCommand,
];

const overview = `usage: shizhuan COMMAND [--help]

${commands.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary.split('.')[0]}`).join('\n')}

Exit codes: 0 done, 1 refused or faulty, 2 called wrongly, 3 the database cannot be reached.
`;

/** Runs a command and answers with its exit code: 0 done, 1 refused or faulty, 2 called wrongly, 3 database unreachable. */
export async function main(argv: string[]): Promise<number> {
  const [name, ...words] = argv;
  if (!name || name === '--help' || name === 'help') {
    process.stdout.write(overview);
    return name ? 0 : 2;
  }
  const command = commands.find(each => each.name === name);
  if (!command) {
    process.stderr.write(`There is no command ${name}.\n\n${overview}`);
    return 2;
  }
  if (words.includes('--help')) {
    process.stdout.write(helpOf(command));
    return 0;
  }
  const talk = speaking(words.includes('--json'));
  try {
    return await command.run(readWords(command, words), talk);
  } catch (error) {
    return report(error, command, talk);
  }
}

function speaking(json: boolean): Talk {
  const line = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(`${text}\n`);
  return {
    json,
    say: line(json ? process.stderr : process.stdout),
    tell: line(process.stdout),
    answer: document => void process.stdout.write(`${JSON.stringify(document, null, 2)}\n`),
  };
}

/** The code of the API for an exit code. */
const codeOf = (exit: number | undefined): string =>
  ({ 1: 'ILLEGAL_STATE', 2: 'BAD_USER_INPUT', 3: 'SERVICE_UNAVAILABLE' })[exit ?? 0] ?? 'INTERNAL_SERVER_ERROR';

/** Says what went wrong: a refusal in its own words and code, what a person can act on by its message, a defect with its place. */
function report(error: unknown, command: Command, talk: Talk): number {
  if (error instanceof GraphQLError) {
    const { code, reason, details } = error.extensions as { code: string; reason?: string; details?: unknown };
    if (talk.json)
      talk.answer({ error: { code, ...(reason && { reason }), message: error.message, ...(details !== undefined && { details }) } });
    else process.stderr.write(`${code}: ${error.message}\n`);
    return code === 'SERVICE_UNAVAILABLE' ? 3 : 1;
  }
  const known = (error as { exitCode?: number }).exitCode;
  if (talk.json) talk.answer({ error: { code: codeOf(known), message: known ? (error as Error).message : 'a defect; stderr says where' } });
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${helpOf(command)}`);
  else process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  return known ?? 1;
}
