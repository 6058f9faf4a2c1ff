import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is typed is kept apart from what is filed, and every filing for good. */
export class DraftsAndFilings1795543866605 implements MigrationInterface {
  name = 'DraftsAndFilings1795543866605';

  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE TABLE \"filing\" (\"id\" uuid NOT NULL, \"submission_id\" uuid NOT NULL, \"ordinal\" integer NOT NULL, \"receipt\" text NOT NULL, \"content_hash\" text NOT NULL, \"filed_at\" TIMESTAMP WITH TIME ZONE NOT NULL, \"author\" text NOT NULL, \"typist\" text NOT NULL, \"changes\" jsonb NOT NULL DEFAULT '[]', \"snapshot\" jsonb NOT NULL, CONSTRAINT \"filing_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE UNIQUE INDEX \"FILING_RECEIPT_TAKEN\" ON \"filing\"  (\"receipt\") ");
    await db.query("CREATE UNIQUE INDEX \"filing_submission_idx\" ON \"filing\"  (\"submission_id\", \"ordinal\") ");
    await db.query("CREATE TABLE \"draft\" (\"id\" uuid NOT NULL, \"submission_id\" uuid NOT NULL, \"provider_id\" uuid NOT NULL, \"typed_by_id\" uuid, \"content\" text, \"prefilled\" integer NOT NULL DEFAULT '0', \"saved_by\" text, \"saved_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"draft_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE UNIQUE INDEX \"DRAFT_EXISTS\" ON \"draft\"  (\"submission_id\") ");
    await db.query("CREATE INDEX \"draft_provider_id_idx\" ON \"draft\"  (\"provider_id\") ");
    await db.query("ALTER TABLE \"solution\" ADD \"typed_by_id\" uuid");
    await db.query("ALTER TABLE \"submission\" ADD \"typed_by_id\" uuid");
    await db.query("ALTER TABLE \"submission\" ADD \"author\" text");
    await db.query("CREATE INDEX \"submission_typed_by_id_idx\" ON \"submission\"  (\"typed_by_id\") ");
    await db.query("ALTER TABLE \"solution\" ADD CONSTRAINT \"solution_typed_by_id_fkey\" FOREIGN KEY (\"typed_by_id\") REFERENCES \"account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"filing\" ADD CONSTRAINT \"filing_submission_id_fkey\" FOREIGN KEY (\"submission_id\") REFERENCES \"submission\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"submission\" ADD CONSTRAINT \"submission_typed_by_id_fkey\" FOREIGN KEY (\"typed_by_id\") REFERENCES \"account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"draft\" ADD CONSTRAINT \"draft_submission_id_fkey\" FOREIGN KEY (\"submission_id\") REFERENCES \"submission\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"draft\" ADD CONSTRAINT \"draft_provider_id_fkey\" FOREIGN KEY (\"provider_id\") REFERENCES \"provider\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"draft\" ADD CONSTRAINT \"draft_typed_by_id_fkey\" FOREIGN KEY (\"typed_by_id\") REFERENCES \"account\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    // Receipts that were given before have their filing too; of earlier ones only the receipt was kept.
    await db.query(`insert into filing (id, submission_id, ordinal, receipt, content_hash, filed_at, author, typist, snapshot)
      select uuid_v7(filed_at), id, filings, receipt, content_hash, filed_at, snapshot -> 'provider' ->> 'name', snapshot -> 'provider' ->> 'name', snapshot
      from submission where receipt is not null and snapshot is not null and content_hash is not null and filed_at is not null`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE \"draft\" DROP CONSTRAINT \"draft_typed_by_id_fkey\"");
    await db.query("ALTER TABLE \"draft\" DROP CONSTRAINT \"draft_provider_id_fkey\"");
    await db.query("ALTER TABLE \"draft\" DROP CONSTRAINT \"draft_submission_id_fkey\"");
    await db.query("ALTER TABLE \"submission\" DROP CONSTRAINT \"submission_typed_by_id_fkey\"");
    await db.query("ALTER TABLE \"filing\" DROP CONSTRAINT \"filing_submission_id_fkey\"");
    await db.query("ALTER TABLE \"solution\" DROP CONSTRAINT \"solution_typed_by_id_fkey\"");
    await db.query("DROP INDEX \"public\".\"submission_typed_by_id_idx\"");
    await db.query("ALTER TABLE \"submission\" DROP COLUMN \"author\"");
    await db.query("ALTER TABLE \"submission\" DROP COLUMN \"typed_by_id\"");
    await db.query("ALTER TABLE \"solution\" DROP COLUMN \"typed_by_id\"");
    await db.query("DROP INDEX \"public\".\"draft_provider_id_idx\"");
    await db.query("DROP INDEX \"public\".\"DRAFT_EXISTS\"");
    await db.query("DROP TABLE \"draft\"");
    await db.query("DROP INDEX \"public\".\"filing_submission_idx\"");
    await db.query("DROP INDEX \"public\".\"FILING_RECEIPT_TAKEN\"");
    await db.query("DROP TABLE \"filing\"");
  }
}
