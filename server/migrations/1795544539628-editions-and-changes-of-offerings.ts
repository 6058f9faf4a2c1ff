import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Generated from the entities. */
export class EditionsAndChangesOfOfferings1795544539628 implements MigrationInterface {
  name = 'EditionsAndChangesOfOfferings1795544539628';

  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE TABLE \"offering_change\" (\"id\" uuid NOT NULL, \"offering_id\" uuid NOT NULL, \"offering_name\" text NOT NULL, \"provider_id\" uuid NOT NULL, \"reason\" text, \"changes\" jsonb NOT NULL DEFAULT '[]', \"was\" jsonb NOT NULL, \"will\" jsonb NOT NULL, \"proposed_by_id\" uuid NOT NULL, \"proposed_by\" text NOT NULL, \"decided_by\" text, \"decided_at\" TIMESTAMP WITH TIME ZONE, \"state\" text NOT NULL DEFAULT 'PROPOSED', \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', \"search_key\" text, CONSTRAINT \"offering_change_check_200528e8\" CHECK (\"state\" in ('PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN')), CONSTRAINT \"offering_change_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"offering_change_provider_id_idx\" ON \"offering_change\"  (\"provider_id\") ");
    await db.query("CREATE INDEX \"offering_change_state_idx\" ON \"offering_change\"  (\"state\") ");
    await db.query("CREATE UNIQUE INDEX \"OFFERING_CHANGE_WAITS\" ON \"offering_change\"  (\"offering_id\") WHERE state = 'PROPOSED'");
    await db.query("CREATE INDEX \"offering_change_offering_id_id_idx\" ON \"offering_change\"  (\"offering_id\", \"id\") ");
    await db.query("CREATE TABLE \"key_field\" (\"id\" uuid NOT NULL, \"field\" text NOT NULL, \"key\" boolean NOT NULL DEFAULT true, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"key_field_check_477615ed\" CHECK (\"field\" in ('name', 'mainScenario', 'scenarios', 'divisions', 'painPoint', 'freeDays', 'seats', 'seatsTotal', 'included', 'excluded', 'startWithinDays', 'priceAfter', 'exitTerms', 'validTo')), CONSTRAINT \"key_field_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE UNIQUE INDEX \"KEY_FIELD_TAKEN\" ON \"key_field\"  (\"field\") ");
    await db.query("CREATE TABLE \"offering_edition\" (\"id\" uuid NOT NULL, \"offering_id\" uuid NOT NULL, \"number\" integer NOT NULL, \"provider_id\" uuid NOT NULL, \"provider_name\" text NOT NULL, \"name\" text NOT NULL, \"kind\" text NOT NULL, \"main_scenario\" text NOT NULL, \"scenarios\" text array NOT NULL DEFAULT '{}', \"divisions\" text array NOT NULL DEFAULT '{}', \"pain_point\" text, \"free_days\" integer NOT NULL, \"seats\" integer NOT NULL, \"seats_total\" integer, \"included\" text array NOT NULL DEFAULT '{}', \"excluded\" jsonb NOT NULL DEFAULT '[]', \"start_within_days\" integer NOT NULL, \"price_after\" numeric(17,2) NOT NULL, \"exit_terms\" text, \"valid_to\" date NOT NULL, \"visible_from\" TIMESTAMP WITH TIME ZONE NOT NULL, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), CONSTRAINT \"offering_edition_check_5d42ab71\" CHECK (\"kind\" in ('SOFTWARE', 'HARDWARE', 'BOTH', 'SOLUTION')), CONSTRAINT \"offering_edition_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"offering_edition_provider_id_idx\" ON \"offering_edition\"  (\"provider_id\") ");
    await db.query("CREATE UNIQUE INDEX \"OFFERING_EDITION_TAKEN\" ON \"offering_edition\"  (\"offering_id\", \"number\") ");
    await db.query("CREATE INDEX \"offering_edition_offering_id_number_id_idx\" ON \"offering_edition\"  (\"offering_id\", \"number\", \"id\") ");
    await db.query("ALTER TABLE \"offering\" ADD \"edition\" integer NOT NULL DEFAULT '1'");
    await db.query("ALTER TABLE \"offering\" ADD \"keywords\" text");
    await db.query("ALTER TABLE \"trial\" ADD \"edition_id\" uuid");
    await db.query("ALTER TABLE \"offering_change\" ADD CONSTRAINT \"offering_change_offering_id_fkey\" FOREIGN KEY (\"offering_id\") REFERENCES \"offering\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"offering_change\" ADD CONSTRAINT \"offering_change_provider_id_fkey\" FOREIGN KEY (\"provider_id\") REFERENCES \"provider\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"offering_edition\" ADD CONSTRAINT \"offering_edition_offering_id_fkey\" FOREIGN KEY (\"offering_id\") REFERENCES \"offering\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"offering_edition\" ADD CONSTRAINT \"offering_edition_provider_id_fkey\" FOREIGN KEY (\"provider_id\") REFERENCES \"provider\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"trial\" ADD CONSTRAINT \"trial_edition_id_fkey\" FOREIGN KEY (\"edition_id\") REFERENCES \"offering_edition\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"trial\" DROP CONSTRAINT \"trial_edition_id_fkey\"");
    await db.query("ALTER TABLE \"offering_edition\" DROP CONSTRAINT \"offering_edition_provider_id_fkey\"");
    await db.query("ALTER TABLE \"offering_edition\" DROP CONSTRAINT \"offering_edition_offering_id_fkey\"");
    await db.query("ALTER TABLE \"offering_change\" DROP CONSTRAINT \"offering_change_provider_id_fkey\"");
    await db.query("ALTER TABLE \"offering_change\" DROP CONSTRAINT \"offering_change_offering_id_fkey\"");
    await db.query("ALTER TABLE \"trial\" DROP COLUMN \"edition_id\"");
    await db.query("ALTER TABLE \"offering\" DROP COLUMN \"keywords\"");
    await db.query("ALTER TABLE \"offering\" DROP COLUMN \"edition\"");
    await db.query("DROP INDEX \"public\".\"offering_edition_offering_id_number_id_idx\"");
    await db.query("DROP INDEX \"public\".\"OFFERING_EDITION_TAKEN\"");
    await db.query("DROP INDEX \"public\".\"offering_edition_provider_id_idx\"");
    await db.query("DROP TABLE \"offering_edition\"");
    await db.query("DROP INDEX \"public\".\"KEY_FIELD_TAKEN\"");
    await db.query("DROP TABLE \"key_field\"");
    await db.query("DROP INDEX \"public\".\"offering_change_offering_id_id_idx\"");
    await db.query("DROP INDEX \"public\".\"OFFERING_CHANGE_WAITS\"");
    await db.query("DROP INDEX \"public\".\"offering_change_state_idx\"");
    await db.query("DROP INDEX \"public\".\"offering_change_provider_id_idx\"");
    await db.query("DROP TABLE \"offering_change\"");
  }
}
