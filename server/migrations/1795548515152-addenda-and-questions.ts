import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addenda with their receipts, questions with their answers, and the files that drafts name. */
export class AddendaAndQuestions1795548515152 implements MigrationInterface {
  name = 'AddendaAndQuestions1795548515152';

  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE TABLE \"addendum\" (\"id\" uuid NOT NULL, \"call_id\" uuid NOT NULL, \"number\" integer NOT NULL, \"title\" text NOT NULL, \"text\" text NOT NULL, \"file_ids\" uuid array NOT NULL DEFAULT '{}', \"published_by\" text NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"search_key\" text, CONSTRAINT \"addendum_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE UNIQUE INDEX \"ADDENDUM_NUMBER_TAKEN\" ON \"addendum\"  (\"call_id\", \"number\") ");
    await db.query("CREATE TABLE \"addendum_receipt\" (\"id\" uuid NOT NULL, \"addendum_id\" uuid NOT NULL, \"call_id\" uuid NOT NULL, \"provider_id\" uuid NOT NULL, \"read\" boolean NOT NULL DEFAULT false, \"read_at\" TIMESTAMP WITH TIME ZONE, \"read_by\" text, \"unseals_at\" TIMESTAMP WITH TIME ZONE NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), CONSTRAINT \"addendum_receipt_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"addendum_receipt_call_id_idx\" ON \"addendum_receipt\"  (\"call_id\") ");
    await db.query("CREATE INDEX \"addendum_receipt_provider_id_idx\" ON \"addendum_receipt\"  (\"provider_id\") ");
    await db.query("CREATE UNIQUE INDEX \"ADDENDUM_RECEIVED\" ON \"addendum_receipt\"  (\"addendum_id\", \"provider_id\") ");
    await db.query("CREATE INDEX \"addendum_receipt_addendum_id_id_idx\" ON \"addendum_receipt\"  (\"addendum_id\", \"id\") ");
    await db.query("CREATE TABLE \"question\" (\"id\" uuid NOT NULL, \"call_id\" uuid NOT NULL, \"provider_id\" uuid NOT NULL, \"text\" text NOT NULL, \"state\" text NOT NULL DEFAULT 'ASKED', \"answer\" text, \"answered_at\" TIMESTAMP WITH TIME ZONE, \"reason\" text, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', \"search_key\" text, CONSTRAINT \"question_check_3ed8de3d\" CHECK (\"state\" in ('ASKED', 'ANSWERED', 'DECLINED')), CONSTRAINT \"question_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"question_call_id_idx\" ON \"question\"  (\"call_id\") ");
    await db.query("CREATE INDEX \"question_provider_id_idx\" ON \"question\"  (\"provider_id\") ");
    await db.query("CREATE INDEX \"question_state_idx\" ON \"question\"  (\"state\") ");
    await db.query("CREATE INDEX \"question_answered_at_idx\" ON \"question\"  (\"answered_at\") ");
    await db.query("ALTER TABLE \"draft\" ADD \"file_ids\" uuid array NOT NULL DEFAULT '{}'");
    await db.query("ALTER TABLE \"addendum\" ADD CONSTRAINT \"addendum_call_id_fkey\" FOREIGN KEY (\"call_id\") REFERENCES \"call\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"addendum_receipt\" ADD CONSTRAINT \"addendum_receipt_addendum_id_fkey\" FOREIGN KEY (\"addendum_id\") REFERENCES \"addendum\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"addendum_receipt\" ADD CONSTRAINT \"addendum_receipt_call_id_fkey\" FOREIGN KEY (\"call_id\") REFERENCES \"call\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"addendum_receipt\" ADD CONSTRAINT \"addendum_receipt_provider_id_fkey\" FOREIGN KEY (\"provider_id\") REFERENCES \"provider\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"question\" ADD CONSTRAINT \"question_call_id_fkey\" FOREIGN KEY (\"call_id\") REFERENCES \"call\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"question\" ADD CONSTRAINT \"question_provider_id_fkey\" FOREIGN KEY (\"provider_id\") REFERENCES \"provider\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    // A call that closes later keeps whom its addenda have reached, and what its drafts name, sealed for longer.
    await db.query(`create function seal_drafts_with_call() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        update addendum_receipt set unseals_at = new.unseals_at where call_id = new.id and unseals_at < new.unseals_at and unseals_at > domain_now();
        update attachment set sealed_until = new.unseals_at
          where sealed_until < new.unseals_at and sealed_until > domain_now() and id in (
            select unnest(d.file_ids) from draft d join submission s on s.id = d.submission_id where s.call_id = new.id);
        return null;
      end $$`);
    await db.query(`create trigger call_seals_drafts after update of unseals_at on call
      for each row when (new.unseals_at > old.unseals_at) execute function seal_drafts_with_call()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop trigger call_seals_drafts on call');
    await db.query('drop function seal_drafts_with_call()');
    await db.query("ALTER TABLE \"question\" DROP CONSTRAINT \"question_provider_id_fkey\"");
    await db.query("ALTER TABLE \"question\" DROP CONSTRAINT \"question_call_id_fkey\"");
    await db.query("ALTER TABLE \"addendum_receipt\" DROP CONSTRAINT \"addendum_receipt_provider_id_fkey\"");
    await db.query("ALTER TABLE \"addendum_receipt\" DROP CONSTRAINT \"addendum_receipt_call_id_fkey\"");
    await db.query("ALTER TABLE \"addendum_receipt\" DROP CONSTRAINT \"addendum_receipt_addendum_id_fkey\"");
    await db.query("ALTER TABLE \"addendum\" DROP CONSTRAINT \"addendum_call_id_fkey\"");
    await db.query("ALTER TABLE \"draft\" DROP COLUMN \"file_ids\"");
    await db.query("DROP INDEX \"public\".\"question_answered_at_idx\"");
    await db.query("DROP INDEX \"public\".\"question_state_idx\"");
    await db.query("DROP INDEX \"public\".\"question_provider_id_idx\"");
    await db.query("DROP INDEX \"public\".\"question_call_id_idx\"");
    await db.query("DROP TABLE \"question\"");
    await db.query("DROP INDEX \"public\".\"addendum_receipt_addendum_id_id_idx\"");
    await db.query("DROP INDEX \"public\".\"ADDENDUM_RECEIVED\"");
    await db.query("DROP INDEX \"public\".\"addendum_receipt_provider_id_idx\"");
    await db.query("DROP INDEX \"public\".\"addendum_receipt_call_id_idx\"");
    await db.query("DROP TABLE \"addendum_receipt\"");
    await db.query("DROP INDEX \"public\".\"ADDENDUM_NUMBER_TAKEN\"");
    await db.query("DROP TABLE \"addendum\"");
  }
}
