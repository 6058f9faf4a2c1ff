-- Who writes in the mixed load: one account of every provider up to 500, and of 300 enterprises.
insert into account (id, login, name, role, provider_id, state)
  select made.id(made.ago(300), 'provider account', i), 'bench-p' || i, '服务商' || i, 'PROVIDER', id, 'ACTIVE' from made.provider where i <= 500;
insert into account (id, login, name, role, enterprise_id, state)
  select made.id(made.ago(300), 'enterprise account', i), 'bench-e' || i, '企业' || i, 'ENTERPRISE', id, 'ACTIVE' from made.enterprise where i <= 300;
drop schema made cascade;
