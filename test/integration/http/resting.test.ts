import { once } from 'node:events';
import { connect } from 'node:net';
import { url, useServer } from '../../kit.ts';

useServer({ trustProxy: 1 });

test('behind a proxy a connection may rest for longer than the proxy lets it; one that dawdles within a request is still closed', async () => {
  const { port, host } = new URL(url());
  const socket = connect(Number(port), '127.0.0.1');
  let heard = '';
  socket.on('data', part => (heard += part));
  socket.write(`GET /healthz HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
  while (!heard.includes('"ok":true')) await once(socket, 'data');
  expect(heard).toMatch(/keep-alive: timeout=65\b/i);
  const from = performance.now();
  socket.write('GET /healthz HTTP/1.1\r\nhost: a\r\nx-slow:');
  await once(socket, 'close');
  expect(performance.now() - from).toBeGreaterThan(3_000);
  expect(performance.now() - from).toBeLessThan(9_000);
});
