import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { graphql } from '../../../schema/graphql.ts';
import { makeUscc } from '../../../server/people/uscc.ts';
import { type Served, serve } from '../../../server/serve.ts';
import { anEnterprise, here, quiet, type Someone, someone, useServer } from '../../kit.ts';
import type { Answer } from './product.ts';

useServer();

/** A line to the database that can be cut. */
function aLine(to: URL) {
  const open = new Set<Socket>();
  let cut = false;
  const server: Server = createServer(near => {
    if (cut) return void near.destroy();
    const far = connect(Number(to.port), to.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  return {
    server,
    cut() {
      cut = true;
      for (const socket of open) socket.destroy();
    },
    mend() {
      cut = false;
    },
  };
}

let line: ReturnType<typeof aLine>;
let served: Served;
let officer: Someone;
beforeAll(async () => {
  line = aLine(new URL(here().apiUrl));
  await new Promise<void>(resolve => line.server.listen(0, '127.0.0.1', resolve));
  const apiUrl = Object.assign(new URL(here().apiUrl), {
    hostname: '127.0.0.1',
    port: String((line.server.address() as AddressInfo).port),
  }).href;
  served = await serve({
    apiUrl,
    host: '127.0.0.1',
    port: 0,
    log: quiet.child({}, { level: 'error' }),
    files: here().files,
    background: true,
    poolSize: 4,
  });
  officer = (await someone('OFFICER')).through(served);
});
afterAll(async () => {
  await served.stop();
  line.server.close();
});

const List = graphql(`query { enterprises { totalCount } }`);
const Create = graphql(`mutation ($input: EnterpriseInput!) { createEnterprise(input: $input) { id } }`);

test('without its database it says so in time, to everybody, and works again by itself', async () => {
  await anEnterprise();
  expect((await officer.ask(List)).enterprises.totalCount).toBe(1);
  expect((await fetch(`${served.url}/readyz`)).status).toBe(200);
  line.cut();
  const input = { uscc: '91370200264574251C', name: '青岛机械厂', district: '370211', division: '33', size: 'SMALL' } as const;
  const answers = await Promise.all(
    Array.from({ length: 30 }, async (_, at) => {
      const started = performance.now();
      const code = at % 2 ? await officer.refusal(List) : await officer.refusal(Create, { input });
      return { code, late: performance.now() - started > 3500 };
    }),
  );
  expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['SERVICE_UNAVAILABLE']));
  expect(answers.filter(({ late }) => late)).toEqual([]);
  expect((await fetch(`${served.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${served.url}/readyz`)).status).toBe(503);
  const file = await fetch(`${served.url}/files?name=a.pdf`, { method: 'PUT', headers: officer.headers, body: '%PDF-1.7' });
  expect([file.status, ((await file.json()) as Answer).errors?.[0]?.extensions.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
  expect((await fetch(`${served.url}/export/Enterprise.csv`, { headers: officer.headers })).status).toBe(503);
  line.mend();
  const started = performance.now();
  while (await officer.refusal(List)) if (performance.now() - started > 3000) break;
  expect((await officer.ask(List)).enterprises.totalCount).toBe(1);
  expect(performance.now() - started).toBeLessThan(3000);
}, 30_000);

test('cut at any moment of a write, it says that it cannot, and never that it does not know', async () => {
  const codes = new Set<string | undefined>();
  for (let round = 0; round < 25; round += 1) {
    const asked = Array.from({ length: 6 }, (_, at) => {
      const uscc = makeUscc(`cut ${round} ${at}`, '370211');
      return officer.refusal(Create, { input: { uscc, name: '青岛机械厂', district: '370211', division: '33', size: 'SMALL' } });
    });
    await sleep(round);
    line.cut();
    for (const code of await Promise.all(asked)) codes.add(code);
    line.mend();
  }
  expect([...codes].filter(code => code && code !== 'SERVICE_UNAVAILABLE')).toEqual([]);
  expect(codes).toContain('SERVICE_UNAVAILABLE');
}, 60_000);
