import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities. */
export class ExpertsAndAssignments1795544539797 implements MigrationInterface {
  name = 'ExpertsAndAssignments1795544539797';

  async up(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"conflict\" DROP CONSTRAINT \"conflict_check_a0b42ef2\"");
    await db.query("CREATE TABLE \"consensus_sheet\" (\"id\" uuid NOT NULL, \"number\" text NOT NULL, \"call_id\" uuid NOT NULL, \"submission_id\" uuid NOT NULL, \"chair_id\" uuid NOT NULL, \"marks\" jsonb NOT NULL DEFAULT '[]', \"vetoes\" text array NOT NULL DEFAULT '{}', \"total\" numeric(19,4), \"comment\" text, \"barred\" boolean NOT NULL DEFAULT false, \"state\" text NOT NULL DEFAULT 'OPEN', \"settled_at\" TIMESTAMP WITH TIME ZONE, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"consensus_sheet_check_fcef43a3\" CHECK (\"state\" in ('OPEN', 'SETTLED')), CONSTRAINT \"consensus_sheet_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"consensus_sheet_call_id_idx\" ON \"consensus_sheet\"  (\"call_id\") ");
    await db.query("CREATE UNIQUE INDEX \"CONSENSUS_EXISTS\" ON \"consensus_sheet\"  (\"submission_id\") ");
    await db.query("CREATE INDEX \"consensus_sheet_chair_id_idx\" ON \"consensus_sheet\"  (\"chair_id\") ");
    await db.query("CREATE INDEX \"consensus_sheet_state_idx\" ON \"consensus_sheet\"  (\"state\") ");
    await db.query("CREATE TABLE \"expert_draw\" (\"id\" uuid NOT NULL, \"call_id\" uuid NOT NULL, \"seed\" text NOT NULL, \"per_item\" integer NOT NULL, \"panel\" integer, \"due_on\" date, \"assigned\" integer NOT NULL, \"digest\" text NOT NULL, \"protocol\" jsonb NOT NULL, \"state\" text NOT NULL DEFAULT 'PLANNED', \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"expert_draw_check_6a55a2fb\" CHECK (\"state\" in ('PLANNED', 'RELEASED', 'DISCARDED')), CONSTRAINT \"expert_draw_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"expert_draw_call_id_idx\" ON \"expert_draw\"  (\"call_id\") ");
    await db.query("CREATE INDEX \"expert_draw_state_idx\" ON \"expert_draw\"  (\"state\") ");
    await db.query("CREATE UNIQUE INDEX \"EXPERT_DRAW_OPEN\" ON \"expert_draw\"  (\"call_id\") WHERE state = 'PLANNED'");
    await db.query("CREATE TABLE \"internal_note\" (\"id\" uuid NOT NULL, \"submission_id\" uuid NOT NULL, \"text\" text NOT NULL, \"author_name\" text NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"search_key\" text, CONSTRAINT \"internal_note_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"internal_note_submission_id_id_idx\" ON \"internal_note\"  (\"submission_id\", \"id\") ");
    await db.query("CREATE TABLE \"expert_tie\" (\"id\" uuid NOT NULL, \"expert_id\" uuid NOT NULL, \"kind\" text NOT NULL, \"organisation\" text NOT NULL, \"uscc\" text NOT NULL, \"since\" date, \"until\" date, \"note\" text, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', \"search_key\" text, CONSTRAINT \"expert_tie_check_f4ce0fe2\" CHECK (\"kind\" in ('EMPLOYMENT', 'CONSULTANCY', 'SHAREHOLDING', 'KINSHIP', 'OTHER')), CONSTRAINT \"expert_tie_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"expert_tie_uscc_idx\" ON \"expert_tie\"  (\"uscc\") ");
    await db.query("CREATE INDEX \"expert_tie_expert_id_id_idx\" ON \"expert_tie\"  (\"expert_id\", \"id\") ");
    await db.query("ALTER TABLE \"provider\" ADD \"related_usccs\" text array NOT NULL DEFAULT '{}'");
    await db.query("ALTER TABLE \"expert\" ADD \"divisions\" text array NOT NULL DEFAULT '{}'");
    await db.query("ALTER TABLE \"review\" ADD \"substitute_id\" uuid");
    await db.query("ALTER TABLE \"review\" ADD \"due_on\" date");
    await db.query("ALTER TABLE \"review\" ADD \"barred\" boolean NOT NULL DEFAULT false");
    await db.query("ALTER TABLE \"review\" ADD \"reminded_of\" text");
    await db.query("ALTER TABLE \"review\" ADD \"revealed_at\" TIMESTAMP WITH TIME ZONE");
    await db.query("ALTER TABLE \"review_paper\" ADD \"file_ids\" uuid array NOT NULL DEFAULT '{}'");
    await db.query("ALTER TABLE \"review_paper\" ADD \"barred\" boolean NOT NULL DEFAULT false");
    await db.query("ALTER TABLE \"conflict\" ADD CONSTRAINT \"conflict_check_e181a644\" CHECK (\"basis\" in ('EMPLOYER', 'EMAIL_DOMAIN', 'CASE_CUSTOMER', 'RECENT_TIE', 'RELATED_COMPANY', 'OTHER'))");
    await db.query("ALTER TABLE \"review\" ADD CONSTRAINT \"review_substitute_id_fkey\" FOREIGN KEY (\"substitute_id\") REFERENCES \"review\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"consensus_sheet\" ADD CONSTRAINT \"consensus_sheet_call_id_fkey\" FOREIGN KEY (\"call_id\") REFERENCES \"call\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"consensus_sheet\" ADD CONSTRAINT \"consensus_sheet_submission_id_fkey\" FOREIGN KEY (\"submission_id\") REFERENCES \"submission\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"consensus_sheet\" ADD CONSTRAINT \"consensus_sheet_chair_id_fkey\" FOREIGN KEY (\"chair_id\") REFERENCES \"expert\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"expert_draw\" ADD CONSTRAINT \"expert_draw_call_id_fkey\" FOREIGN KEY (\"call_id\") REFERENCES \"call\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"internal_note\" ADD CONSTRAINT \"internal_note_submission_id_fkey\" FOREIGN KEY (\"submission_id\") REFERENCES \"submission\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"expert_tie\" ADD CONSTRAINT \"expert_tie_expert_id_fkey\" FOREIGN KEY (\"expert_id\") REFERENCES \"expert\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"expert_tie\" DROP CONSTRAINT \"expert_tie_expert_id_fkey\"");
    await db.query("ALTER TABLE \"internal_note\" DROP CONSTRAINT \"internal_note_submission_id_fkey\"");
    await db.query("ALTER TABLE \"expert_draw\" DROP CONSTRAINT \"expert_draw_call_id_fkey\"");
    await db.query("ALTER TABLE \"consensus_sheet\" DROP CONSTRAINT \"consensus_sheet_chair_id_fkey\"");
    await db.query("ALTER TABLE \"consensus_sheet\" DROP CONSTRAINT \"consensus_sheet_submission_id_fkey\"");
    await db.query("ALTER TABLE \"consensus_sheet\" DROP CONSTRAINT \"consensus_sheet_call_id_fkey\"");
    await db.query("ALTER TABLE \"review\" DROP CONSTRAINT \"review_substitute_id_fkey\"");
    await db.query("ALTER TABLE \"conflict\" DROP CONSTRAINT \"conflict_check_e181a644\"");
    await db.query("ALTER TABLE \"review_paper\" DROP COLUMN \"barred\"");
    await db.query("ALTER TABLE \"review_paper\" DROP COLUMN \"file_ids\"");
    await db.query("ALTER TABLE \"review\" DROP COLUMN \"revealed_at\"");
    await db.query("ALTER TABLE \"review\" DROP COLUMN \"reminded_of\"");
    await db.query("ALTER TABLE \"review\" DROP COLUMN \"barred\"");
    await db.query("ALTER TABLE \"review\" DROP COLUMN \"due_on\"");
    await db.query("ALTER TABLE \"review\" DROP COLUMN \"substitute_id\"");
    await db.query("ALTER TABLE \"expert\" DROP COLUMN \"divisions\"");
    await db.query("ALTER TABLE \"provider\" DROP COLUMN \"related_usccs\"");
    await db.query("DROP INDEX \"public\".\"expert_tie_expert_id_id_idx\"");
    await db.query("DROP INDEX \"public\".\"expert_tie_uscc_idx\"");
    await db.query("DROP TABLE \"expert_tie\"");
    await db.query("DROP INDEX \"public\".\"internal_note_submission_id_id_idx\"");
    await db.query("DROP TABLE \"internal_note\"");
    await db.query("DROP INDEX \"public\".\"EXPERT_DRAW_OPEN\"");
    await db.query("DROP INDEX \"public\".\"expert_draw_state_idx\"");
    await db.query("DROP INDEX \"public\".\"expert_draw_call_id_idx\"");
    await db.query("DROP TABLE \"expert_draw\"");
    await db.query("DROP INDEX \"public\".\"consensus_sheet_state_idx\"");
    await db.query("DROP INDEX \"public\".\"consensus_sheet_chair_id_idx\"");
    await db.query("DROP INDEX \"public\".\"CONSENSUS_EXISTS\"");
    await db.query("DROP INDEX \"public\".\"consensus_sheet_call_id_idx\"");
    await db.query("DROP TABLE \"consensus_sheet\"");
    await db.query("ALTER TABLE \"conflict\" ADD CONSTRAINT \"conflict_check_a0b42ef2\" CHECK ((basis = ANY (ARRAY['EMPLOYER'::text, 'EMAIL_DOMAIN'::text, 'CASE_CUSTOMER'::text, 'OTHER'::text])))");
  }
}
