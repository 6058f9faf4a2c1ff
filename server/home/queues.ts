import type { Role } from '../../schema/roles.ts';
import { enumOf } from '../kernel/fields.ts';

/** What waits for a role: a list with a filter, and since when each of its records waits. */
export interface QueueRule {
  key: string;
  /** The kind of record; its list, narrowed by the filter, is what the count counts. */
  type: string;
  filter: Record<string, unknown>;
  /** The column that says since when it waits. */
  since: string;
  roles: readonly Role[];
}

/** In the order they are shown. A queue nobody has rows in is not shown. */
export const queueRules: readonly QueueRule[] = [
  { key: 'SUBMISSIONS_TO_CHECK', type: 'Submission', filter: { state: ['SUBMITTED'] }, since: 'filedAt', roles: ['OFFICER'] },
  { key: 'QUESTIONS_TO_ANSWER', type: 'Question', filter: { state: ['ASKED'] }, since: 'createdAt', roles: ['OFFICER'] },
  { key: 'OBJECTIONS_TO_ANSWER', type: 'Objection', filter: { state: ['FILED', 'ACCEPTED'] }, since: 'createdAt', roles: ['OFFICER'] },
  { key: 'LETTERS_TO_SEND', type: 'Letter', filter: { state: ['DRAFT'] }, since: 'createdAt', roles: ['OFFICER'] },
  { key: 'LETTERS_NOT_DELIVERED', type: 'Letter', filter: { state: ['FAILED'] }, since: 'createdAt', roles: ['OFFICER'] },
  { key: 'OBJECTIONS_TO_CONFIRM', type: 'Objection', filter: { state: ['PROPOSED'] }, since: 'createdAt', roles: ['OFFICER', 'LEADER'] },
  { key: 'DECISIONS_PENDING', type: 'Decision', filter: { state: ['PENDING'] }, since: 'createdAt', roles: ['OFFICER'] },
  { key: 'RELEASES_TO_SIGN', type: 'Release', filter: { state: ['SIGNED'] }, since: 'firstSignedAt', roles: ['OFFICER', 'LEADER'] },
  { key: 'LISTS_TO_SIGN', type: 'ListProposal', filter: { state: ['PROPOSED'] }, since: 'createdAt', roles: ['OFFICER', 'LEADER'] },
  { key: 'CHANGES_TO_APPROVE', type: 'OfferingChange', filter: { state: ['PROPOSED'] }, since: 'createdAt', roles: ['OFFICER', 'LEADER'] },
  { key: 'REVERSALS_TO_CONFIRM', type: 'Reversal', filter: { state: ['PROPOSED'] }, since: 'createdAt', roles: ['OFFICER', 'LEADER'] },
  { key: 'IMPORTS_TO_UNDO', type: 'Import', filter: { state: ['UNDO_ASKED'] }, since: 'createdAt', roles: ['OFFICER', 'LEADER'] },
  { key: 'NOTICES_TO_PUBLISH', type: 'Notice', filter: { state: ['DRAFT'] }, since: 'createdAt', roles: ['OFFICER'] },
  { key: 'ACCOUNTS_TO_APPROVE', type: 'User', filter: { state: ['PROPOSED'] }, since: 'createdAt', roles: ['SECURITY_ADMIN'] },
  {
    key: 'ROLE_CHANGES_TO_APPROVE',
    type: 'RoleChange',
    filter: { state: ['PROPOSED'], proposerRole: ['SYSTEM_ADMIN'] },
    since: 'createdAt',
    roles: ['SECURITY_ADMIN'],
  },
  {
    key: 'ROLE_CHANGES_TO_COUNTERSIGN',
    type: 'RoleChange',
    filter: { state: ['PROPOSED'], proposerRole: ['SECURITY_ADMIN'] },
    since: 'createdAt',
    roles: ['SYSTEM_ADMIN'],
  },
  { key: 'SUBMISSIONS_TO_CORRECT', type: 'Submission', filter: { state: ['RETURNED'] }, since: 'filedAt', roles: ['PROVIDER'] },
  { key: 'SUBMISSIONS_TO_FILE', type: 'Submission', filter: { state: ['DRAFT'] }, since: 'createdAt', roles: ['PROVIDER'] },
  { key: 'ADDENDA_TO_READ', type: 'AddendumReceipt', filter: { read: false }, since: 'createdAt', roles: ['PROVIDER'] },
  { key: 'TRIALS_TO_ANSWER', type: 'Trial', filter: { state: ['APPLIED'] }, since: 'appliedAt', roles: ['PROVIDER'] },
  { key: 'TRIALS_TO_START', type: 'Trial', filter: { state: ['ACCEPTED'] }, since: 'appliedAt', roles: ['PROVIDER'] },
  { key: 'SEATS_OFFERED', type: 'Trial', filter: { state: ['OFFERED'] }, since: 'appliedAt', roles: ['ENTERPRISE'] },
  { key: 'TRIALS_TO_DECIDE', type: 'Trial', filter: { state: ['ENDED'] }, since: 'endsAt', roles: ['ENTERPRISE'] },
  { key: 'REVIEWS_TO_ANSWER', type: 'Review', filter: { state: ['ASSIGNED'] }, since: 'createdAt', roles: ['EXPERT'] },
  { key: 'REVIEWS_TO_WRITE', type: 'Review', filter: { state: ['ACCEPTED'] }, since: 'createdAt', roles: ['EXPERT'] },
  { key: 'CONVERSIONS_TO_VERIFY', type: 'Conversion', filter: { state: ['RECORDED'] }, since: 'createdAt', roles: ['DISTRICT', 'OFFICER'] },
  { key: 'EVIDENCE_TO_VERIFY', type: 'Evidence', filter: { state: ['PROPOSED'] }, since: 'createdAt', roles: ['DISTRICT', 'OFFICER'] },
  {
    key: 'REJECTED_CONVERSIONS',
    type: 'Conversion',
    filter: { state: ['REJECTED'] },
    since: 'createdAt',
    roles: ['ENTERPRISE', 'PROVIDER'],
  },
];

export const queueKey = enumOf(
  'QueueKey',
  queueRules.map(({ key }) => key),
  'A list of records that wait for somebody',
);
