-- Data from hashes of a running number: no random(), so that two machines measure the same rows. The clock is read once.
create schema made;
create table made.clock as select date_trunc('day', domain_now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' as today;

-- A number from 0 up to 1 for row i; `salt` tells the columns of a row apart.
create function made.u(i bigint, salt int) returns float8 language sql immutable parallel safe as
  $$ select (hashint8extended(i, salt) & 1073741823)::float8 / 1073741824 $$;
create function made.below(n int, i bigint, salt int) returns int language sql immutable parallel safe as
  $$ select floor(((hashint8extended(i, salt) & 1073741823)::float8 / 1073741824) * n)::int $$;
create function made.pick(words text[], i bigint, salt int) returns text language sql immutable parallel safe as
  $$ select words[1 + floor(((hashint8extended(i, salt) & 1073741823)::float8 / 1073741824) * cardinality(words))::int] $$;
do $$ begin execute format('create function made.ago(days float8) returns timestamptz language sql immutable parallel safe as $f$ select timestamptz %L - days * interval ''1 day'' $f$', (select today from made.clock)); end $$;
create function made.day(at timestamptz) returns date language sql immutable parallel safe as $$ select (at at time zone 'Asia/Shanghai')::date $$;
create function made.midnight(day date) returns timestamptz language sql immutable parallel safe as $$ select day::timestamp at time zone 'Asia/Shanghai' $$;

-- A UUID v7 of an instant. These functions have no FROM, so that they are inlined.
create function made.id(at timestamptz, kind text, i bigint) returns uuid language sql immutable parallel safe as
  $$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(kind || i), 1, 3) || '8' || substr(md5(kind || i), 5, 15))::uuid $$;

-- A unified social credit code of Qingdao for a number of nine digits; its last character is right (GB 32100).
create function made.uscc(n bigint) returns text language sql immutable parallel safe as
  $$ select '91370200' || lpad(n::text, 9, '0') || substr('0123456789ABCDEFGHJKLMNPQRTUWXY', 1 + ((31 - (280 + n / 100000000 % 10 * 20 + n / 10000000 % 10 * 29
    + n / 1000000 % 10 * 25 + n / 100000 % 10 * 13 + n / 10000 % 10 * 8 + n / 1000 % 10 * 24 + n / 100 % 10 * 10 + n / 10 % 10 * 30 + n % 10 * 28) % 31) % 31)::int, 1) $$;
create function made.phone(i bigint) returns text language sql immutable parallel safe as
  $$ select '139' || lpad((abs(hashint8(i)) % 100000000)::text, 8, '0') $$;

create table made.words as select
  array['华东', '海川', '联创', '博瑞', '恒信', '云匠', '数智', '中科', '金诺', '启明', '鲁信', '东岳', '胶州湾', '齐云'] as brands,
  array['注塑', '铸造', '纺织', '食品', '机加工', '橡胶轮胎', '家电', '服装', '化工', '包装', '冲压', '电子装配', '制鞋', '轨道交通'] as trades,
  array['智能排产', '质量追溯', '预测性维护', '能耗管理', '数字孪生', '柔性制造', '供应链协同', '仓储物流', '视觉检测', '工艺优化', '设备联网', '安全环保'] as topics,
  array['MES', 'ERP', 'APS', 'PLM', 'SCADA', 'WMS', 'QMS', '云平台'] as systems,
  array['鑫达', '宏图', '永固', '瑞丰', '天成', '恒力', '万邦', '精工', '长青', '东升', '泰和', '昌盛', '海盛', '金岭'] as makers,
  array['机械', '纺织', '食品', '电子', '化工', '建材', '金属制品', '塑业', '铸造', '服饰', '木业', '包装'] as lines;

create table made.district as select (row_number() over (order by code) - 1)::int as i, code from district;
create table made.division as select (row_number() over (order by code) - 1)::int as i, code from division;
