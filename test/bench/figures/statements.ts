/** Who works in the background meanwhile. */
const background = /\|shizhuan (system|bulk|keeper)>/;
const begun = /^<[^>]*> LOG: {2}(?:statement|execute [^:]*): /;

/** Counts the statements in a piece of the log of PostgreSQL: all of them, and those that read what was asked for. */
export function countStatements(log: string): { reading: number; all: number } {
  const statements = log.split('\n').filter(line => begun.test(line) && !background.test(line) && !line.startsWith('<postgres|'));
  const texts = log
    .split(/\n(?=<)/)
    .filter(text => statements.includes(text.split('\n')[0]!))
    .map(text => text.replace(begun, ''));
  const aside = (text: string) =>
    /^\s*(begin|start transaction|commit|rollback|savepoint|release|select set_config)/i.test(text) ||
    /\bsession\b[^;]*token_hash/i.test(text);
  return { reading: texts.filter(text => !aside(text)).length, all: texts.length };
}
