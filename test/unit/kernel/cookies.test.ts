import { cookieName, cookieOf } from '../../../server/kernel/cookies.ts';

const browser = (cookie: string) => ({ get: () => cookie }) as never;

test('over TLS a cookie that another host of the domain could have set is not ours', () => {
  expect(cookieOf(browser('sid=theirs'), 'sid', true)).toBeUndefined();
  expect(cookieOf(browser('sid=theirs; __Host-sid=ours'), 'sid', true)).toBe('ours');
  expect(cookieOf(browser('x__Host-sid=theirs'), 'sid', true)).toBeUndefined();
  expect(cookieOf(browser('sid=ours'), 'sid', false)).toBe('ours');
  expect(cookieOf(browser(''), 'sid', false)).toBeUndefined();
  expect(cookieName('sid', true)).toBe('__Host-sid');
});
