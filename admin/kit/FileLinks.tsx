import { useQuery } from '@tanstack/react-query';
import { graphql } from '../../schema/graphql.ts';
import { usePanel } from './hooks.ts';
import { Files } from './values.tsx';

const FilesAsk = graphql(`query FileNames($ids: [ID!]!) { attachments(filter: { id: $ids }, first: 50) { nodes { id name } } }`);

/** Files a record knows by their ids, by name. One that is not the reader's to see is left out. */
export function FileLinks({ ids }: { ids: readonly (string | null | undefined)[] | null | undefined }) {
  const panel = usePanel();
  const asked = (ids ?? []).filter(id => typeof id === 'string');
  const { data } = useQuery({
    queryKey: ['files', asked],
    queryFn: () => panel.ask(FilesAsk, { ids: asked }),
    enabled: asked.length > 0,
  });
  return <Files value={data?.attachments.nodes ?? []} />;
}
