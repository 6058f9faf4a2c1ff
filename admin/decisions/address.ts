/** Where a decision on one submission is proposed. */
export const proposing = (callId: string, submissionId: string, outcome: 'SELECTED' | 'NOT_SELECTED') =>
  `/Decision/propose?source=${encodeURIComponent(JSON.stringify({ callId, submissionIds: [submissionId], outcome }))}`;
