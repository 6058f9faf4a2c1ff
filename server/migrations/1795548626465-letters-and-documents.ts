import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities. */
export class LettersAndDocuments1795548626465 implements MigrationInterface {
  name = 'LettersAndDocuments1795548626465';

  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE TABLE \"letter_template\" (\"id\" uuid NOT NULL, \"kind\" text NOT NULL, \"subject\" text NOT NULL, \"text\" text NOT NULL, \"variables\" text array NOT NULL DEFAULT '{}', \"active\" boolean NOT NULL DEFAULT true, \"automatic\" boolean NOT NULL DEFAULT false, \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"letter_template_check_ac6562ab\" CHECK (\"kind\" in ('SELECTED', 'NOT_SELECTED', 'CORRECTION_ASKED', 'NOTICE_BEGINS', 'OBJECTION_RECEIVED', 'OBJECTION_DECIDED')), CONSTRAINT \"letter_template_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE UNIQUE INDEX \"LETTER_TEMPLATE_TAKEN\" ON \"letter_template\"  (\"kind\") ");
    await db.query("CREATE TABLE \"letter\" (\"id\" uuid NOT NULL, \"kind\" text NOT NULL, \"provider_id\" uuid NOT NULL, \"to_name\" text NOT NULL, \"submission_id\" uuid NOT NULL, \"call_id\" uuid NOT NULL, \"subject\" text NOT NULL, \"text\" text NOT NULL, \"fact_id\" uuid NOT NULL, \"state\" text NOT NULL DEFAULT 'DRAFT', \"tries\" integer NOT NULL DEFAULT '0', \"retry_at\" TIMESTAMP WITH TIME ZONE, \"sent_at\" TIMESTAMP WITH TIME ZONE, \"read_at\" TIMESTAMP WITH TIME ZONE, \"read_by\" text, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', \"search_key\" text, CONSTRAINT \"letter_check_ac6562ab\" CHECK (\"kind\" in ('SELECTED', 'NOT_SELECTED', 'CORRECTION_ASKED', 'NOTICE_BEGINS', 'OBJECTION_RECEIVED', 'OBJECTION_DECIDED')), CONSTRAINT \"letter_check_6419126e\" CHECK (\"state\" in ('DRAFT', 'QUEUED', 'SENT', 'FAILED', 'DROPPED')), CONSTRAINT \"letter_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"letter_kind_idx\" ON \"letter\"  (\"kind\") ");
    await db.query("CREATE INDEX \"letter_provider_id_idx\" ON \"letter\"  (\"provider_id\") ");
    await db.query("CREATE INDEX \"letter_submission_id_idx\" ON \"letter\"  (\"submission_id\") ");
    await db.query("CREATE INDEX \"letter_state_idx\" ON \"letter\"  (\"state\") ");
    await db.query("CREATE INDEX \"letter_sent_at_idx\" ON \"letter\"  (\"sent_at\") ");
    await db.query("CREATE INDEX \"letter_call_state_idx\" ON \"letter\"  (\"call_id\", \"state\") ");
    await db.query("CREATE UNIQUE INDEX \"LETTER_ONCE\" ON \"letter\"  (\"fact_id\", \"kind\") ");
    await db.query("CREATE TABLE \"letter_attempt\" (\"id\" uuid NOT NULL, \"letter_id\" uuid NOT NULL, \"ordinal\" integer NOT NULL, \"channel\" text NOT NULL, \"at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"error\" text, CONSTRAINT \"letter_attempt_check_bb74c6e7\" CHECK (\"channel\" in ('INBOX')), CONSTRAINT \"letter_attempt_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE UNIQUE INDEX \"LETTER_ATTEMPT_ONCE\" ON \"letter_attempt\"  (\"letter_id\", \"ordinal\") ");
    await db.query("CREATE INDEX \"letter_attempt_letter_id_ordinal_id_idx\" ON \"letter_attempt\"  (\"letter_id\", \"ordinal\", \"id\") ");
    await db.query("ALTER TABLE \"attachment\" ADD \"published_from\" TIMESTAMP WITH TIME ZONE");
    await db.query("ALTER TABLE \"notice\" ADD \"file_id\" uuid");
    await db.query("ALTER TABLE \"notice_entry\" ADD \"terms\" jsonb");
    await db.query("CREATE INDEX \"notice_file_id_idx\" ON \"notice\"  (\"file_id\") ");
    await db.query("ALTER TABLE \"notice\" ADD CONSTRAINT \"notice_file_id_fkey\" FOREIGN KEY (\"file_id\") REFERENCES \"attachment\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"letter\" ADD CONSTRAINT \"letter_provider_id_fkey\" FOREIGN KEY (\"provider_id\") REFERENCES \"provider\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"letter\" ADD CONSTRAINT \"letter_submission_id_fkey\" FOREIGN KEY (\"submission_id\") REFERENCES \"submission\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"letter\" ADD CONSTRAINT \"letter_call_id_fkey\" FOREIGN KEY (\"call_id\") REFERENCES \"call\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"letter_attempt\" ADD CONSTRAINT \"letter_attempt_letter_id_fkey\" FOREIGN KEY (\"letter_id\") REFERENCES \"letter\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"letter_attempt\" DROP CONSTRAINT \"letter_attempt_letter_id_fkey\"");
    await db.query("ALTER TABLE \"letter\" DROP CONSTRAINT \"letter_call_id_fkey\"");
    await db.query("ALTER TABLE \"letter\" DROP CONSTRAINT \"letter_submission_id_fkey\"");
    await db.query("ALTER TABLE \"letter\" DROP CONSTRAINT \"letter_provider_id_fkey\"");
    await db.query("ALTER TABLE \"notice\" DROP CONSTRAINT \"notice_file_id_fkey\"");
    await db.query("DROP INDEX \"public\".\"notice_file_id_idx\"");
    await db.query("ALTER TABLE \"notice_entry\" DROP COLUMN \"terms\"");
    await db.query("ALTER TABLE \"notice\" DROP COLUMN \"file_id\"");
    await db.query("ALTER TABLE \"attachment\" DROP COLUMN \"published_from\"");
    await db.query("DROP INDEX \"public\".\"letter_attempt_letter_id_ordinal_id_idx\"");
    await db.query("DROP INDEX \"public\".\"LETTER_ATTEMPT_ONCE\"");
    await db.query("DROP TABLE \"letter_attempt\"");
    await db.query("DROP INDEX \"public\".\"LETTER_ONCE\"");
    await db.query("DROP INDEX \"public\".\"letter_call_state_idx\"");
    await db.query("DROP INDEX \"public\".\"letter_sent_at_idx\"");
    await db.query("DROP INDEX \"public\".\"letter_state_idx\"");
    await db.query("DROP INDEX \"public\".\"letter_submission_id_idx\"");
    await db.query("DROP INDEX \"public\".\"letter_provider_id_idx\"");
    await db.query("DROP INDEX \"public\".\"letter_kind_idx\"");
    await db.query("DROP TABLE \"letter\"");
    await db.query("DROP INDEX \"public\".\"LETTER_TEMPLATE_TAKEN\"");
    await db.query("DROP TABLE \"letter_template\"");
  }
}
