import { normaliseText, textLength, withoutUnkeepable } from '../../../server/kernel/text.ts';

test('text is trimmed and composed, and keeps its full-width characters', () => {
  expect(normaliseText('\u3000 青岛（海尔）１ \r\n')).toBe('青岛（海尔）１');
  expect(normaliseText('e\u0301')).toBe('é');
  expect(normaliseText('a\r\nb\rc')).toBe('a\nb\nc');
  expect(textLength('𠮷a')).toBe(2);
});

test.each(['a\0b', 'a\ud800', '\udc00a', 'a\u0007', '\uffff'])('%j cannot be kept', text => {
  expect(normaliseText(text)).toBeUndefined();
});

test('what cannot be kept is left out or replaced', () => {
  expect(withoutUnkeepable('a\0b\tc\ud800d\n')).toBe('ab\tcd\n');
  expect(withoutUnkeepable('a\0b', '?')).toBe('a?b');
});
