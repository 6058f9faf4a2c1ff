/** A Chinese character takes two places on a terminal. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;
const widthOf = (text: string): number => [...text].reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0);

/** Rows as aligned lines of text, numbers to the right. */
export function columnsOf(head: readonly string[], rows: readonly (readonly (string | number | null | undefined)[])[]): string[] {
  const cells = [head, ...rows].map(row => row.map(cell => String(cell ?? '')));
  const widths = head.map((_, at) => Math.max(...cells.map(row => widthOf(row[at] ?? ''))));
  const right = head.map((_, at) => rows.length > 0 && cells.slice(1).every(row => /^[\d.,]*$/.test(row[at] ?? '')));
  return cells.map(row =>
    row
      .map((cell, at) => {
        const gap = ' '.repeat(widths[at]! - widthOf(cell));
        return right[at] ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd(),
  );
}
