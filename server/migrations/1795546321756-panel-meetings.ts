import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Meetings of the panel. What was voted on stands, and nothing of a meeting changes once it is closed but its minutes, once they are signed nothing at all. */
export class PanelMeetings1795546321756 implements MigrationInterface {
  name = 'PanelMeetings1795546321756';

  async up(db: QueryRunner): Promise<void> {
    await db.query("CREATE TABLE \"meeting\" (\"id\" uuid NOT NULL, \"call_id\" uuid NOT NULL, \"number\" text NOT NULL, \"title\" text NOT NULL, \"place\" text, \"held_at\" TIMESTAMP WITH TIME ZONE NOT NULL, \"chair\" text, \"quorum\" integer NOT NULL, \"minutes\" text, \"minutes_hash\" text, \"signed_by\" text, \"signed_at\" TIMESTAMP WITH TIME ZONE, \"state\" text NOT NULL DEFAULT 'PLANNED', \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', \"search_key\" text, CONSTRAINT \"meeting_check_3b49f12e\" CHECK (\"state\" in ('PLANNED', 'OPEN', 'CLOSED', 'SIGNED', 'CANCELLED')), CONSTRAINT \"MEETING_MINUTES_MISSING\" CHECK (\"state\" <> 'SIGNED' or \"minutes_hash\" is not null), CONSTRAINT \"meeting_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"meeting_call_id_idx\" ON \"meeting\"  (\"call_id\") ");
    await db.query("CREATE UNIQUE INDEX \"MEETING_NUMBER_TAKEN\" ON \"meeting\"  (\"number\") ");
    await db.query("CREATE INDEX \"meeting_held_at_idx\" ON \"meeting\"  (\"held_at\") ");
    await db.query("CREATE INDEX \"meeting_state_idx\" ON \"meeting\"  (\"state\") ");
    await db.query("CREATE TABLE \"meeting_member\" (\"id\" uuid NOT NULL, \"meeting_id\" uuid NOT NULL, \"expert_id\" uuid, \"name\" text NOT NULL, \"attendance\" text NOT NULL DEFAULT 'INVITED', \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), CONSTRAINT \"meeting_member_check_051eff9a\" CHECK (\"attendance\" in ('INVITED', 'PRESENT', 'ABSENT')), CONSTRAINT \"meeting_member_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"meeting_member_expert_id_idx\" ON \"meeting_member\"  (\"expert_id\") ");
    await db.query("CREATE UNIQUE INDEX \"MEETING_MEMBER_TWICE\" ON \"meeting_member\"  (\"meeting_id\", \"expert_id\") WHERE expert_id is not null");
    await db.query("CREATE INDEX \"meeting_member_meeting_id_id_idx\" ON \"meeting_member\"  (\"meeting_id\", \"id\") ");
    await db.query("CREATE TABLE \"recusal\" (\"id\" uuid NOT NULL, \"meeting_id\" uuid NOT NULL, \"member_id\" uuid NOT NULL, \"submission_id\" uuid NOT NULL, \"basis\" text NOT NULL, \"reason\" text, \"computed\" boolean NOT NULL DEFAULT false, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), CONSTRAINT \"recusal_check_d3c93ec8\" CHECK (\"basis\" in ('EMPLOYER', 'EMAIL_DOMAIN', 'CASE_CUSTOMER', 'OTHER', 'DECLARED')), CONSTRAINT \"recusal_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"recusal_member_id_idx\" ON \"recusal\"  (\"member_id\") ");
    await db.query("CREATE INDEX \"recusal_submission_id_idx\" ON \"recusal\"  (\"submission_id\") ");
    await db.query("CREATE UNIQUE INDEX \"RECUSAL_TWICE\" ON \"recusal\"  (\"member_id\", \"submission_id\") ");
    await db.query("CREATE INDEX \"recusal_meeting_id_id_idx\" ON \"recusal\"  (\"meeting_id\", \"id\") ");
    await db.query("CREATE TABLE \"motion\" (\"id\" uuid NOT NULL, \"meeting_id\" uuid NOT NULL, \"submission_id\" uuid NOT NULL, \"outcome\" text NOT NULL, \"standing\" text, \"rank\" integer, \"differs\" boolean NOT NULL DEFAULT false, \"reason\" text, \"in_favour\" integer NOT NULL DEFAULT '0', \"against\" integer NOT NULL DEFAULT '0', \"abstained\" integer NOT NULL DEFAULT '0', \"votes\" jsonb NOT NULL DEFAULT '[]', \"state\" text NOT NULL DEFAULT 'PUT', \"voted_at\" TIMESTAMP WITH TIME ZONE, \"created_at\" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT domain_now(), \"version\" integer NOT NULL DEFAULT '1', CONSTRAINT \"motion_check_62dc2984\" CHECK (\"outcome\" in ('SELECTED', 'NOT_SELECTED')), CONSTRAINT \"motion_check_1227d388\" CHECK (\"standing\" in ('SEATED', 'NO_SEAT', 'NOT_PASSING')), CONSTRAINT \"motion_check_449dd912\" CHECK (\"state\" in ('PUT', 'CARRIED', 'REJECTED', 'WITHDRAWN')), CONSTRAINT \"MOTION_REASON_REQUIRED\" CHECK (\"differs\" = false or \"reason\" is not null), CONSTRAINT \"motion_pkey\" PRIMARY KEY (\"id\"))");
    await db.query("CREATE INDEX \"motion_submission_id_idx\" ON \"motion\"  (\"submission_id\") ");
    await db.query("CREATE INDEX \"motion_state_idx\" ON \"motion\"  (\"state\") ");
    await db.query("CREATE UNIQUE INDEX \"MOTION_ALREADY_PUT\" ON \"motion\"  (\"meeting_id\", \"submission_id\") WHERE state <> 'WITHDRAWN'");
    await db.query("CREATE INDEX \"motion_meeting_id_id_idx\" ON \"motion\"  (\"meeting_id\", \"id\") ");
    await db.query("ALTER TABLE \"decision\" ADD \"total\" numeric(19,4)");
    await db.query("ALTER TABLE \"decision\" ADD \"rank\" integer");
    await db.query("ALTER TABLE \"decision\" ADD \"ranked\" integer");
    await db.query("ALTER TABLE \"meeting\" ADD CONSTRAINT \"meeting_call_id_fkey\" FOREIGN KEY (\"call_id\") REFERENCES \"call\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"meeting_member\" ADD CONSTRAINT \"meeting_member_meeting_id_fkey\" FOREIGN KEY (\"meeting_id\") REFERENCES \"meeting\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"meeting_member\" ADD CONSTRAINT \"meeting_member_expert_id_fkey\" FOREIGN KEY (\"expert_id\") REFERENCES \"expert\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"recusal\" ADD CONSTRAINT \"recusal_meeting_id_fkey\" FOREIGN KEY (\"meeting_id\") REFERENCES \"meeting\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"recusal\" ADD CONSTRAINT \"recusal_member_id_fkey\" FOREIGN KEY (\"member_id\") REFERENCES \"meeting_member\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"recusal\" ADD CONSTRAINT \"recusal_submission_id_fkey\" FOREIGN KEY (\"submission_id\") REFERENCES \"submission\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"motion\" ADD CONSTRAINT \"motion_meeting_id_fkey\" FOREIGN KEY (\"meeting_id\") REFERENCES \"meeting\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query("ALTER TABLE \"motion\" ADD CONSTRAINT \"motion_submission_id_fkey\" FOREIGN KEY (\"submission_id\") REFERENCES \"submission\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION");
    await db.query(`create trigger meeting_signed before update or delete on meeting for each row
      when (old.state = 'SIGNED') execute function refuse_rewrite('MEETING_SIGNED')`);
    await db.query(`create trigger motion_decided before update or delete on motion for each row
      when (old.state <> 'PUT') execute function refuse_rewrite('MOTION_DECIDED')`);
    await db.query(`create function refuse_after_meeting() returns trigger language plpgsql set search_path = public as $$
      begin
        if exists (select from meeting where id = new.meeting_id and state in ('CLOSED', 'SIGNED', 'CANCELLED')) then
          raise exception 'the meeting is over' using errcode = '23514', constraint = 'MEETING_SIGNED';
        end if;
        return new;
      end $$`);
    for (const table of ['meeting_member', 'recusal', 'motion'])
      await db.query(`create trigger ${table}_of_meeting before insert or update on ${table} for each row execute function refuse_after_meeting()`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['meeting_member', 'recusal', 'motion']) await db.query(`drop trigger ${table}_of_meeting on ${table}`);
    await db.query('drop function refuse_after_meeting()');
    await db.query('drop trigger motion_decided on motion');
    await db.query('drop trigger meeting_signed on meeting');
    await db.query("ALTER TABLE \"motion\" DROP CONSTRAINT \"motion_submission_id_fkey\"");
    await db.query("ALTER TABLE \"motion\" DROP CONSTRAINT \"motion_meeting_id_fkey\"");
    await db.query("ALTER TABLE \"recusal\" DROP CONSTRAINT \"recusal_submission_id_fkey\"");
    await db.query("ALTER TABLE \"recusal\" DROP CONSTRAINT \"recusal_member_id_fkey\"");
    await db.query("ALTER TABLE \"recusal\" DROP CONSTRAINT \"recusal_meeting_id_fkey\"");
    await db.query("ALTER TABLE \"meeting_member\" DROP CONSTRAINT \"meeting_member_expert_id_fkey\"");
    await db.query("ALTER TABLE \"meeting_member\" DROP CONSTRAINT \"meeting_member_meeting_id_fkey\"");
    await db.query("ALTER TABLE \"meeting\" DROP CONSTRAINT \"meeting_call_id_fkey\"");
    await db.query("ALTER TABLE \"decision\" DROP COLUMN \"ranked\"");
    await db.query("ALTER TABLE \"decision\" DROP COLUMN \"rank\"");
    await db.query("ALTER TABLE \"decision\" DROP COLUMN \"total\"");
    await db.query("DROP INDEX \"public\".\"motion_meeting_id_id_idx\"");
    await db.query("DROP INDEX \"public\".\"MOTION_ALREADY_PUT\"");
    await db.query("DROP INDEX \"public\".\"motion_state_idx\"");
    await db.query("DROP INDEX \"public\".\"motion_submission_id_idx\"");
    await db.query("DROP TABLE \"motion\"");
    await db.query("DROP INDEX \"public\".\"recusal_meeting_id_id_idx\"");
    await db.query("DROP INDEX \"public\".\"RECUSAL_TWICE\"");
    await db.query("DROP INDEX \"public\".\"recusal_submission_id_idx\"");
    await db.query("DROP INDEX \"public\".\"recusal_member_id_idx\"");
    await db.query("DROP TABLE \"recusal\"");
    await db.query("DROP INDEX \"public\".\"meeting_member_meeting_id_id_idx\"");
    await db.query("DROP INDEX \"public\".\"MEETING_MEMBER_TWICE\"");
    await db.query("DROP INDEX \"public\".\"meeting_member_expert_id_idx\"");
    await db.query("DROP TABLE \"meeting_member\"");
    await db.query("DROP INDEX \"public\".\"meeting_state_idx\"");
    await db.query("DROP INDEX \"public\".\"meeting_held_at_idx\"");
    await db.query("DROP INDEX \"public\".\"MEETING_NUMBER_TAKEN\"");
    await db.query("DROP INDEX \"public\".\"meeting_call_id_idx\"");
    await db.query("DROP TABLE \"meeting\"");
  }
}
