import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  'working_day', 'provider', 'call', 'attachment', 'evidence', 'enterprise', 'account', 'conversion', 'register_entry',
  'decision', 'release', 'notice', 'notice_entry', 'solution', 'submission', 'import', 'expert', 'conflict',
  'review', 'service_list', 'list_proposal', 'offering', 'reversal', 'api_key', 'linked_identity', 'district', 'division',
  'scenario', 'chain', 'review_paper', 'trial',
];
/** The indexes of single columns that search keys take the place of. */
const trigrams = [
  'provider.name', 'call.title', 'enterprise.name', 'conversion.enterprise_name', 'conversion.contract_number', 'register_entry.name', 'notice.title', 'notice_entry.provider', 'notice_entry.product',
  'solution.name', 'submission.name', 'service_list.title', 'offering.provider_name', 'offering.name', 'offering.pain_point', 'review_paper.title', 'trial.offering_name', 'trial.enterprise_name',
].map(name => name.split('.') as [string, string]);

/** Room for a search key in every table that is searched. The keys and what keeps them follow with every migrate: `kernel/search/key.ts`. */
export class SearchKeys1795531341944 implements MigrationInterface {
  name = 'SearchKeys1795531341944';

  async up(db: QueryRunner): Promise<void> {
    for (const [table, column] of trigrams) await db.query(`drop index "${table}_${column}_trgm"`);
    await db.query(`create table pinyin (letter text collate "C" not null, reading text not null, words jsonb, constraint pinyin_pkey primary key (letter))`);
    for (const table of tables) await db.query(`alter table "${table}" add search_key text`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of tables) await db.query(`drop function if exists "${table}_search_key"() cascade`);
    for (const table of tables) await db.query(`alter table "${table}" drop column search_key`);
    await db.query(`drop function if exists search_key(text[])`);
    await db.query(`drop table pinyin`);
    await db.query(`delete from setting where key in ('pinyin', 'searchKeys')`);
    for (const [table, column] of trigrams) await db.query(`create index "${table}_${column}_trgm" on "${table}" using gin ("${column}" gin_trgm_ops)`);
  }
}
