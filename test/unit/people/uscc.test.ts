import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import {
  check17,
  check18,
  checkCharacter18,
  explainUscc,
  isMarketEntity,
  makeUscc,
  normaliseUscc,
  usccCell,
} from '../../../server/people/uscc.ts';

const examples = parse(readFileSync(join(__dirname, '../../data/uscc_examples.csv')), { columns: true }) as {
  uscc: string;
  valid: string;
  kind: string;
  reason: string;
}[];

/** Typed badly but right once normalised; the list calls them invalid as they stand. */
const untidy = /lower case|full-width|hyphens typed/;

test.each(examples)('$uscc: $reason', ({ uscc, valid, reason }) => {
  const right = valid === 'true' || untidy.test(reason);
  expect(explainUscc(uscc)).toMatchObject(right ? { ok: true, uscc: normaliseUscc(uscc) } : { ok: false });
});

test('the checks are those of the standard on its worked example', () => {
  expect(check18('91370212MA3K4D3E1H')).toBe(true);
  expect(check17('91370212MA3K4D3E1H')).toBe(true);
  expect(checkCharacter18('91370212MA3K4D3E10')).toBe('H');
});

test.each([
  ['', 'EMPTY'],
  [' \u3000-', 'EMPTY'],
  ['9.1370214E+17', 'USCC_SPREADSHEET'],
  ['9.14E17', 'USCC_SPREADSHEET'],
  ['913702002645742000', 'USCC_SPREADSHEET'],
  ['91370212MA3K4D3E1', 'USCC_LENGTH'],
  ['91370212MA3K4D3E1H0', 'USCC_LENGTH'],
  ['91370212MO3K4D3E1H', 'USCC_CHARACTERS'],
  ['91370212MA3K4D3E10', 'USCC_CHECK'],
  ['370202199001011234', 'USCC_PERSONAL_ID'],
  ['37020219900101123X', 'USCC_PERSONAL_ID'],
])('%j is refused as %s', (text, code) => {
  expect(explainUscc(text)).toMatchObject({ ok: false, fault: { code } });
});

test('the genuine codes of early pilot areas fail the check, name the character expected and may be overruled', () => {
  const legacy = examples.filter(({ kind }) => kind === 'legacy-exception');
  expect(legacy).toHaveLength(2);
  for (const { uscc, reason } of legacy) {
    const expected = /should be (\w)/.exec(reason)?.[1];
    expect(explainUscc(uscc)).toEqual({ ok: false, uscc, fault: { code: 'USCC_CHECK', params: { expected }, overridable: true } });
  }
  expect(explainUscc('91370212MA3K4D3E1H0')).not.toHaveProperty('fault.overridable');
});

test('a wrong 17th character only warns', () => {
  const code = '91370212MA3K4D3E2';
  expect(explainUscc(code + checkCharacter18(code))).toMatchObject({
    ok: true,
    warning: { code: 'USCC_ORGANISATION_CHECK', params: { expected: '1' } },
  });
});

test('a personal identity number is not repeated in the report', () => {
  expect(usccCell('370202199001011234')).toEqual({ fault: 'USCC_PERSONAL_ID', params: undefined, shown: '370***' });
});

test('full-width, lower case, blanks and dashes are one code', () => {
  for (const typed of ['９１３７０２１２ＭＡ３Ｋ４Ｄ３Ｅ１Ｈ', ' 91370212 ma3k4d3e 1h\u3000', '91370212—MA3K4D3E–1H']) {
    expect(explainUscc(typed)).toEqual({ ok: true, uscc: '91370212MA3K4D3E1H' });
  }
});

test('made-up codes are right, repeatable and apart from those of imported files', () => {
  const codes = Array.from({ length: 50_000 }, (_, n) => makeUscc(`enterprise ${n}`, '370211'));
  expect(codes.filter(code => !check18(code) || !check17(code) || code[8] !== 'Y')).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
  expect(makeUscc('enterprise 7', '370211')).toBe(codes[7]);
});

test('only market entities are enterprises', () => {
  expect(isMarketEntity('91370212MA3K4D3E1H')).toBe(true);
  expect(isMarketEntity('81370212MA3K4D3E1J')).toBe(false);
});
