/** Shows how far a work has come: a bar that moves on a terminal, plain lines elsewhere. It is on stderr in either case. */
export function progressOn(stream: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>, what: string, total: number | undefined) {
  const cells = 30;
  let told = false;
  return {
    /** So many rows are done. */
    at(done: number): void {
      told = true;
      if (!stream.isTTY) stream.write(`${what}: ${done}${total ? ` of ${total}` : ''} rows\n`);
      else if (total) {
        const share = Math.min(1, done / total);
        const full = Math.round(share * cells);
        stream.write(`\r${what} [${'#'.repeat(full)}${'-'.repeat(cells - full)}] ${Math.floor(share * 100)} %, ${done} of ${total} rows`);
      } else stream.write(`\r${what}: ${done} rows`);
    },
    /** It is over: what comes next begins on a line of its own. */
    end(): void {
      if (told && stream.isTTY) stream.write('\n');
    },
  };
}
