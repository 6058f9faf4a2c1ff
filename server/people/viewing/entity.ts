import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A session in which somebody of the bureau or a district looks at another account's screens. It ends by itself. */
@Entity()
export class Viewing {
  /** The session, as its stored hash. */
  @PrimaryColumn('text') sessionId!: string;
  @Column('uuid') viewerId!: string;
  @Column('uuid') viewedId!: string;
  @Column('text') reason!: string;
  @Column('timestamptz') endsAt!: Date;
}
