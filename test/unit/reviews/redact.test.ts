import { hidden, redactor, shortName } from '../../../server/reviews/paper/redact.ts';

const clean = redactor({
  names: ['青岛泰力工业互联网有限公司', 'Taili Cloud Co., Ltd.'],
  other: ['91370212MAY1Q0C322', '王经理', null],
});

test('a company is known by its short name too', () => {
  expect(shortName('青岛泰力工业互联网有限公司')).toBe('泰力');
  expect(shortName('青岛明宇软件有限公司')).toBe('明宇');
  expect(shortName('山东华云(青岛)智能科技股份有限公司')).toBe('华云');
  expect(shortName('海创')).toBe('海创');
});

test.each([
  ['青岛泰力工业互联网有限公司成立于 2010 年', `${hidden}成立于 2010 年`],
  ['泰力云排产,由泰 力研发', `${hidden}云排产,由${hidden}研发`],
  ['泰\u200b力', hidden],
  ['taili cloud co., ltd. 出品', `${hidden} 出品`],
  ['联系王经理 13800138000 或 0532-85912345', `联系${hidden} ${hidden} 或 ${hidden}`],
  ['见 https://www.taili.example/产品 或 sales@taili.example。', `见 ${hidden} 或 ${hidden}。`],
  ['见 cloud.taili-works.com.cn/demo，备案 鲁ICP备12345678号', `见 ${hidden}，备案 鲁${hidden}`],
  ['软著登字第1234567号', hidden],
  ['代码 91370212may1q0c322', `代码 ${hidden}`],
  ['９１３７０２１２MAY1Q0C322，电话１３８００１３８０００', `${hidden}，电话${hidden}`],
])('%s is read as %s', (text, expected) => {
  expect(clean(text)).toBe(expected);
});

test('what says nothing of the provider stays as it is', () => {
  const text = '面向 14 个行业，3 天开通，支持 OPC UA、Modbus;合格率由 92.5% 提高到 98%,价格 128000.00 元。';
  expect(clean(text)).toBe(text);
});

test('a name with marks that mean something in a pattern is hidden like any other', () => {
  const hide = redactor({ names: ['A+B (上海) [x] 有限公司'], other: ['bid@cloud-works.example', 'cloud-works.example'] });
  expect(hide('我们是 A+B (上海) [x] 有限公司,主页 cloud-works.example')).toBe(`我们是 ${hidden},主页 ${hidden}`);
});
