import type { ReactNode } from 'react';
import { useGetOne } from 'react-admin';
import { useParams } from 'react-router-dom';
import { useTypeName } from './hooks.ts';
import { type Row, whole } from './nouns.ts';
import { Page } from './Page.tsx';
import { Loading, Trouble } from './states.tsx';

interface RecordPageProps {
  type: string;
  /** What the page is called, also while the record is not there yet. */
  title: (record?: Row) => string;
  children: (record: Row) => ReactNode;
}

/** A screen of its own for the record in the address; it begins anew with another record. */
export function RecordPage({ type, title, children }: RecordPageProps) {
  const { id = '' } = useParams();
  const name = useTypeName();
  const { data: record, error, isPending, refetch } = useGetOne<Row>(type, { id, meta: whole }, { retry: false });
  return (
    <Page title={title(record)} path={[{ name: name(type, 2), to: `/${type}` }]}>
      {error && !record ? <Trouble error={error} again={refetch} /> : isPending || !record ? <Loading /> : children(record)}
    </Page>
  );
}
