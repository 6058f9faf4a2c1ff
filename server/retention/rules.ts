/** One kind of personal data: where it is, when its time begins, and how long it may be kept. */
export interface Keeping {
  /** The entity. */
  entity: string;
  /** Whether the rows themselves go; otherwise their personal fields are emptied. */
  rows?: true;
  /** Which rows `it` have run out by an instant, as SQL. */
  due: (before: string) => string;
  unit: 'DAYS' | 'MONTHS';
  keep: number;
  /** What the law or the work needs at least, and what can be justified at most. */
  least: number;
  most: number;
}

const lastFact = (name: string) => `(select max(fact.at) from fact where fact.subject_id = it.id and fact.name ${name})`;

/** Everything that is erased by itself. Statistics count records, states and days, none of which is touched. */
export const keepings: Record<string, Keeping> = {
  TRIAL_CONTACTS: {
    entity: 'Trial',
    due: before =>
      `it.state in ('ENDED', 'CONVERTED', 'NOT_CONVERTED', 'DECLINED', 'WITHDRAWN', 'TERMINATED')
       and greatest(it.applied_at, it.accepted_at, it.ends_at, it.outcome_due_at) < ${before}`,
    ...{ unit: 'MONTHS', keep: 24, least: 6, most: 60 },
  },
  EXPERT_DETAILS: {
    entity: 'Expert',
    due: before => `it.state = 'RESTING' and ${lastFact("= 'Expert.REST'")} < ${before}`,
    ...{ unit: 'MONTHS', keep: 36, least: 12, most: 120 },
  },
  CASE_CONTACTS: {
    entity: 'Solution',
    due: before => `it.retired and coalesce(${lastFact("like 'Solution.%'")}, it.created_at) < ${before}`,
    ...{ unit: 'MONTHS', keep: 36, least: 6, most: 60 },
  },
  OBJECTIONS: {
    entity: 'Objection',
    due: before => `it.answered_at < ${before}`,
    ...{ unit: 'MONTHS', keep: 36, least: 12, most: 120 },
  },
  INVITATIONS: {
    entity: 'Invitation',
    due: before => `it.expires_at < ${before}`,
    ...{ unit: 'MONTHS', keep: 12, least: 6, most: 60 },
  },
  PERSONAL_VALUES: {
    entity: 'PersonalValue',
    rows: true,
    // The id is a UUID v7: it says when it was made.
    due: before => `it.id < uuid_v7(${before})`,
    ...{ unit: 'MONTHS', keep: 36, least: 6, most: 120 },
  },
  SIGN_IN_FAILURES: {
    entity: 'SignInAttempt',
    rows: true,
    due: before => `it.since < ${before}`,
    ...{ unit: 'MONTHS', keep: 6, least: 6, most: 36 },
  },
  SESSIONS: {
    entity: 'Session',
    rows: true,
    due: before => `it.expires_at < ${before}`,
    ...{ unit: 'MONTHS', keep: 6, least: 6, most: 36 },
  },
  SET_UP_LINKS: {
    entity: 'SetUpToken',
    rows: true,
    due: before => `it.expires_at < ${before}`,
    ...{ unit: 'DAYS', keep: 30, least: 1, most: 365 },
  },
  REPEATED_ANSWERS: {
    entity: 'Idempotency',
    rows: true,
    due: before => `it.at < ${before}`,
    ...{ unit: 'DAYS', keep: 7, least: 1, most: 90 },
  },
};
