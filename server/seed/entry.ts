import type { Attachment } from '../files/entity.ts';
import type { Solution } from '../solutions/solution/entity.ts';
import type { Submission } from '../solutions/submission/entity.ts';
import type { Campaign } from './calls.ts';
import type { Supplier } from './people.ts';
import type { Planted } from './story.ts';

/** A solution with the papers that belong to it. */
export type Filed = Planted<Solution> & { files: Planted<Attachment>[] };

/** A solution in a call, and all who have to do with it. */
export interface Entry {
  submission: Planted<Submission>;
  solution: Filed;
  supplier: Supplier;
  campaign: Campaign;
}
