-- What happened: trials in every state over 24 months, the offerings with their seats counted, the purchases.
-- No clock runs out within forty days, so that the states that are kept are the states in force.
create table made.trial as
  select n.i, s.i as solution, e.i as enterprise, state, free_days, district, provider_id, made.ago(
    case state when 'APPLIED' then 0.2 + u * 120 when 'WAITING' then 0.2 + u * 60 when 'OFFERED' then 0.2 + u * 30 when 'ACCEPTED' then 0.2 + u * 60 when 'RUNNING' then 6 + u * 60
      when 'ENDED' then 40 + free_days + u * 20 else 100 + u * 630 end) as applied_at
  from (
    select i, made.u(i, 61) as u, 1 + i % :enterprises as e, 1 + (made.below(:solutions, i % :enterprises, 62) + 17 * (i / :enterprises)) % :solutions as s,
      (array['APPLIED', 'WAITING', 'OFFERED', 'ACCEPTED', 'RUNNING', 'ENDED', 'CONVERTED', 'NOT_CONVERTED', 'DECLINED', 'WITHDRAWN', 'TERMINATED'])
        [1 + width_bucket(made.u(i, 63), array[0.12, 0.14, 0.15, 0.20, 0.32, 0.42, 0.67, 0.85, 0.91, 0.97])] as state
    from generate_series(1, :trials) i
  ) n join (select i, provider_id, free_days from made.solution) s on s.i = n.s join (select i, district from made.enterprise) e on e.i = n.e;

insert into offering (id, list_id, list_number, submission_id, solution_id, provider_id, provider_name, provider_uscc, name, kind, main_scenario, scenarios, divisions, pain_point, free_days,
    seats, seats_taken, seats_used, included, start_within_days, price_after, exit_terms, valid_to, expires_at, visible_from, state, created_at)
  select made.id(s.at, 'offering', s.i), l.id, s.k, made.id(s.at, 'submission', s.i), s.id, s.provider_id, s.provider_name, s.provider_uscc, s.name, s.kind, s.main,
    array(select distinct unnest(array[s.main, s.other]) order by 1), s.divisions, s.pain, s.free_days, coalesce(taken, 0) + made.below(40, s.i, 71), coalesce(taken, 0), coalesce(used, 0),
    array['软件授权', '驻场实施', '培训'], 10, s.price, '试用结束后三日内导出并删除数据', day, made.midnight(day + 1), l.published_at, state, l.published_at
  from (select *, case when r < 0.86 then 'LISTED' when r < 0.91 then 'SUSPENDED' when r < 0.97 then 'DELISTED' else 'EXPIRED' end as state,
          made.day(made.ago(case when r < 0.97 then -200 - made.below(400, i, 73) else 20 + made.below(100, i, 73) end)) as day
        from (select *, made.u(i, 72) as r from made.solution) s) s
  join service_list l on l.number = s.k
  left join (select solution, count(*) filter (where state in ('OFFERED', 'APPLIED', 'ACCEPTED', 'RUNNING')) as taken, count(*) filter (where state in ('ENDED', 'CONVERTED', 'NOT_CONVERTED')) as used
             from made.trial group by 1) t on t.solution = s.i;

insert into trial (id, offering_id, offering_name, enterprise_id, enterprise_name, provider_id, provider_name, district, goal, enterprise_contact_name, enterprise_contact_phone,
    provider_contact_name, provider_contact_phone, free_days, applied_at, reply_due_at, held_until, accepted_at, starts_on, ends_on, ends_at, outcome_due_at, not_converted_reason, state, created_at, version)
  select made.id(t.applied_at, 'trial', t.i), made.id(s.at, 'offering', s.i), s.name, e.id, e.name, t.provider_id, s.provider_name, t.district, '缩短交付周期，降低不良率 ' || t.i, '王经理', made.phone(e.i),
    '联系人', made.phone(t.i), t.free_days, t.applied_at, t.applied_at + interval '2 days', case t.state when 'OFFERED' then made.ago(-60) end,
    case when t.state in ('ACCEPTED', 'RUNNING', 'ENDED', 'CONVERTED', 'NOT_CONVERTED', 'TERMINATED') then t.applied_at + interval '4 hours' end, starts, ends,
    made.midnight(ends), made.midnight(ends + 90), case when t.state = 'NOT_CONVERTED' then made.pick(array['DOES_NOT_FIT', 'DATA_TOO_HARD', 'NO_STAFF', 'PRICE', 'OTHER'], t.i, 81) end,
    t.state, t.applied_at, 1 + made.below(3, t.i, 82)
  from (select *, case when state in ('RUNNING', 'ENDED', 'CONVERTED', 'NOT_CONVERTED') then made.day(applied_at) + 5 end as starts,
          case when state = 'RUNNING' then made.day(applied_at) + 125 when state in ('ENDED', 'CONVERTED', 'NOT_CONVERTED') then made.day(applied_at) + 5 + free_days end as ends
        from made.trial) t
  join made.solution s on s.i = t.solution join made.enterprise e on e.i = t.enterprise;

insert into conversion (id, trial_id, offering_id, offering_name, enterprise_id, enterprise_name, provider_id, provider_name, district, contract_number, signed_on, amount, paid_on, go_live_on,
    recorded_by_id, recorded_by_role, verified_by_id, verified_at, state, created_at)
  select made.id(t.ends_at, 'conversion', row_number() over (order by t.id)), t.id, t.offering_id, t.offering_name, t.enterprise_id, t.enterprise_name, t.provider_id, t.provider_name, t.district,
    'HT-' || row_number() over (order by t.id), t.ends_on, 20000 + abs(hashtext(t.id::text)) % 500000, t.ends_on, t.ends_on, t.provider_id, 'PROVIDER',
    '0190a000-0000-7000-8000-000000000001', t.ends_at, 'VERIFIED', t.ends_at
  from trial t where t.state = 'CONVERTED';
