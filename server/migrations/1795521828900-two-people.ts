import type { MigrationInterface, QueryRunner } from 'typeorm';

const pairs: readonly (readonly [table: string, first: string, second: string])[] = [
  ['reversal', 'proposed_by_id', 'confirmed_by_id'],
  ['import', 'undo_asked_by_id', 'undone_by_id'],
  ['api_key', 'created_by_id', 'approved_by_id'],
];

/** Two people, not two accounts, reverse a decision, undo an import and issue a key; a submission whose decision was reversed can be decided anew. */
export class TwoPeople1795521828900 implements MigrationInterface {
  name = 'TwoPeople1795521828900';

  async up(db: QueryRunner): Promise<void> {
    await db.query('drop index "DECISION_ALREADY_MADE"');
    await db.query(`create unique index "DECISION_ALREADY_MADE" on decision (submission_id) where state not in ('CLEARED', 'REVERSED')`);
    await db.query(`update import set state = 'UNDONE' where undone_at is not null`);
    for (const [table, first, second] of pairs)
      await db.query(`create trigger ${table}_two_people before insert or update of ${first}, ${second} on ${table} for each row
        when (new.${second} is not null) execute function two_people('${first}', '${second}')`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [table] of pairs) await db.query(`drop trigger ${table}_two_people on ${table}`);
    await db.query('drop index "DECISION_ALREADY_MADE"');
    await db.query(`create unique index "DECISION_ALREADY_MADE" on decision (submission_id) where state <> 'CLEARED'`);
  }
}
