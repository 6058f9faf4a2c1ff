import { ResourceContextProvider, useGetOne, useNotify, useRefresh, useTranslate } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { useTypeName } from './hooks.ts';
import { type Row, useTitleOf, whole } from './nouns.ts';
import { ActForm, type Group } from './RecordForm.tsx';
import { Loading, Trouble } from './states.tsx';

interface RecordActProps {
  type: string;
  /** The part of the address that names the record. */
  param?: string;
  /** Keys of what the act is called and of what is said when it is done. */
  title: string;
  done: string;
  groups: (record: Row) => readonly Group[];
  start?: (record: Row) => Partial<Row>;
  /** Does it; answers with where to go, which is the record itself when nothing is said. */
  act: (record: Row, values: Row) => Promise<string | undefined>;
}

/** A form for an act on the record in the address. */
export function RecordAct({ type, param = 'id', title, done, groups, start, act }: RecordActProps) {
  const id = useParams()[param] ?? '';
  const name = useTypeName();
  const titleOf = useTitleOf();
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { data: record, error, refetch } = useGetOne<Row>(type, { id, meta: whole }, { retry: false });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!record) return <Loading />;
  const address = `/${type}/${id}/show`;
  return (
    <ResourceContextProvider value={type}>
      <ActForm
        title={translate(title)}
        name={translate(title)}
        path={[
          { name: name(type, 2), to: `/${type}` },
          { name: titleOf(type, record), to: address },
        ]}
        start={start?.(record)}
        groups={groups(record)}
        act={async values => {
          const next = await act(record, values);
          notify(translate(done), { type: 'success' });
          refresh();
          navigate(next ?? address);
        }}
      />
    </ResourceContextProvider>
  );
}
