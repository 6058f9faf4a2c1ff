-- Who offers: providers, their solutions, the calls, submissions and reviews behind them, the lists.
insert into account (id, login, name, role, district, state, person_number) values
  ('0190a000-0000-7000-8000-000000000001', 'bench-officer', '测量员', 'OFFICER', null, 'ACTIVE', 'B1'),
  ('0190a000-0000-7000-8000-000000000002', 'bench-leader', '测量长', 'LEADER', null, 'ACTIVE', 'B2'),
  ('0190a000-0000-7000-8000-000000000003', 'bench-district', '黄岛测量员', 'DISTRICT', '370211', 'ACTIVE', 'B3');

create table made.provider as
  select i, made.id(at, 'provider', i) as id, made.uscc(100000000 + i) as uscc,
    made.pick(brands, i, 1) || made.pick(array['工业互联', '智能制造', '软件', '信息技术', '自动化', '数据科技'], i, 2) || '（青岛）有限公司' || i as name,
    (select code from made.district d where d.i = made.below(10, n.i, 3)) as district, at
  from (select i, made.ago(1100 - i * 300.0 / :providers) as at from generate_series(1, :providers) i) n, made.words;
insert into provider (id, uscc, name, kind, district, contact_name, contact_phone, contact_email, founded_on, staff, certificates, profile, created_at)
  select id, uscc, name, made.pick(array['INTEGRATOR', 'PRODUCT', 'CHAIN_LEADER'], i, 4), district, '联系人' || i, made.phone(i), 'p' || i || '@example.com',
    made.day(at) - 2000 - made.below(4000, i, 5), 10 + made.below(900, i, 6), array['ISO 27001', 'CMMI 3'], '深耕制造业数字化转型，服务中小企业第' || i || '家。', at
  from made.provider;

create table made.call as select k, made.id(made.ago(1000 - k * 100), 'call', k) as id from generate_series(1, 8) k;
insert into call (id, code, number, title, opens_at, closes_at, unseals_at, state, kinds, rubric, rubric_frozen_at, form, seats, last_number, created_at)
  select id, 'BENCH' || k, '第' || k || '批', '“先试后转”解决方案征集第' || k || '批', made.ago(1000 - k * 100), made.ago(970 - k * 100), made.ago(970 - k * 100), 'CONCLUDED',
    array['SOFTWARE', 'HARDWARE', 'BOTH', 'SOLUTION'], '[]', made.ago(990 - k * 100), '{"fields": [], "files": [], "eligibility": []}', '[]', :solutions, made.ago(1001 - k * 100)
  from made.call;
insert into service_list (id, number, call_id, title, published_at, valid_from, valid_to, hash, proposed_by_id, proposed_by, published_by_id, published_by)
  select made.id(made.ago(930 - k * 100), 'list', k), k, id, '试用服务清单第' || k || '期', made.ago(930 - k * 100), made.day(made.ago(929 - k * 100)), made.day(made.ago(-700)),
    encode(sha256(('list' || k)::bytea), 'hex'), '0190a000-0000-7000-8000-000000000001', '测量员', '0190a000-0000-7000-8000-000000000002', '测量长'
  from made.call;

create table made.solution as
  select n.i, made.id(n.at, 'solution', n.i) as id, n.k, p.id as provider_id, p.name as provider_name, p.uscc as provider_uscc, p.district, n.at,
    made.pick(trades, n.i, 11) || '行业' || made.pick(topics, n.i, 12) || made.pick(systems, n.i, 13) || made.pick(array['系统', '一体化方案', '云服务'], n.i, 14) || ' V' || (1 + n.i % 9) as name,
    made.pick(array['SOFTWARE', 'HARDWARE', 'BOTH', 'SOLUTION'], n.i, 15) as kind,
    'S' || lpad((1 + made.below(16, n.i, 16))::text, 2, '0') as main,
    'S' || lpad((1 + made.below(16, n.i, 17))::text, 2, '0') as other,
    (select array_agg(code order by code) from made.division d where d.i in (made.below(41, n.i, 18), made.below(41, n.i, 19), made.below(41, n.i, 20))) as divisions,
    '面向' || made.pick(trades, n.i, 21) || '企业，解决' || made.pick(topics, n.i, 22) || '难、数据不通的问题' as pain,
    (200 + made.below(4800, n.i, 23)) * 100 as price, 15 * (1 + made.below(6, n.i, 24)) as free_days
  from (select i, 1 + i % 8 as k, 1 + made.below(:providers, i, 10) as p, made.ago(900 - (1 + i % 8) * 100 + made.u(i, 25) * 60) as at from generate_series(1, :solutions) i) n
  join made.provider p on p.i = n.p, made.words;
insert into solution (id, provider_id, name, release, kind, main_scenario, scenarios, divisions, pain_point, functions, deployments, list_price, price_after, free_days, seats, start_within_days, included, created_at)
  select id, provider_id, name, '1.' || i % 9, kind, main, array(select distinct unnest(array[main, other]) order by 1), divisions, pain, '打通计划、生产、质量与设备数据', array['SAAS'], price * 1.2, price, free_days, 20, 10,
    array['软件授权', '驻场实施', '培训'], at
  from made.solution;
insert into submission (id, call_id, solution_id, provider_id, number, state, name, kind, main_scenario, divisions, district, receipt, filed_at, filings, snapshot, content_hash, unseals_at, created_at)
  select made.id(s.at, 'submission', s.i), c.id, s.id, s.provider_id, 'B' || s.k || '-' || lpad(s.i::text, 6, '0'), 'LISTED', s.name, s.kind, s.main, s.divisions, s.district, 'B' || s.i || '/1', s.at, 1,
    jsonb_build_object('solution', jsonb_build_object('name', s.name, 'kind', s.kind), 'provider', jsonb_build_object('name', s.provider_name), 'files', '[]'::jsonb), encode(sha256(s.name::bytea), 'hex'), s.at, s.at
  from made.solution s join made.call c using (k);

insert into expert (id, number, name, employer_uscc, scenarios, created_at)
  select made.id(made.ago(1050), 'expert', i), 'BE' || lpad(i::text, 5, '0'), '专家' || i, made.uscc(200000000 + i), array['S01', 'S05'], made.ago(1050) from generate_series(1, :experts) i;
insert into review (id, number, submission_id, expert_id, call_id, marks, total, comment, state, submitted_at, created_at)
  select made.id(s.at + interval '5 days', 'review', s.i * 3 + n), 'BR' || (s.i * 3 + n), made.id(s.at, 'submission', s.i), made.id(made.ago(1050), 'expert', 1 + (made.below(:experts, s.i, 30) + n * 7) % :experts), c.id,
    jsonb_build_array(jsonb_build_object('criterion', 'maturity', 'points', 10 + made.below(11, s.i * 3 + n, 31))), 60 + made.below(400, s.i * 3 + n, 32) / 10.0,
    '方案成熟、适配性较好，建议补充同行业案例与投入产出测算。', 'SUBMITTED', s.at + interval '6 days', s.at + interval '5 days'
  from made.solution s join made.call c using (k), generate_series(0, 2) n;
