import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'graphql';
import { settings } from '../../../server/config.ts';
import { createKey } from '../../../server/partners/service.ts';
import { anEnterprise, here, Someone, sql, useServer } from '../../kit.ts';
import { anOffering, aRunningTrial } from '../trials/scene.ts';

useServer();

const readme = readFileSync('README.md', 'utf8');
const queries = Object.fromEntries(
  [...readme.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text]) => {
    const [definition] = parse(text!).definitions;
    return [(definition as { name: { value: string } }).name.value, text!];
  }),
);

test('the queries of the README answer a partner platform that has a key', async () => {
  const { key, apiKey } = await createKey(here().owner.manager, {
    name: 'README',
    platform: '海链',
    scopes: ['catalogue:read', 'lists:read', 'trials:read', 'trials:write'],
  });
  const partner = new Someone(apiKey.id, 'PARTNER', { authorization: `Bearer ${key}` });
  const { id: offeringId } = await anOffering({ name: '注塑行业MES系统', seats: 2 });
  const uscc = (await sql<{ uscc: string }>('select uscc from enterprise where id = $1', [await anEnterprise()]))[0]!.uscc;
  const catalogue = await partner.ask<{ offerings: { totalCount: number; nodes: { id: string }[] } }, object>(queries['Catalogue']!);
  expect(catalogue.offerings.nodes.map(({ id }) => id)).toContain(offeringId);
  expect(await partner.ask<{ serviceLists: { nodes: unknown[] } }, object>(queries['Lists']!)).toMatchObject({
    serviceLists: { nodes: expect.any(Array) },
  });
  const apply = () =>
    partner.ask<{ createTrial: { id: string; state: string } }, object>(
      queries['Apply']!,
      { offeringId, uscc },
      { 'idempotency-key': 'readme-1' },
    );
  const [first, again] = [await apply(), await apply()];
  expect(first.createTrial).toMatchObject({ state: 'APPLIED' });
  expect(again).toEqual(first);
  const { id } = await aRunningTrial();
  await sql('update trial set platform_id = $2 where id = $1', [id, '海链']);
  const { trials } = await partner.ask<{ trials: { totalCount: number; nodes: { id: string }[] } }, object>(queries['Trials']!);
  expect(trials).toMatchObject({ totalCount: 1, nodes: [{ id, state: 'RUNNING' }] });
  expect(Object.keys(queries)).toEqual(['Catalogue', 'Lists', 'Trials', 'Apply']);
});

test('the README lists every setting, as the server reads it', () => {
  const rows = settings.map(({ name, start, about }) => `| \`${name}\` | ${start ? `\`${start}\`` : ''} | ${about} |`).join('\n');
  const table = `<!-- settings -->\n| variable | without it | what it is |\n| --- | --- | --- |\n${rows}\n<!-- /settings -->`;
  if (process.env['UPDATE_README']) writeFileSync('README.md', readme.replace(/<!-- settings -->[\s\S]*<!-- \/settings -->/, table));
  expect(readFileSync('README.md', 'utf8')).toContain(table);
});
