/** Tells a person what is going on. */
export type Say = (line: string) => void;

/** A database that is ready to be migrated and used. */
export type Database = Readonly<{
  /** A superuser's on the embedded database; the owner's on an own PostgreSQL. */
  adminUrl: string;
  /** Owns the schema and migrates it. */
  ownerUrl: string;
  /** Owns nothing; the API works as this. */
  apiUrl: string;
  embedded: boolean;
  startedByUs: boolean;
  /** Where uploaded files and secrets are kept. */
  dataFolder: string;
  /** Told when the embedded database had died and answers again. */
  onRestart(listener: () => void): void;
  /** Leaves it; the last process that leaves stops the embedded one. Close the pools before. */
  stop(): Promise<void>;
}>;
