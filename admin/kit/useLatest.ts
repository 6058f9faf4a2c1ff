import { useEffect, useState } from 'react';
import { useGetList, useGetOne } from 'react-admin';
import { type Row, whole } from './nouns.ts';

/**
 * What a new record begins with: these fields of the latest one, `blank` when there is none yet, nothing until that is known.
 *
 * It stays while the form is filled in: the record just created is by then the latest itself.
 */
export function useLatest(type: string, field: string, kept: readonly string[], blank: Partial<Row> = {}): Partial<Row> | undefined {
  const { data, isPending } = useGetList<Row>(type, { pagination: { page: 1, perPage: 1 }, sort: { field, order: 'DESC' } });
  const latest = data?.[0];
  const { data: pattern } = useGetOne<Row>(type, { id: latest?.id ?? '', meta: whole }, { enabled: Boolean(latest), staleTime: 60_000 });
  const [start, setStart] = useState<Partial<Row>>();
  const ready = !isPending && (!latest || pattern);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is kept, and what is blank, never changes
  useEffect(() => {
    if (ready) setStart(known => known ?? (pattern ? Object.fromEntries(kept.map(key => [key, pattern[key]])) : blank));
  }, [ready, pattern]);
  return start;
}
