import { maskEmail, maskId, maskName, maskPhone } from '../../../server/kernel/masking.ts';

test('contacts are masked so that their owner knows them again and nobody else does', () => {
  expect(maskPhone('13812341234')).toBe('138****1234');
  expect(maskPhone('138 1234-1234')).toBe('138****1234');
  expect(maskPhone('0532-85912345')).toBe('****45');
  expect(maskPhone('110')).toBe('****');
  expect(maskName('王小明')).toBe('王**');
  expect(maskName('王五')).toBe('王**');
  expect(maskName('𠮷田')).toBe('𠮷**');
  expect(maskEmail('wang@example.com')).toBe('w***@example.com');
  expect(maskEmail('nobody')).toBe('***');
  expect(maskId('370202199001011234')).toBe('370***34');
  expect(maskId('1234')).toBe('***');
});
