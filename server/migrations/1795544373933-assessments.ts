import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities. */
export class Assessments1795544373933 implements MigrationInterface {
  name = 'Assessments1795544373933';

  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE TABLE \"assessment\" (\"id\" uuid NOT NULL, \"enterprise_id\" uuid NOT NULL, \"enterprise_name\" text NOT NULL, \"district\" text NOT NULL, \"scheme_id\" uuid NOT NULL, \"scheme_code\" text NOT NULL, \"kind\" text NOT NULL, \"as_of\" date NOT NULL, \"assessor\" text, \"trial_id\" uuid, \"phase\" text, \"provider_id\" uuid, \"answers\" jsonb NOT NULL DEFAULT '[]', \"scenario_levels\" jsonb NOT NULL DEFAULT '[]', \"file_ids\" uuid array NOT NULL DEFAULT '{}', \"basis_points\" numeric(18,3), \"management_points\" numeric(18,3), \"effect_points\" numeric(18,3), \"points\" numeric(18,3) NOT NULL, \"level\" integer NOT NULL, \"next_level\" integer, \"missing_points\" numeric(18,3), \"missing_scenarios\" integer, \"missing_constraints\" integer, \"submitted_by_id\" uuid, \"verified_by_id\" uuid, \"verified_at\" TIMESTAMP WITH TIME ZONE, \"state\" text NOT NULL DEFAULT 'DRAFT', \"fact_ids\" uuid array NOT NULL DEFAULT '{}', \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', \"search_key\" text, CONSTRAINT \"assessment_check_0c9cb096\" CHECK (\"kind\" in ('SELF', 'ONSITE', 'IMPORTED')), CONSTRAINT \"assessment_check_04a585da\" CHECK (\"phase\" in ('BEFORE', 'AFTER')), CONSTRAINT \"assessment_check_61980e78\" CHECK (\"state\" in ('DRAFT', 'SUBMITTED', 'VERIFIED', 'REJECTED', 'SUPERSEDED')), CONSTRAINT \"ASSESSMENT_TRIAL\" CHECK ((trial_id is null) = (phase is null)), CONSTRAINT \"SAME_PERSON\" CHECK (verified_by_id is null or verified_by_id <> submitted_by_id), CONSTRAINT \"assessment_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"assessment_enterprise_id_idx\" ON \"assessment\"  (\"enterprise_id\") ");
    await db.query("CREATE INDEX \"assessment_district_idx\" ON \"assessment\"  (\"district\") ");
    await db.query("CREATE INDEX \"assessment_scheme_id_idx\" ON \"assessment\"  (\"scheme_id\") ");
    await db.query("CREATE INDEX \"assessment_kind_idx\" ON \"assessment\"  (\"kind\") ");
    await db.query("CREATE INDEX \"assessment_as_of_idx\" ON \"assessment\"  (\"as_of\") ");
    await db.query("CREATE INDEX \"assessment_provider_id_idx\" ON \"assessment\"  (\"provider_id\") ");
    await db.query("CREATE INDEX \"assessment_submitted_by_id_idx\" ON \"assessment\"  (\"submitted_by_id\") ");
    await db.query("CREATE INDEX \"assessment_verified_by_id_idx\" ON \"assessment\"  (\"verified_by_id\") ");
    await db.query("CREATE INDEX \"assessment_state_idx\" ON \"assessment\"  (\"state\") ");
    await db.query("CREATE INDEX \"assessment_enterprise_idx\" ON \"assessment\"  (\"enterprise_id\", \"as_of\") ");
    await db.query("CREATE INDEX \"assessment_trial_id_as_of_id_idx\" ON \"assessment\"  (\"trial_id\", \"as_of\", \"id\") ");
    await db.query("CREATE TABLE \"assessment_scheme\" (\"id\" uuid NOT NULL, \"code\" text NOT NULL, \"scheme_version\" integer NOT NULL, \"name\" text NOT NULL, \"applies_from\" date NOT NULL, \"items\" jsonb NOT NULL DEFAULT '[]', \"scenarios\" jsonb NOT NULL DEFAULT '[]', \"levels\" jsonb NOT NULL DEFAULT '[]', \"basis\" text NOT NULL, \"proposed_by_id\" uuid, \"approved_by_id\" uuid, \"approved_at\" TIMESTAMP WITH TIME ZONE, \"state\" text NOT NULL DEFAULT 'PROPOSED', \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"assessment_scheme_check_d97f6f10\" CHECK (\"state\" in ('PROPOSED', 'APPROVED', 'REJECTED')), CONSTRAINT \"SAME_PERSON\" CHECK (approved_by_id is null or approved_by_id <> proposed_by_id), CONSTRAINT \"assessment_scheme_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"assessment_scheme_proposed_by_id_idx\" ON \"assessment_scheme\"  (\"proposed_by_id\") ");
    await db.query("CREATE INDEX \"assessment_scheme_approved_by_id_idx\" ON \"assessment_scheme\"  (\"approved_by_id\") ");
    await db.query("CREATE INDEX \"assessment_scheme_state_idx\" ON \"assessment_scheme\"  (\"state\") ");
    await db.query("CREATE UNIQUE INDEX \"SCHEME_VERSION_TAKEN\" ON \"assessment_scheme\"  (\"code\", \"scheme_version\") ");
    await db.query("ALTER TABLE \"evidence\" ADD \"assessment_id\" uuid");
    await db.query("CREATE UNIQUE INDEX \"ASSESSMENT_IS_EVIDENCE\" ON \"evidence\"  (\"assessment_id\") ");
    await db.query("ALTER TABLE \"assessment\" ADD CONSTRAINT \"assessment_enterprise_id_fkey\" FOREIGN KEY (\"enterprise_id\") REFERENCES \"enterprise\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"assessment\" ADD CONSTRAINT \"assessment_scheme_id_fkey\" FOREIGN KEY (\"scheme_id\") REFERENCES \"assessment_scheme\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"assessment\" ADD CONSTRAINT \"assessment_trial_id_fkey\" FOREIGN KEY (\"trial_id\") REFERENCES \"trial\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"assessment\" ADD CONSTRAINT \"assessment_provider_id_fkey\" FOREIGN KEY (\"provider_id\") REFERENCES \"provider\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"assessment\" ADD CONSTRAINT \"assessment_submitted_by_id_fkey\" FOREIGN KEY (\"submitted_by_id\") REFERENCES \"account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"assessment\" ADD CONSTRAINT \"assessment_verified_by_id_fkey\" FOREIGN KEY (\"verified_by_id\") REFERENCES \"account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"assessment_scheme\" ADD CONSTRAINT \"assessment_scheme_proposed_by_id_fkey\" FOREIGN KEY (\"proposed_by_id\") REFERENCES \"account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"assessment_scheme\" ADD CONSTRAINT \"assessment_scheme_approved_by_id_fkey\" FOREIGN KEY (\"approved_by_id\") REFERENCES \"account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"evidence\" ADD CONSTRAINT \"evidence_assessment_id_fkey\" FOREIGN KEY (\"assessment_id\") REFERENCES \"assessment\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("create index \"assessment_as_of_order\" on \"assessment\" (\"as_of\", id)");
    await db.query("create index \"assessment_created_at_order\" on \"assessment\" (\"created_at\", id)");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("drop index \"assessment_as_of_order\"");
    await db.query("drop index \"assessment_created_at_order\"");
    await db.query("ALTER TABLE \"evidence\" DROP CONSTRAINT \"evidence_assessment_id_fkey\"");
    await db.query("ALTER TABLE \"assessment_scheme\" DROP CONSTRAINT \"assessment_scheme_approved_by_id_fkey\"");
    await db.query("ALTER TABLE \"assessment_scheme\" DROP CONSTRAINT \"assessment_scheme_proposed_by_id_fkey\"");
    await db.query("ALTER TABLE \"assessment\" DROP CONSTRAINT \"assessment_verified_by_id_fkey\"");
    await db.query("ALTER TABLE \"assessment\" DROP CONSTRAINT \"assessment_submitted_by_id_fkey\"");
    await db.query("ALTER TABLE \"assessment\" DROP CONSTRAINT \"assessment_provider_id_fkey\"");
    await db.query("ALTER TABLE \"assessment\" DROP CONSTRAINT \"assessment_trial_id_fkey\"");
    await db.query("ALTER TABLE \"assessment\" DROP CONSTRAINT \"assessment_scheme_id_fkey\"");
    await db.query("ALTER TABLE \"assessment\" DROP CONSTRAINT \"assessment_enterprise_id_fkey\"");
    await db.query("DROP INDEX \"public\".\"ASSESSMENT_IS_EVIDENCE\"");
    await db.query("ALTER TABLE \"evidence\" DROP COLUMN \"assessment_id\"");
    await db.query("DROP INDEX \"public\".\"SCHEME_VERSION_TAKEN\"");
    await db.query("DROP INDEX \"public\".\"assessment_scheme_state_idx\"");
    await db.query("DROP INDEX \"public\".\"assessment_scheme_approved_by_id_idx\"");
    await db.query("DROP INDEX \"public\".\"assessment_scheme_proposed_by_id_idx\"");
    await db.query("DROP TABLE \"assessment_scheme\"");
    await db.query("DROP INDEX \"public\".\"assessment_trial_id_as_of_id_idx\"");
    await db.query("DROP INDEX \"public\".\"assessment_enterprise_idx\"");
    await db.query("DROP INDEX \"public\".\"assessment_state_idx\"");
    await db.query("DROP INDEX \"public\".\"assessment_verified_by_id_idx\"");
    await db.query("DROP INDEX \"public\".\"assessment_submitted_by_id_idx\"");
    await db.query("DROP INDEX \"public\".\"assessment_provider_id_idx\"");
    await db.query("DROP INDEX \"public\".\"assessment_as_of_idx\"");
    await db.query("DROP INDEX \"public\".\"assessment_kind_idx\"");
    await db.query("DROP INDEX \"public\".\"assessment_scheme_id_idx\"");
    await db.query("DROP INDEX \"public\".\"assessment_district_idx\"");
    await db.query("DROP INDEX \"public\".\"assessment_enterprise_id_idx\"");
    await db.query("DROP TABLE \"assessment\"");
  }
}
