import { Filing } from '../solutions/submission/entity.ts';
import type { City } from './city.ts';
import type { Entry } from './entry.ts';
import type { Supplier } from './people.ts';

/** Every filing is kept: what its receipt stands for. */
export function keepFiling(story: City['story'], submission: Entry['submission'], { name, account }: Supplier): void {
  const { id: submissionId, filings: ordinal, receipt, contentHash: hash, filedAt, snapshot } = submission;
  const filing = { submissionId, ordinal, receipt: receipt!, contentHash: hash!, filedAt: filedAt!, snapshot: snapshot! };
  story.plant(Filing, `${submissionId}/${ordinal}`, { ...filing, author: name, typist: account.name, changes: [] }, filedAt!);
}
