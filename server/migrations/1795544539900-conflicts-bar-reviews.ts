import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The database says which expert must not meet which submission, and bars the reviews concerned whenever a conflict comes up
 * or goes: by a tie that is declared, an employer that is corrected, a provider's code, a case that is added. No act can
 * forget it. A submitted review still never changes, but for being barred; a settled consensus and a released draw neither.
 */
export class ConflictsBarReviews1795544539900 implements MigrationInterface {
  name = 'ConflictsBarReviews1795544539900';

  async up(db: QueryRunner): Promise<void> {
    for (const sql of [clashes, bar, ...triggerFunctions]) await db.query(sql);
    for (const [name, on] of triggers) await db.query(`create trigger ${name} after ${on} for each row execute function ${name}()`);
    await db.query('drop trigger review_frozen on review');
    await db.query(`create trigger review_frozen before update on review for each row
      when (old.state = 'SUBMITTED' and to_jsonb(new) - 'barred' is distinct from to_jsonb(old) - 'barred') execute function refuse_rewrite('REVIEW_FROZEN')`);
    await db.query(`create trigger review_kept before delete on review for each row when (old.state = 'SUBMITTED') execute function refuse_rewrite('REVIEW_FROZEN')`);
    await db.query(`create trigger consensus_frozen before update on consensus_sheet for each row
      when (old.state = 'SETTLED' and to_jsonb(new) - 'barred' is distinct from to_jsonb(old) - 'barred') execute function refuse_rewrite('CONSENSUS_FROZEN')`);
    await db.query(`create trigger consensus_kept before delete on consensus_sheet for each row when (old.state = 'SETTLED') execute function refuse_rewrite('CONSENSUS_FROZEN')`);
    await db.query(`create trigger draw_frozen before update on expert_draw for each row when (
        (new.call_id, new.seed, new.per_item, new.panel, new.due_on, new.assigned, new.digest, new.protocol) is distinct from
        (old.call_id, old.seed, old.per_item, old.panel, old.due_on, old.assigned, old.digest, old.protocol)) execute function refuse_rewrite('DRAW_FROZEN')`);
    await db.query(`create trigger draw_kept before delete on expert_draw for each row execute function refuse_rewrite('DRAW_FROZEN')`);
    await db.query(`create index review_due_idx on review (due_on) where state in ('ASSIGNED', 'ACCEPTED') and due_on is not null`);
    await db.query(`select bar_reviews(null, null)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index review_due_idx');
    for (const [table, name] of [
      ['expert_draw', 'draw_kept'],
      ['expert_draw', 'draw_frozen'],
      ['consensus_sheet', 'consensus_kept'],
      ['consensus_sheet', 'consensus_frozen'],
      ['review', 'review_kept'],
      ['review', 'review_frozen'],
    ])
      await db.query(`drop trigger ${name} on ${table}`);
    await db.query(`create trigger review_frozen before update or delete on review for each row
      when (old.state = 'SUBMITTED') execute function refuse_rewrite('REVIEW_FROZEN')`);
    for (const [name, on] of triggers) await db.query(`drop trigger ${name} on ${on.split(' on ')[1]!.split(' ')[0]}`);
    for (const name of [...new Set(triggers.map(([trigger]) => trigger))]) await db.query(`drop function ${name}()`);
    await db.query('drop function bar_reviews(uuid[], uuid[])');
    await db.query('drop function expert_clashes(uuid[], uuid[])');
  }
}

/** Addresses at which anybody can be: to share one ties nobody to anybody. */
const publicDomains = [
  ...['qq.com', 'vip.qq.com', 'foxmail.com', '163.com', 'vip.163.com', '126.com', 'yeah.net', '188.com', 'sina.com', 'sina.cn'],
  ...['sohu.com', 'aliyun.com', '139.com', '189.cn', 'wo.cn', '21cn.com', 'tom.com', 'gmail.com', 'outlook.com', 'hotmail.com'],
  ...['live.com', 'icloud.com', 'yahoo.com'],
];

/**
 * Who must not meet what, and why. A submission has parties: its provider, the companies related to that, the customers it
 * names as cases. An expert has companies: the employer, and ties that last or ended within the years that the call names.
 */
const clashes = `create function expert_clashes(submissions uuid[], experts uuid[])
  returns table (expert_id uuid, submission_id uuid, provider_id uuid, basis text, kept boolean)
  language sql stable security definer set search_path = public, pg_temp set jit = off as $$
  with item as (
    select s.id, s.provider_id, p.uscc, p.related_usccs, lower(split_part(p.contact_email, '@', 2)) as domain, s.snapshot,
      (domain_today() - make_interval(years => coalesce((c.rubric ->> 'tieYears')::int, 3)))::date as since
    from submission s join provider p on p.id = s.provider_id join call c on c.id = s.call_id where s.id = any(submissions)
  ), party as (
    select id, provider_id, since, uscc as code, 'PROVIDER' as part from item
    union all select id, provider_id, since, unnest(related_usccs), 'RELATED' from item
    union all select id, provider_id, since, customer #>> '{}', 'CUSTOMER'
      from item cross join lateral jsonb_path_query(snapshot, '$.solution.cases[*].uscc') as customer
  ), company as (
    select e.id as expert_id, e.employer_uscc as code, true as employer, null::date as until from expert e
    where experts is null or e.id = any(experts)
    union all select t.expert_id, t.uscc, false, t.until from expert_tie t where experts is null or t.expert_id = any(experts)
  ), found as (
    select k.expert_id, y.id, y.provider_id,
      case y.part when 'RELATED' then 'RELATED_COMPANY' when 'CUSTOMER' then 'CASE_CUSTOMER' else case when k.employer then 'EMPLOYER' else 'RECENT_TIE' end end as basis,
      false as kept
    from party y join company k on k.code = y.code where k.until is null or k.until >= y.since
    union all
    select e.id, i.id, i.provider_id, 'EMAIL_DOMAIN', false from item i join expert e on lower(split_part(e.email, '@', 2)) = i.domain
    where i.domain <> '' and i.domain <> all(array['${publicDomains.join("', '")}']) and (experts is null or e.id = any(experts))
    union all
    select c.expert_id, i.id, i.provider_id, c.basis, true from item i join conflict c on c.provider_id = i.provider_id
    where c.state = 'IN_FORCE' and (c.submission_id is null or c.submission_id = i.id) and (experts is null or c.expert_id = any(experts))
  ) select distinct * from found $$`;

/** Bars the reviews of these experts, or of what these providers have filed, that a conflict concerns, and frees those that none concerns any more. */
const bar = `create function bar_reviews(experts uuid[], providers uuid[]) returns void
  language plpgsql security definer set search_path = public, pg_temp set jit = off as $$
  declare concerned uuid[]; submissions uuid[]; people uuid[];
  begin
    select array_agg(r.id), array_agg(distinct r.submission_id), array_agg(distinct r.expert_id) into concerned, submissions, people
    from review r join submission s on s.id = r.submission_id
    where r.state in ('ASSIGNED', 'ACCEPTED', 'SUBMITTED') and (experts is null or r.expert_id = any(experts)) and (providers is null or s.provider_id = any(providers));
    if concerned is null then return; end if;
    with tied as materialized (select distinct c.expert_id, c.submission_id from expert_clashes(submissions, people) c),
    changed as (
      update review r set barred = not r.barred where r.id = any(concerned)
        and r.barred <> exists (select from tied t where t.expert_id = r.expert_id and t.submission_id = r.submission_id)
      returning r.paper_id, r.expert_id, r.submission_id, r.barred
    ), sheets as (
      update consensus_sheet s set barred = c.barred from changed c where s.submission_id = c.submission_id and s.chair_id = c.expert_id and s.barred <> c.barred
    )
    update review_paper p set barred = c.barred from changed c where p.id = c.paper_id and p.barred <> c.barred;
  end $$`;

const reacting = (name: string, body: string) =>
  `create function ${name}() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin ${body} return null; end $$`;

const triggerFunctions = [
  reacting('bars_by_expert', 'perform bar_reviews(array[new.id], null);'),
  reacting('bars_by_tie', `if tg_op = 'UPDATE' and old.expert_id <> new.expert_id then perform bar_reviews(array[old.expert_id], null); end if; perform bar_reviews(array[new.expert_id], null);`),
  reacting('bars_by_conflict', 'perform bar_reviews(array[new.expert_id], array[new.provider_id]);'),
  reacting('bars_by_provider', 'perform bar_reviews(null, array[new.id]);'),
  reacting('bars_by_snapshot', 'perform bar_reviews(null, array[new.provider_id]);'),
];

const triggers: readonly (readonly [name: string, on: string])[] = [
  ['bars_by_expert', 'update of employer_uscc, email on expert'],
  ['bars_by_tie', 'insert or update on expert_tie'],
  ['bars_by_conflict', 'insert or update on conflict'],
  ['bars_by_provider', 'update of uscc, contact_email, related_usccs on provider'],
  ['bars_by_snapshot', 'update of snapshot on submission'],
];
