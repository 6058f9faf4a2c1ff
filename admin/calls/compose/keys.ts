import type { Row } from '../../kit/nouns.ts';

interface Keyed {
  key?: string | null;
}

/** Rows without a key get one that is free: who composes a form need not think of keys. */
function keyed(form: Record<string, Keyed[]>): Record<string, Keyed[]> {
  const taken = new Set(Object.values(form).flatMap(rows => rows.map(({ key }) => key)));
  const free = (prefix: string) => {
    let serial = 1;
    while (taken.has(`${prefix}${serial}`)) serial += 1;
    taken.add(`${prefix}${serial}`);
    return `${prefix}${serial}`;
  };
  return Object.fromEntries(
    Object.entries(form).map(([part, rows]) => [part, rows.map(row => (row.key ? row : { ...row, key: free(part) }))]),
  );
}

interface Rule extends Keyed {
  check?: string;
  value?: string | null;
  values?: readonly string[] | null;
}

const valued = ['REGISTERED_BEFORE', 'OPERATING_MONTHS', 'STAFF_AT_LEAST', 'CASES_AT_LEAST'];
const listed = ['PROVIDER_KIND', 'DISTRICT', 'CERTIFICATES'];

/** A condition keeps only what its check compares. */
const ruled = ({ value, values, ...rule }: Rule): Rule => ({
  ...rule,
  value: valued.includes(rule.check ?? '') ? value : null,
  values: listed.includes(rule.check ?? '') ? (values ?? []) : [],
});

const optional = ['kinds', 'requiredKinds', 'options'];
/** Lists that say nothing are left out, as the API leaves them out: an untouched form then is the same form. */
const spare = <R extends object>(row: R): R =>
  Object.fromEntries(
    Object.entries(row).filter(([key, value]) => !(optional.includes(key) && Array.isArray(value) && value.length === 0)),
  ) as R;

/** What is sent of what was composed. */
export function composed(values: Row): Partial<Row> {
  const { form, contact } = values;
  const rows = (part: string): Keyed[] => (form?.[part] ?? []).map(spare);
  return {
    ...values,
    ...(form && { form: keyed({ fields: rows('fields'), files: rows('files'), eligibility: rows('eligibility').map(ruled) }) }),
    ...(contact !== undefined && { contact: contact?.office ? contact : null }),
  };
}
