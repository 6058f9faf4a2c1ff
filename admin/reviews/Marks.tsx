import { useNameOf } from '../calls/Rubric.tsx';
import { fieldsOf } from '../kit/fields.tsx';
import { useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Rows } from '../kit/Rows.tsx';
import { Text } from '../kit/values.tsx';
import type { ReviewFull } from './asks.ts';

type Mark = NonNullable<ReviewFull['marks']>[number];
const mark = fieldsOf<Mark & { max: number }>();

/** The marks in the order of the score sheet, beside the highest each could be. */
export function MarksTable({ review }: { review: Row }) {
  const { marks, call } = review as unknown as ReviewFull;
  const name = useTypeName();
  const nameOf = useNameOf();
  const criteria = call?.rubric.criteria ?? [];
  const rows = criteria.flatMap(it => {
    const given = marks?.find(({ criterion }) => criterion === it.code);
    return given ? [{ ...given, criterion: nameOf(it), max: it.max }] : [];
  });
  return (
    <Rows
      type="Mark"
      name={name('Mark', 2)}
      rows={rows}
      columns={[
        mark.text('criterion'),
        { ...mark.own('mark', row => <Text value={`${row.mark} / ${row.max}`} />), end: true },
        mark.text('note'),
      ]}
    />
  );
}

/** Findings that end a submission, by name. */
export function VetoNames({ review }: { review: Row }) {
  const { vetoes, call } = review as unknown as ReviewFull;
  const nameOf = useNameOf();
  const known = call?.rubric.vetoes ?? [];
  return <Text value={(vetoes ?? []).map(code => nameOf(known.find(it => it.code === code) ?? { name: code, nameEn: code })).join('、')} />;
}
