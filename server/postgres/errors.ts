/** A database that cannot be used as it is; a person has to do something. */
export class DatabaseUnfit extends Error {
  readonly exitCode = 1;
  constructor(
    message: string,
    readonly faults: readonly string[] = [],
  ) {
    super(faults.length ? `${message}\n${faults.map(fault => `  ${fault}`).join('\n')}` : message);
    this.name = 'DatabaseUnfit';
  }
}

/** A database that does not answer. */
export class DatabaseUnreachable extends Error {
  readonly exitCode = 3;
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DatabaseUnreachable';
  }
}
