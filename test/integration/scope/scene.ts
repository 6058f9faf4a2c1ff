import { Client } from 'pg';
import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import { type Role, roles } from '../../../schema/roles.ts';
import { features } from '../../../server/features.ts';
import { newId } from '../../../server/kernel/fields.ts';
import type { Actor, EntityPolicy, Rows, Rule } from '../../../server/kernel/policy.ts';
import { isScoped } from '../../../server/kernel/rowSecurity.ts';
import { fetchRows, restrict } from '../../../server/kernel/rows.ts';
import { createKey } from '../../../server/partners/service.ts';
import { here, next, Someone, someone, sql, travel } from '../../kit.ts';
import { FileObjection, noticed, objection } from '../decisions/scene.ts';
import { Advance as AdvanceTrial, aContract, anApplication, anOffering, contractOf, Record as RecordPurchase } from '../trials/scene.ts';

/** The kinds of records of which who may read one depends on whose it is, with their rules. */
export const scoped: readonly { name: string; entity: new () => ObjectLiteral; rule: EntityPolicy }[] = features.flatMap(
  ({ entities, policy }) =>
    entities.flatMap(entity => {
      const rule = policy.entities?.[entity.name];
      return rule && isScoped(rule) ? [{ name: entity.name, entity, rule }] : [];
    }),
);
export const metadataOf = (entity: new () => object): EntityMetadata => here().owner.getMetadata(entity);

export interface Principal {
  who: Someone;
  actor: Actor;
}

const asActor = (who: Someone): Actor => ({ id: who.id, role: who.role, name: who.role, ...who.of });

/** The rows a rule gives to an actor, as the owner of the database finds them: neither the application nor the policies are asked. */
export async function rowsOf(entity: new () => ObjectLiteral, actor: Actor, ...rules: (Partial<Record<Role, Rule>> | undefined)[]) {
  const rows: Rows[] = rules.flatMap(rule => rule?.[actor.role]?.(actor) ?? []);
  return fetchRows(restrict(here().owner.getRepository(entity).createQueryBuilder('it'), rows));
}

/** Asks as the role of the API, in a transaction of its own under the scope of an actor, which is rolled back. */
export async function asApi<R>(scope: Record<string, string>, work: (api: Client) => Promise<R>): Promise<R> {
  const api = new Client({ connectionString: here().apiUrl });
  await api.connect();
  try {
    await api.query('begin');
    for (const [name, value] of Object.entries(scope)) await api.query('select set_config($1, $2, true)', [`shizhuan.${name}`, value]);
    return await work(api);
  } finally {
    await api.end();
  }
}

/** The settings that say who acts, written here by hand: the product's own way of saying it is tested against it. */
export const scopeOf = (actor: Actor, act: 'read' | 'write'): Record<string, string> => ({
  act,
  role: actor.role,
  id: actor.id,
  district: actor.district ?? '',
  provider: actor.providerId ?? '',
  enterprise: actor.enterpriseId ?? '',
  expert: actor.expertId ?? '',
  platform: actor.platformId ?? '',
  scopes: (actor.scopes ?? []).join(),
});

/** What may grow when somebody is refused: the trail of it. */
const trail = ['fact', 'seal', 'audit_head', 'session', 'idempotency', 'sign_in_attempt', 'rate_limit'];
/** Everything else that is kept, as one figure: that it is the same says that nothing has changed. */
export async function fingerprint(): Promise<string> {
  const parts: string[] = [];
  for (const { tableName } of here().owner.entityMetadatas.filter(({ tableName }) => !trail.includes(tableName))) {
    const [row] = await sql<{ hash: string }>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from "${tableName}" t`,
    );
    parts.push(`${tableName} ${row!.hash}`);
  }
  return parts.join('\n');
}

/**
 * A city in small: two of everything that is somebody's, made through the front door where that is not long, and one
 * principal of every role, to whom one of the two belongs at most.
 */
export async function aCity() {
  const review = await noticed(3);
  const [item] = review.items;
  await someone('PUBLIC').then(async anybody => anybody.ask(FileObjection, { input: objection(await review.entryOf(item!.id)) }));
  await sql(
    `insert into correction (id, submission_id, provider_id, fields, reason, due_at) select gen_random_uuid(), id, provider_id, '{solution.name}', '补正', domain_now() from submission`,
  );
  await sql(
    `insert into extension (id, call_id, provider_id, until, reason, granted_by) select gen_random_uuid(), call_id, provider_id, domain_now(), '停电', '甲' from submission`,
  );
  await travel(null);
  const [one, other] = [await anOffering(), await anOffering()];
  const [here1, here2] = await Promise.all(
    ['370211', '370214'].map(district => someone('ENTERPRISE', { enterpriseId: undefined, district })),
  );
  const trials = [await anApplication(one.id, { enterprise: here1 }), await anApplication(other.id, { enterprise: here2 })];
  const running = await anApplication(one.id, { enterprise: here2 });
  for (const action of ['ACCEPT', 'START'] as const) await one.provider.ask(AdvanceTrial, { id: running.id, action });
  const { createConversion } = await here2!.ask(RecordPurchase, { input: await contractOf(running.id, here2!) });
  for (const [place, enterprise] of [here1!, here2!].entries()) {
    const [{ uscc, district }] = (await sql('select uscc, district from enterprise where id = $1', [enterprise.of.enterpriseId])) as [
      { uscc: string; district: string },
    ];
    await sql(
      `insert into evidence (id, number, enterprise_id, uscc, district, kind, dated_on, document, expires_at, undone_at)
       select gen_random_uuid(), $1 || n, $2, $3, $4, 'CONTRACT', '2024-05-01', '合同', domain_now() + interval '1 year', case when n = 2 then domain_now() end from generate_series(1, 2) n`,
      [`W${place}-`, enterprise.of.enterpriseId, uscc, district],
    );
    const register = newId();
    await sql(
      `insert into register (id, month, version, in_force_from, entries, added, gone, changed, file_sha256) values ($1, $2, 1, $3, 1, 1, 0, 0, $4)`,
      [register, `2024-0${place + 1}`, `2024-0${place + 1}-28`, 'hash'],
    );
    await sql(
      `insert into register_entry (id, register_id, enterprise_id, uscc, name, district, division, size, entered_month) values (gen_random_uuid(), $1, $2, $3, '企业', $4, '33', 'SMALL', '2024-01')`,
      [register, enterprise.of.enterpriseId, uscc, district],
    );
  }
  const platform = `平台${next()}`;
  const scopes = ['catalogue:read', 'lists:read', 'trials:read', 'trials:write'];
  const { key, apiKey } = await createKey(here().owner.manager, { name: '同步', platform, scopes });
  await createKey(here().owner.manager, { name: '同步', platform: '别的平台', scopes });
  await sql('update trial set platform_id = $1 where id = $2', [platform, trials[0]!.id]);
  await sql(`update trial set platform_id = '别的平台' where id = $1`, [trials[1]!.id]);
  const principals: Principal[] = [];
  for (const role of roles.filter(role => role !== 'PARTNER')) {
    const of = {
      ...(role === 'PROVIDER' && { providerId: one.providerId }),
      ...(role === 'ENTERPRISE' && { enterpriseId: here1!.of.enterpriseId }),
      ...(role === 'DISTRICT' && { district: '370211' }),
    };
    const who = await someone(role, of);
    principals.push({ who, actor: asActor(who) });
  }
  // Those of the review are of other people, each of whom has something of theirs.
  principals.push(...[review.people[0]!, item!.provider].map(who => ({ who, actor: asActor(who) })));
  for (const { who } of principals)
    if (!['PUBLIC', 'LEADER', 'AUDITOR', 'SYSTEM_ADMIN', 'SECURITY_ADMIN'].includes(who.role)) await aContract(who);
  principals.push({
    who: new Someone(apiKey.id, 'PARTNER', { authorization: `Bearer ${key}` }),
    actor: { id: apiKey.id, role: 'PARTNER', name: '', platformId: platform, scopes, keyId: apiKey.prefix },
  });
  await sql('update attachment set published = true where id = (select min(id::text)::uuid from attachment)');
  return { ...review, one, other, trials, conversionId: createConversion.id, enterprises: [here1!, here2!] as const, principals };
}
export type City = Awaited<ReturnType<typeof aCity>>;
