/** How a state feels to the one who looks at it. Each has a shape of its own, so that colour says nothing alone. */
export type Tone = 'draft' | 'waiting' | 'running' | 'good' | 'paused' | 'bad' | 'over';

/**
 * One word has one meaning in the whole product, so it has one tone wherever it appears.
 * A state that is not here counts as running.
 */
const tones: Record<Exclude<Tone, 'running'>, readonly string[]> = {
  draft: ['DRAFT', 'PROPOSED', 'INVITED', 'PLANNED'],
  waiting: ['SUBMITTED', 'APPLIED', 'WAITING', 'OFFERED', 'ASSIGNED', 'FILED', 'PENDING', 'RECEIVED', 'RECORDED'],
  good: [
    'LISTED',
    'CONVERTED',
    'VERIFIED',
    'SELECTED',
    'UPHELD',
    'MET',
    'ONLINE',
    'ACTIVE',
    'CONFIRMED',
    'PUBLISHED',
    'IN_FORCE',
    'CONCLUDED',
  ],
  paused: ['RETURNED', 'SUSPENDED', 'HELD', 'OFFLINE', 'LOCKED', 'PAUSED', 'RESTING'],
  bad: ['REFUSED', 'REJECTED', 'NOT_SELECTED', 'DECLINED', 'TERMINATED', 'REVOKED', 'INADMISSIBLE', 'NOT_CONVERTED', 'DISMISSED', 'BARRED'],
  over: [
    'CLOSED',
    'ENDED',
    'WITHDRAWN',
    'CANCELLED',
    'EXPIRED',
    'DELISTED',
    'SUPERSEDED',
    'RECUSED',
    'DISABLED',
    'ARCHIVED',
    'RETIRED',
    'DROPPED',
  ],
};
const byState = new Map(Object.entries(tones).flatMap(([tone, states]) => states.map(state => [state, tone as Tone])));

export const toneOf = (state: string): Tone => byState.get(state) ?? 'running';
