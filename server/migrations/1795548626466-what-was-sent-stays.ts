import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A letter that is sent, and the content of a file that is kept, stay as they are, whoever asks. */
export class WhatWasSentStays1795548626466 implements MigrationInterface {
  name = 'WhatWasSentStays1795548626466';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create trigger letter_sent before update on letter for each row
      when (old.state in ('QUEUED', 'SENT', 'FAILED', 'DROPPED') and
        (new.kind, new.provider_id, new.to_name, new.submission_id, new.subject, new.text, new.fact_id) is distinct from
        (old.kind, old.provider_id, old.to_name, old.submission_id, old.subject, old.text, old.fact_id)
        or old.state = 'SENT' and (new.state, new.sent_at) is distinct from (old.state, old.sent_at)
        or old.read_at is not null and new.read_at is distinct from old.read_at)
      execute function refuse_rewrite('LETTER_SENT')`);
    await db.query(`create trigger attachment_frozen before update on attachment for each row
      when ((new.name, new.size, new.sha256, new.media_type, new.place) is distinct from (old.name, old.size, old.sha256, old.media_type, old.place)
        or old.published_from is not null and new.published_from is distinct from old.published_from)
      execute function refuse_rewrite('FILE_FROZEN')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop trigger attachment_frozen on attachment');
    await db.query('drop trigger letter_sent on letter');
  }
}
