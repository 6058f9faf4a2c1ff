import { createHash } from 'node:crypto';

/** The hashes a chain may be made of, by the name a seal keeps, with what Node calls them. */
export const algorithms: Record<string, string> = { SHA256: 'sha256', SM3: 'sm3' };

/** What the first link has in place of a hash before it. */
export const genesis = '0'.repeat(64);

/**
 * A fact as the text that is hashed, by the form its seal names: every column it has, to the microsecond.
 *
 * The database has the same expression in `seal_waiting()`. It is written again here on purpose: whoever could change the
 * function of the database must not be able to change what verifies it.
 */
export const forms: Record<number, string> = {
  1: `jsonb_build_array(f.id, f.name, f.subject, f.subject_id, f.actor_id, f.actor_name, f.actor_role, f.key_id, f.request_id,
    f.ip, f.on_behalf_of, f.note, f.changed, f.details, f.at at time zone 'UTC')::text`,
};

export interface Link {
  seq: number;
  algorithm: string;
  /** When it was sealed, as text in UTC. */
  sealed: string | null;
  /** The fact as text. */
  text: string;
}

/** The hash of a link, given that of the one before; nothing when the algorithm is none we know. */
export function hashOf({ seq, algorithm, sealed, text }: Link, previous: string): string | undefined {
  const hash = Object.hasOwn(algorithms, algorithm) ? algorithms[algorithm] : undefined;
  return hash && createHash(hash).update([algorithm, seq, previous, sealed, text].join('\n')).digest('hex');
}
