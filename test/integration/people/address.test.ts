import { networkOf } from '../../../server/people/session/network.ts';
import { anyone, next, times, useServer } from '../../kit.ts';

useServer();

const SignIn = 'mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { id } }';

test('from one address thirty attempts a minute are looked at, whomever they are for, and a forged header makes no other address', async () => {
  const codes = await times(45, at =>
    anyone()
      .ask(SignIn, { login: `n${next()}`, password: 'x' }, { 'x-forwarded-for': `198.51.100.${at}` })
      .then(
        () => 'IN',
        ({ code }) => code as string,
      ),
  );
  expect(codes.filter(code => code === 'INVALID_CREDENTIALS')).toHaveLength(30);
  expect(codes.filter(code => code === 'RATE_LIMITED')).toHaveLength(15);
});

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['nonsense', 'unknown'],
  [undefined, 'unknown'],
])('the network of %s is %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});
