import { graphql, type ResultOf } from '../../../schema/graphql.ts';
import { spelled } from '../../../server/kernel/conditions.ts';
import { newId } from '../../../server/kernel/fields.ts';
import { listingOf } from '../../../server/kernel/listing.ts';
import { snake } from '../../../server/kernel/naming.ts';
import { system } from '../../../server/kernel/scope.ts';
import { beyond, keysOf, orderOf, type SortBy } from '../../../server/kernel/selection.ts';
import { anEnterprise, here, someone, sql, useServer } from '../../kit.ts';

useServer();

const Page = graphql(`
  query ($sort: [EnterpriseSort!], $first: Int!, $after: String) {
    enterprises(sort: $sort, first: $first, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } totalCount }
  }
`);
type Sort = { field: 'NAME' | 'CREATED_AT' | 'EMPLOYEES'; direction: 'ASC' | 'DESC' }[];

const rows = 60;
beforeAll(async () => {
  await anEnterprise();
  await sql(
    `insert into enterprise (id, uscc, name, district, division, size, employees, created_at)
     select uuid_v7(), 'USCC' || i, 'n' || (i * 7919 % 9), district, division, size,
       case when i % 3 > 0 then case when i % 7 = 0 then 2147483647 else i * 31 % 5 end end, timestamptz '2026-01-01' + interval '1 microsecond' * (i * 17 % 11)
     from enterprise, generate_series(1, ${rows - 1}) i`,
  );
});

const sorts: Sort[] = [
  [],
  ...(['ASC', 'DESC'] as const).flatMap(direction => [
    [{ field: 'EMPLOYEES' as const, direction }],
    [{ field: 'CREATED_AT' as const, direction }],
    [
      { field: 'NAME' as const, direction },
      { field: 'EMPLOYEES' as const, direction },
    ],
    [
      { field: 'NAME' as const, direction },
      { field: 'EMPLOYEES' as const, direction: direction === 'ASC' ? ('DESC' as const) : ('ASC' as const) },
    ],
    [
      { field: 'EMPLOYEES' as const, direction },
      { field: 'NAME' as const, direction: direction === 'ASC' ? ('DESC' as const) : ('ASC' as const) },
    ],
  ]),
];

test.each(sorts.map(sort => [sort.map(({ field, direction }) => `${field} ${direction}`).join(', ') || 'nothing', sort] as const))(
  'pages by %s are the whole list in its order, empty values last',
  async (_, sort) => {
    const officer = await someone('OFFICER');
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { enterprises }: ResultOf<typeof Page> = await officer.ask(Page, { sort, first: 7, after });
      expect(enterprises.totalCount).toBe(rows);
      seen.push(...enterprises.nodes.map(({ id }) => id));
      after = enterprises.pageInfo.hasNextPage ? enterprises.pageInfo.endCursor! : null;
    } while (after);
    const order = [
      ...sort.map(({ field, direction }) => `${field.toLowerCase()} ${direction} nulls last`),
      `id ${sort[0]?.direction ?? 'DESC'}`,
    ];
    expect(seen).toEqual((await sql<{ id: string }>(`select id from enterprise order by ${order.join(', ')}`)).map(({ id }) => id));
  },
);

test.each([
  ['Enterprise', [], 'enterprise_pkey'],
  ['Enterprise', [{ field: 'CREATED_AT', direction: 'ASC' }], 'enterprise_created_at_order'],
  ['Enterprise', [{ field: 'CREATED_AT', direction: 'DESC' }], 'enterprise_created_at_order'],
  ['Submission', [{ field: 'FILED_AT', direction: 'ASC' }], 'submission_filed_at_first_order'],
  ['Submission', [{ field: 'FILED_AT', direction: 'DESC' }], 'submission_filed_at_last_order'],
] as [string, SortBy[], string][])(
  'a page of %s by %j begins where the one before has ended: %s has its range',
  async (type, sort, index) => {
    const { entity, offer } = listingOf(type)!;
    const keys = keysOf({ actor: system }, entity, offer, sort);
    const { sql: after, parameters = {} } = beyond(keys, {
      id: newId(),
      keys: keys.map(({ column }) => (column === 'filedAt' ? null : '2026-01-01')),
    });
    const written = (text: string) =>
      spelled(
        text,
        property => snake(property),
        name => `$${Object.keys(parameters).indexOf(name) + 1}`,
      );
    const order = orderOf(keys).map(({ sql: by, direction, last }) => `${written(by)} ${direction}${last ? ' nulls last' : ''}`);
    const plan = await here().owner.transaction(async tx => {
      await tx.query('set local enable_seqscan = off; set local enable_bitmapscan = off');
      const lines: { 'QUERY PLAN': string }[] = await tx.query(
        `explain select id from ${snake(type)} where ${written(after)} order by ${order.join(', ')} limit 8`,
        Object.values(parameters),
      );
      return lines.map(line => line['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(new RegExp(`Index (Only )?Scan (Backward )?using ${index}`));
    expect(plan).toContain('Index Cond:');
    expect(plan).not.toMatch(/Sort|Filter/);
  },
);
