import type { GraphQLField } from 'graphql';
import type { PagePlan } from '../paging.ts';
import type { Statement } from '../reporting.ts';
import type { Bound, Compiling } from './compiling.ts';
import { rowsWithin } from './level.ts';
import { reportRoot } from './report.ts';
import { listRoot, type Root, readingOf, recordRoot } from './roots.ts';
import type { Selected } from './selections.ts';
import type { Row } from './wire.ts';

/** A compiled operation: one statement, and the text that its rows become. */
export interface Plan {
  text: string;
  values: (bound: Bound) => unknown[];
  write: (rows: readonly Row[], bound: Bound) => string;
}

/** A root field with what its arguments have come to. */
export interface Asking {
  selected: Selected;
  field: GraphQLField<unknown, unknown> | undefined;
  page?: PagePlan;
  report?: Statement;
}

function rootOf(compiling: Compiling, { selected, field, page, report }: Asking): Root {
  if (selected.name === '__typename') return { key: selected.key, level: undefined, from: '', write: () => '"Query"' };
  const reading = field && readingOf(field);
  if (!reading) throw compiling.refuse(`${selected.name} is no reading of a table`);
  if (reading.root === 'report') return reportRoot(compiling, field, selected, reading, report!);
  return reading.root === 'list' ? listRoot(compiling, field, selected, reading, page!) : recordRoot(compiling, selected, reading);
}

/** Compiles an operation; throws `Unanswerable` where something of it has no SQL. */
export function planOf(compiling: Compiling, asking: readonly Asking[]): Plan {
  const roots = asking.map(each => rootOf(compiling, each));
  const reading = roots.filter(({ level }) => level);
  const [only] = reading;
  // One root field comes as rows; each of several as rows within the one row there is.
  const text =
    reading.length === 0
      ? ''
      : reading.length === 1
        ? `select ${only!.level!.flat} ${only!.from}`
        : `select ${reading.map(({ level, from }) => rowsWithin(level!, from)).join(', ')}`;
  return {
    ...compiling.settle(text),
    write: (rows, bound) => {
      const rowsOf = (root: Root): readonly Row[] =>
        !root.level ? [] : reading.length === 1 ? rows : (JSON.parse(rows[0]![reading.indexOf(root)]!) as Row[]);
      return `{${roots.map(root => `"${root.key}":${root.write(rowsOf(root), bound)}`).join(',')}}`;
    },
  };
}
