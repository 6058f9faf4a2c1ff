import { anyone, someone, url, useServer } from '../../kit.ts';

useServer({ secure: true });

test('behind https cookies are for this host alone, unseen by scripts and never sent in the clear; the browser is told to stay', async () => {
  const one = await someone('OFFICER');
  const response = await fetch(`${url()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...one.headers },
    body: JSON.stringify({ query: 'mutation { signOut }' }),
  });
  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-sid=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0; Secure$/),
  ]);
  expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
  for (const path of ['/healthz', '/graphql', '/schema.graphql', '/nowhere']) {
    const { headers } = await fetch(`${url()}${path}`);
    expect([path, headers.get('strict-transport-security'), headers.get('x-content-type-options'), headers.get('x-frame-options')]).toEqual(
      [path, 'max-age=31536000; includeSubDomains', 'nosniff', 'DENY'],
    );
    expect([path, headers.get('x-powered-by'), headers.get('content-security-policy')?.includes("script-src 'self'")]).toEqual([
      path,
      null,
      true,
    ]);
  }
});

test('a cookie of the host is a session like any other', async () => {
  const one = await someone('OFFICER');
  const asked = (cookie: string) => anyone().ask('{ me { role } }', undefined, { cookie });
  expect(await asked(one.headers['cookie']!.replace('sid=', '__Host-sid='))).toEqual({ me: { role: 'OFFICER' } });
});
