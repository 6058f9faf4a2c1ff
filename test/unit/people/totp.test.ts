import { codeAt, newSecret, stepOf, uriOf } from '../../../server/people/factor/totp.ts';

/** The secret of the test vectors of RFC 6238: '12345678901234567890'. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %s seconds the code of RFC 6238 is %s', (seconds, code) => {
  expect(codeAt(secret, at(seconds))).toBe(code);
});

test('a code is good for its step and its two neighbours, and says which it was', () => {
  const step = Math.floor(2_000_000_000 / 30);
  const begins = step * 30;
  const code = codeAt(secret, at(begins));
  for (const seconds of [-30, 0, 29, 59]) expect([seconds, stepOf(secret, code, at(begins + seconds))]).toEqual([seconds, step]);
  for (const seconds of [-31, 60, 120]) expect([seconds, stepOf(secret, code, at(begins + seconds))]).toEqual([seconds, undefined]);
});

test('what is no code is none', () => {
  for (const code of ['', '12345', '1234567', 'abcdef', '１２３４５６', ' 279037'])
    expect([code, stepOf(secret, code, at(2_000_000_000))]).toEqual([code, undefined]);
});

test('a secret is 160 bits in base32 and no two are alike; the address for the app names it and the account', () => {
  const [one, two] = [newSecret(), newSecret()];
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(one).not.toBe(two);
  // Six figures, 30 seconds and SHA-1 are what an address that names none means.
  expect(uriOf(one, 'wang.fang@x')).toBe(`otpauth://totp/Shizhuan:wang.fang%40x?secret=${one}&issuer=Shizhuan`);
});
