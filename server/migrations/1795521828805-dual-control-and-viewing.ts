import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities. */
export class DualControlAndViewing1795521828805 implements MigrationInterface {
  name = 'DualControlAndViewing1795521828805';

  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"decision\" DROP CONSTRAINT \"decision_check_404c4a47\"");
    await db.query("CREATE TABLE \"reversal\" (\"id\" uuid NOT NULL, \"decision_id\" uuid NOT NULL, \"submission_id\" uuid NOT NULL, \"call_id\" uuid NOT NULL, \"provider_id\" uuid NOT NULL, \"outcome\" text NOT NULL, \"minutes_number\" text NOT NULL, \"reason\" text NOT NULL, \"proposed_by_id\" uuid NOT NULL, \"proposed_by\" text NOT NULL, \"confirmed_by_id\" uuid, \"confirmed_by\" text, \"confirmed_at\" TIMESTAMP WITH TIME ZONE, \"state\" text NOT NULL DEFAULT 'PROPOSED', \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"reversal_check_62dc2984\" CHECK (\"outcome\" in ('SELECTED', 'NOT_SELECTED')), CONSTRAINT \"reversal_check_75f339a2\" CHECK (\"state\" in ('PROPOSED', 'CONFIRMED', 'WITHDRAWN')), CONSTRAINT \"REVERSAL_NEEDS_TWO\" CHECK (\"state\" <> 'CONFIRMED' or \"confirmed_by_id\" is not null), CONSTRAINT \"reversal_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"reversal_decision_id_idx\" ON \"reversal\"  (\"decision_id\") ");
    await db.query("CREATE INDEX \"reversal_submission_id_idx\" ON \"reversal\"  (\"submission_id\") ");
    await db.query("CREATE INDEX \"reversal_call_id_idx\" ON \"reversal\"  (\"call_id\") ");
    await db.query("CREATE INDEX \"reversal_provider_id_idx\" ON \"reversal\"  (\"provider_id\") ");
    await db.query("CREATE INDEX \"reversal_state_idx\" ON \"reversal\"  (\"state\") ");
    await db.query("CREATE UNIQUE INDEX \"REVERSAL_ALREADY_PROPOSED\" ON \"reversal\"  (\"decision_id\") WHERE state <> 'WITHDRAWN'");
    await db.query("CREATE TABLE \"viewing\" (\"session_id\" text NOT NULL, \"viewer_id\" uuid NOT NULL, \"viewed_id\" uuid NOT NULL, \"reason\" text NOT NULL, \"ends_at\" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT \"viewing_pkey\" PRIMARY KEY (\"session_id\"))");
    await db.query("ALTER TABLE \"import\" ADD \"undo_asked_by_id\" uuid");
    await db.query("ALTER TABLE \"import\" ADD \"undo_asked_by\" text");
    await db.query("ALTER TABLE \"import\" ADD \"undone_by_id\" uuid");
    await db.query("ALTER TABLE \"import\" ADD \"state\" text NOT NULL DEFAULT 'IN_FORCE'");
    await db.query("CREATE INDEX \"import_state_idx\" ON \"import\"  (\"state\") ");
    await db.query("ALTER TABLE \"decision\" ADD CONSTRAINT \"decision_check_ebb76442\" CHECK (\"state\" in ('PENDING', 'RELEASED', 'CLEARED', 'REVERSED'))");
    await db.query("ALTER TABLE \"import\" ADD CONSTRAINT \"import_check_864ed4d6\" CHECK (\"state\" in ('IN_FORCE', 'UNDO_ASKED', 'UNDONE'))");
    await db.query("ALTER TABLE \"reversal\" ADD CONSTRAINT \"reversal_decision_id_fkey\" FOREIGN KEY (\"decision_id\") REFERENCES \"decision\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"reversal\" ADD CONSTRAINT \"reversal_submission_id_fkey\" FOREIGN KEY (\"submission_id\") REFERENCES \"submission\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"reversal\" ADD CONSTRAINT \"reversal_call_id_fkey\" FOREIGN KEY (\"call_id\") REFERENCES \"call\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"reversal\" ADD CONSTRAINT \"reversal_provider_id_fkey\" FOREIGN KEY (\"provider_id\") REFERENCES \"provider\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"reversal\" DROP CONSTRAINT \"reversal_provider_id_fkey\"");
    await db.query("ALTER TABLE \"reversal\" DROP CONSTRAINT \"reversal_call_id_fkey\"");
    await db.query("ALTER TABLE \"reversal\" DROP CONSTRAINT \"reversal_submission_id_fkey\"");
    await db.query("ALTER TABLE \"reversal\" DROP CONSTRAINT \"reversal_decision_id_fkey\"");
    await db.query("ALTER TABLE \"import\" DROP CONSTRAINT \"import_check_864ed4d6\"");
    await db.query("ALTER TABLE \"decision\" DROP CONSTRAINT \"decision_check_ebb76442\"");
    await db.query("DROP INDEX \"public\".\"import_state_idx\"");
    await db.query("ALTER TABLE \"import\" DROP COLUMN \"state\"");
    await db.query("ALTER TABLE \"import\" DROP COLUMN \"undone_by_id\"");
    await db.query("ALTER TABLE \"import\" DROP COLUMN \"undo_asked_by\"");
    await db.query("ALTER TABLE \"import\" DROP COLUMN \"undo_asked_by_id\"");
    await db.query("DROP TABLE \"viewing\"");
    await db.query("DROP INDEX \"public\".\"REVERSAL_ALREADY_PROPOSED\"");
    await db.query("DROP INDEX \"public\".\"reversal_state_idx\"");
    await db.query("DROP INDEX \"public\".\"reversal_provider_id_idx\"");
    await db.query("DROP INDEX \"public\".\"reversal_call_id_idx\"");
    await db.query("DROP INDEX \"public\".\"reversal_submission_id_idx\"");
    await db.query("DROP INDEX \"public\".\"reversal_decision_id_idx\"");
    await db.query("DROP TABLE \"reversal\"");
    await db.query("ALTER TABLE \"decision\" ADD CONSTRAINT \"decision_check_404c4a47\" CHECK ((state = ANY (ARRAY['PENDING'::text, 'RELEASED'::text, 'CLEARED'::text])))");
  }
}
