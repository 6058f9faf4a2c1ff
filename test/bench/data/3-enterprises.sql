-- Who tries: enterprises, the register of the month before with all of them, and evidence by which nine of ten count.
create table made.enterprise as
  select n.i, made.id(at, 'enterprise', n.i) as id, made.uscc(300000000 + n.i) as uscc, at,
    '青岛' || made.pick(makers, n.i, 41) || made.pick(lines, n.i, 42) || made.pick(array['有限公司', '制造有限公司', '科技有限公司', '集团有限公司'], n.i, 43) || n.i as name,
    d.code as district, v.code as division,
    (array['LARGE', 'MEDIUM', 'SMALL', 'MICRO'])[1 + floor(3.99 * sqrt(made.u(n.i, 44)))::int] as size, 5 + floor(power(made.u(n.i, 45), 3) * 2000)::int as employees,
    (50 + floor(power(made.u(n.i, 46), 3) * 20000000) / 100)::numeric(17, 2) as revenue
  from (select i, made.ago(1090 - i * 300.0 / :enterprises) as at, floor(power(made.u(i, 47), 1.3) * 10)::int as d, floor(power(made.u(i, 48), 1.2) * 41)::int as v from generate_series(1, :enterprises) i) n
  join made.district d on d.i = n.d join made.division v on v.i = n.v, made.words;
create unique index on made.enterprise (i);
insert into enterprise (id, uscc, name, district, division, size, employees, revenue, contact_name, contact_phone, created_at)
  select id, uscc, name, district, division, size, employees, revenue, made.pick(array['王', '李', '张', '刘', '陈', '杨', '赵'], i, 49) || '经理', made.phone(i), at from made.enterprise;

-- Evidence first: the roll-ups begin with the first register, and count it once.
insert into evidence (id, number, enterprise_id, uscc, district, kind, dated_on, document, verified_by_unit, verified_on, revoked_on, revoked_reason, expires_at, state, created_at)
  select made.id(made.midnight(dated), 'evidence', i * 2 + nth), 'BM' || i || '-' || nth, id, uscc, district, kind, dated, '认定文件第' || i % 500 || '号',
    case when state in ('VERIFIED', 'REVOKED') then '市工业和信息化局' end, case when state in ('VERIFIED', 'REVOKED') then dated + 10 end,
    case when state = 'REVOKED' then dated + 60 end, case when state = 'REVOKED' then '复核未通过' end,
    made.midnight((dated + interval '36 months')::date), state, made.midnight(dated)
  from (
    select e.i, e.id, e.uscc, e.district, nth, made.day(made.ago(90 + made.u(e.i * 2 + nth, 51) * 700)) as dated,
      case when r between 0.90 and 0.93 then 'SELF' else made.pick(array['ONSITE_LEVEL2', 'PROVINCIAL', 'TITLE', 'CONTRACT'], e.i * 2 + nth, 52) end as kind,
      case when r < 0.93 then 'VERIFIED' when r < 0.95 then 'PROPOSED' else 'REVOKED' end as state
    from (select *, made.u(i, 53) as r from made.enterprise) e, generate_series(0, 1) nth
    where r < 0.97 and (nth = 0 or made.u(i, 54) < 0.2)
  ) made;

create table made.register as
  select made.id(made.ago(40), 'register', 1) as id, (date_trunc('month', made.day(today)) - interval '1 day')::date as day from made.clock;
insert into register (id, month, version, in_force_from, entries, added, gone, changed, created_at)
  select id, to_char(day, 'YYYY-MM'), 1, day, :enterprises, :enterprises, 0, 0, made.midnight(day) from made.register;
insert into register_entry (id, register_id, enterprise_id, uscc, name, district, division, size, employees, revenue, entered_month)
  select made.id(made.midnight(r.day), 'entry', e.i), r.id, e.id, e.uscc, e.name, e.district, e.division, e.size, e.employees, e.revenue, to_char(r.day - made.below(900, e.i, 50), 'YYYY-MM')
  from made.enterprise e, made.register r;

insert into target (id, year, scope, scope_code, kind, value, created_at)
  select made.id(made.ago(300), 'target', row_number() over ()), extract(year from made.day(today)), scope, code, 'RATE', value, made.ago(300)
  from made.clock, (select 'CITY' as scope, '370200' as code, 92.0 as value union all select 'DISTRICT', code, 88.0 + i / 2.0 from made.district) t;
