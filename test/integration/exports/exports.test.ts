import type { Code } from '../../../schema/codes.ts';
import { readSheet } from '../../../server/kernel/sheets/readSheet.ts';
import { makeUscc } from '../../../server/people/uscc.ts';
import { anEnterprise, anyone, next, type Someone, someone, sql, times, url, useServer } from '../../kit.ts';

useServer();

interface Asked {
  filter?: object;
  search?: string;
  sort?: object;
  columns?: string;
  lang?: string;
}

function take(who: Someone, file: string, { filter, sort, ...rest }: Asked = {}): Promise<Response> {
  const query = new URLSearchParams({
    ...rest,
    ...(filter && { filter: JSON.stringify(filter) }),
    ...(sort && { sort: JSON.stringify(sort) }),
  });
  return fetch(`${url()}/export/${file}?${query}`, { headers: who.headers });
}

async function cellsOf(response: Response): Promise<string[][]> {
  expect(response.status).toBe(200);
  const rows: string[][] = [];
  for await (const { cells, faults } of readSheet(Buffer.from(await response.arrayBuffer()))) {
    expect(faults).toBeUndefined();
    rows.push(cells);
  }
  return rows;
}

async function refusal(response: Promise<Response>): Promise<[Code, string | undefined]> {
  const { errors } = (await (await response).json()) as { errors: { extensions: { code: Code; reason?: string } }[] };
  const { code, reason } = errors[0]!.extensions;
  return [code, reason];
}

test('a district officer takes away the own district and nothing else', async () => {
  const [mine, theirs] = ['370211', '370214'];
  await times(3, () => anEnterprise({ district: mine }));
  await times(2, () => anEnterprise({ district: theirs }));
  const officer = await someone('DISTRICT', { district: mine });
  for (const file of ['Enterprise.csv', 'Enterprise.xlsx']) {
    const [head, ...rows] = await cellsOf(await take(officer, file, { columns: 'name,district' }));
    expect(head).toHaveLength(2);
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(rows.every(([, district]) => district === mine)).toBe(true);
    expect(await cellsOf(await take(officer, file, { columns: 'name,district', filter: { district: [theirs] } }))).toEqual([head]);
  }
});

test('3,000 rows come out whole, each once, in the order of the list', async () => {
  const rows = Array.from({ length: 3_000 }, (_, n) => ({
    uscc: makeUscc(`export ${n}`, '370285'),
    name: `莱西企业${n}`,
    employees: n % 7,
  }));
  await sql(
    `insert into enterprise (id, uscc, name, district, division, size, employees)
     select gen_random_uuid(), uscc, name, '370285', '33', 'SMALL', nullif(employees, 0) from json_to_recordset($1) as r(uscc text, name text, employees int)`,
    [JSON.stringify(rows)],
  );
  const officer = await someone('OFFICER');
  const filter = { district: ['370285'] };
  const sort = [{ field: 'EMPLOYEES', direction: 'DESC' }];
  for (const file of ['Enterprise.csv', 'Enterprise.xlsx']) {
    const [, ...taken] = await cellsOf(await take(officer, file, { columns: 'uscc,employees', filter, sort }));
    expect(new Set(taken.map(([uscc]) => uscc))).toEqual(new Set(rows.map(({ uscc }) => uscc)));
    expect(taken).toHaveLength(3_000);
    const numbers = taken.map(([, employees]) => Number(employees || -1));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  }
});

test('a name that would be a formula is inert, and a number stays one', async () => {
  const id = await anEnterprise({ district: '370283' });
  const name = `=HYPERLINK("http://x","青岛${next()}")`;
  await sql('update enterprise set name = $2, revenue = 12.5 where id = $1', [id, name]);
  const officer = await someone('OFFICER');
  const asked = { columns: 'name,revenue', filter: { id: [id] } };
  expect((await (await take(officer, 'Enterprise.csv', asked)).text()).split('\r\n')[1]).toBe(`"'${name.replaceAll('"', '""')}",12.50`);
  expect((await cellsOf(await take(officer, 'Enterprise.xlsx', asked)))[1]).toEqual([name, '12.5']);
});

test('headings and enum values are words of the language asked for', async () => {
  const id = await anEnterprise({ size: 'SMALL' });
  const officer = await someone('OFFICER');
  const words = async (lang?: string) =>
    cellsOf(await take(officer, 'Enterprise.csv', { columns: 'uscc,size', filter: { id: [id] }, ...(lang && { lang }) }));
  const [[zh, en], [zhSize, enSize]] = [
    [(await words())[0], (await words('en'))[0]],
    [(await words())[1]?.[1], (await words('en'))[1]?.[1]],
  ];
  expect(zh?.[0]).toMatch(/统一社会信用代码/);
  expect(en?.[0]).toMatch(/[a-z]/i);
  expect([zhSize, enSize]).toEqual([expect.stringMatching(/小/), expect.stringMatching(/small/i)]);
  expect((await take(officer, 'Enterprise.csv', { filter: { id: [id] } })).headers.get('content-disposition')).toMatch(
    /filename\*=UTF-8''%E4/,
  );
});

test('masked stays masked, withheld is refused, and a role without the list gets nothing', async () => {
  const id = await anEnterprise({ district: '370211' });
  const asked = { columns: 'contactPhone', filter: { id: [id] } };
  expect((await cellsOf(await take(await someone('OFFICER'), 'Enterprise.csv', asked)))[1]).toEqual(['139****4321']);
  expect((await cellsOf(await take(await someone('DISTRICT', { district: '370211' }), 'Enterprise.csv', asked)))[1]).toEqual([
    '13987654321',
  ]);
  const auditor = await someone('AUDITOR');
  expect(await refusal(take(auditor, 'Enterprise.csv', asked))).toEqual(['FORBIDDEN', 'FIELD_WITHHELD']);
  const [head] = await cellsOf(await take(auditor, 'Enterprise.csv', { lang: 'en' }));
  expect(head?.length).toBeGreaterThan(5);
  expect(head?.some(label => /phone|contact/i.test(label))).toBe(false);
  expect(await refusal(take(anyone(), 'Enterprise.csv'))).toEqual(['UNAUTHENTICATED', undefined]);
  expect(await refusal(take(await someone('EXPERT'), 'Enterprise.csv'))).toEqual(['FORBIDDEN', undefined]);
});

test.each<[string, Asked | string, [Code, string | undefined]]>([
  ['an unknown column', { columns: 'name,nonsense' }, ['BAD_USER_INPUT', 'COLUMN_UNKNOWN']],
  ['a column that is no value', { columns: 'history' }, ['BAD_USER_INPUT', 'COLUMN_UNKNOWN']],
  ['a path through a value', { columns: 'name.x' }, ['BAD_USER_INPUT', 'COLUMN_UNKNOWN']],
  ['a document in place of a column', { columns: 'name } } query { me { id' }, ['BAD_USER_INPUT', 'COLUMN_UNKNOWN']],
  ['a filter that does not exist', { filter: { nonsense: ['x'] } }, ['BAD_USER_INPUT', 'EXPORT_INVALID']],
  ['a filter of the wrong kind', { filter: { district: { from: 1 } } }, ['BAD_USER_INPUT', 'EXPORT_INVALID']],
  ['an order that does not exist', { sort: [{ field: 'CONTACT_PHONE' }] }, ['BAD_USER_INPUT', 'EXPORT_INVALID']],
  ['an id that is none', { filter: { id: ['x'] } }, ['BAD_USER_INPUT', 'ID_INVALID']],
  ['filter that is no JSON', '?filter={', ['BAD_USER_INPUT', 'EXPORT_INVALID']],
  ['a parameter given twice', '?search=a&search=b', ['BAD_USER_INPUT', 'EXPORT_INVALID']],
])('%s is refused with a code', async (_, asked, expected) => {
  const officer = await someone('OFFICER');
  const response =
    typeof asked === 'string'
      ? fetch(`${url()}/export/Enterprise.csv${asked}`, { headers: officer.headers })
      : take(officer, 'Enterprise.csv', asked);
  expect(await refusal(response)).toEqual(expected);
});

test('what is no list cannot be exported', async () => {
  const officer = await someone('OFFICER');
  for (const file of ['Session.csv', 'Nonsense.csv', 'Enterprise.pdf', 'PersonalValue.csv'])
    expect((await refusal(take(officer, file)))[0]).toBe('NOT_FOUND');
});

test('who took what away is written down, without what was searched for', async () => {
  const officer = await someone('OFFICER');
  await cellsOf(await take(officer, 'Enterprise.csv', { search: '王小明', columns: 'name' }));
  const [fact] = await sql<{ name: string; details: object }>('select name, details from fact where actor_id = $1', [officer.id]);
  expect(fact).toEqual({ name: 'Enterprise.EXPORT', details: { columns: ['name'], filter: [], searched: true, sort: [] } });
});

test('readers who go away give their connection back', async () => {
  const officer = await someone('OFFICER');
  for (let n = 0; n < 8; n++) {
    const away = new AbortController();
    const response = await fetch(`${url()}/export/Enterprise.xlsx`, { headers: officer.headers, signal: away.signal });
    expect(response.status).toBe(200);
    away.abort();
    await response.arrayBuffer().catch(() => undefined);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  expect((await cellsOf(await take(officer, 'Enterprise.csv', { columns: 'name' }))).length).toBeGreaterThan(3_000);
});
