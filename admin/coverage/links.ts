import { listOf } from '../kit/names.ts';

interface Behind {
  at: string;
  counted?: boolean;
  reason?: string;
  /** Columns of the register that narrow the figure: `{ district: ['370211'] }`. */
  within?: Record<string, readonly string[]>;
}

/** The rows behind a figure of a day. */
export const behind = ({ within, ...figure }: Behind): string => listOf('RegisterEntry', { figure, ...within });

/** The rows behind a step of a bridge. */
export const behindStep = (from: string, at: string, step: string): string => listOf('RegisterEntry', { step: { from, at, step } });

/** The column of the register by which each kind of parts is cut. */
export const columnOf = { DISTRICT: 'district', DIVISION: 'division', SIZE: 'size' } as const;
export type By = keyof typeof columnOf;

/** The steps of a bridge in the order they are told, each with the field that counts it and its sign. */
export const steps = [
  { step: 'NEWLY', field: 'newly', sign: 1 },
  { step: 'ENTERED_TRANSFORMED', field: 'enteredTransformed', sign: 1 },
  { step: 'MOVED_IN', field: 'movedIn', sign: 1 },
  { step: 'MOVED_OUT', field: 'movedOut', sign: -1 },
  { step: 'LEFT_TRANSFORMED', field: 'leftTransformed', sign: -1 },
  { step: 'REVOKED', field: 'revoked', sign: -1 },
  { step: 'EXPIRED', field: 'expired', sign: -1 },
] as const;
