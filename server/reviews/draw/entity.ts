import { Column, Index } from 'typeorm';
import { Count, CreatedAt, Day, Id, Noun, Ref, State, Text, Version } from '../../kernel/fields.ts';
import { expertDrawLifecycle } from './lifecycle.ts';
import type { Protocol } from './protocol.ts';

/**
 * A draw of experts and the assignment that follows from it. Experts learn of it when it is released, and not before:
 * until then there are no reviews. The protocol holds all that went in and came out, so that anybody can draw again.
 */
@Noun('A draw of experts for a call, with the assignment made of it; experts see nothing of it before its release')
@Index('EXPERT_DRAW_OPEN', ['callId'], { unique: true, where: "state = 'PLANNED'" })
export class ExpertDraw {
  @Id() id!: string;
  @Ref('Call', { about: 'The call' }) callId!: string;
  @Text({ about: 'Decides the lot: the same seed draws the same', max: 100 }) seed!: string;
  @Count({ about: 'Experts for each submission', min: 1, max: 25 }) perItem!: number;
  @Count({ about: 'How many experts are drawn; all of the pool when empty', min: 1, max: 1000, optional: true }) panel?: number | null;
  @Day({ about: 'Day by which the reviews are due', optional: true }) dueOn?: string | null;
  @Count({ about: 'Reviews that it assigns', max: 100_000 }) assigned!: number;
  @Text({ about: 'SHA-256 of the protocol in its canonical form', max: 64 }) digest!: string;
  @Column('jsonb') protocol!: Protocol;
  @State(expertDrawLifecycle) state!: string;
  @CreatedAt() createdAt!: Date;
  @Version() version!: number;
}
