import { type ParseArgsConfig, parseArgs } from 'node:util';

/** One sub-command of `shizhuan`. */
export interface Command {
  name: string;
  summary: string;
  /** What may follow the name, for the first line of its help. */
  usage: string;
  /** What each positional argument and option means, one a line. */
  help: string;
  options?: ParseArgsConfig['options'];
  run: (given: Given, talk: Talk) => Promise<number>;
}

export interface Given {
  values: Record<string, string | boolean | undefined>;
  positionals: string[];
}

/** How a command speaks: results to stdout, progress to stderr when stdout is to be read by a program. */
export interface Talk {
  json: boolean;
  /** A line of progress. */
  say: (line: string) => void;
  /** A line of the result, for people. */
  tell: (line: string) => void;
  /** The result as one JSON document, with `--json`. */
  answer: (document: unknown) => void;
}

/** The words of the call are off. Exit code 2. */
export class UsageError extends Error {
  readonly exitCode = 2;
}

/** Takes an argument that must be there. */
export function need(value: string | boolean | undefined, name: string): string {
  if (typeof value !== 'string' || value === '') throw new UsageError(`${name} is missing`);
  return value;
}

/** Reads the words of a call, or throws a `UsageError` that says what is off. */
export function readWords(command: Command, words: string[]): Given {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      options: { ...command.options, help: { type: 'boolean' }, json: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    });
    return { values: values as Given['values'], positionals };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

export const helpOf = ({ name, usage, summary, help }: Command): string =>
  `usage: shizhuan ${name} ${usage}\n\n${summary}\n${help ? `\n${help}\n` : ''}`;
