import Edit from '@mui/icons-material/EditOutlined';
import { Box, Button, Paper, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import {
  RecordContextProvider,
  ShowBase,
  useCanAccess,
  useCreatePath,
  useRecordContext,
  useResourceContext,
  useShowContext,
} from 'react-admin';
import { Link } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { type Field, visibleIn } from './fields.tsx';
import { History } from './History.tsx';
import { useFieldLabel, useLabel, useMay, useTypeName, useWord } from './hooks.ts';
import { MoveButtons } from './MoveButtons.tsx';
import { valueAt } from './names.ts';
import { type Row, useNouns, useTitleOf, whole } from './nouns.ts';
import { Page } from './Page.tsx';
import { Related, type RelatedProps } from './Related.tsx';
import { StateField } from './StateField.tsx';
import { Loading, Trouble } from './states.tsx';

export interface Section {
  /** A key of the noun's words, or the label of one of its fields. */
  title: string;
  fields?: readonly Field[];
  /** Shown instead of, or below, the fields. */
  children?: (record: Row) => ReactNode;
  /** Left out for those to whom this operation is not open. */
  needs?: string;
  /** Left out when false. */
  when?: (record: Row) => boolean;
}

export interface RecordShowProps {
  /** Whose it is. */
  whose?: Field;
  /** What comes next and by when. */
  next?: Field;
  sections: readonly Section[];
  related?: readonly RelatedProps[];
  /** Further buttons beside the moves. */
  actions?: (record: Row) => ReactNode;
}

/** One record on one screen: what it is, whose, where it stands, what comes next, what may be done, and what has happened. */
export function RecordShow(props: RecordShowProps) {
  return (
    <ShowBase queryOptions={{ meta: whole, retry: false, onError: () => undefined }}>
      <ShowPage {...props} />
    </ShowBase>
  );
}

/** The words of a noun's screens, by a short key. */
export function useScreenWord(): (key: string) => string {
  const type = useResourceContext();
  const word = useWord();
  const label = useLabel();
  return key => word(`screens.${type}.${key}`) ?? word(key) ?? label(key);
}

export function FieldLines({ record, fields }: { record: Row; fields: readonly Field[] }) {
  const label = useFieldLabel();
  return (
    <Box
      component="dl"
      sx={{ m: 0, display: 'grid', gridTemplateColumns: { xs: '1fr', sm: 'repeat(2, minmax(0, 1fr))' }, columnGap: 3, rowGap: 1.5 }}
    >
      {fields.map(field => (
        <Box key={field.source} sx={{ gridColumn: field.wide ? '1 / -1' : undefined, minWidth: 0 }}>
          <Typography component="dt" variant="caption" color="text.secondary">
            {label(field)}
          </Typography>
          <Box component="dd" sx={{ m: 0, typography: 'body1' }}>
            {field.show(record)}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function Head({ whose, next, actions }: Pick<RecordShowProps, 'whose' | 'next' | 'actions'>) {
  const record = useRecordContext<Row>()!;
  const type = useResourceContext()!;
  const say = useSay();
  const label = useFieldLabel();
  const titleOf = useTitleOf();
  const createPath = useCreatePath();
  const { canAccess } = useCanAccess({ resource: type, action: 'edit', record });
  const { edit: form, editable: open } = useNouns()[type] ?? {};
  const editable = canAccess && form && (open?.(record) ?? true);
  // what there is nothing to say of is left out: a record that waits for nobody has no next step
  const facts = [whose && { name: say('record.whose'), field: whose }, next && { name: label(next), field: next }]
    .filter(it => it !== undefined)
    .filter(({ field }) => (valueAt(record, field.source) ?? '') !== '');
  return (
    <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
        <Typography variant="h5" component="h2" sx={{ overflowWrap: 'anywhere', minWidth: 0 }}>
          {titleOf(type, record)}
        </Typography>
        <StateField />
      </Box>
      {facts.length ? (
        <Box component="dl" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 4, rowGap: 1, m: 0, mt: 1.5 }}>
          {facts.map(({ name, field }) => (
            <Box key={field.source}>
              <Typography component="dt" variant="caption" color="text.secondary">
                {name}
              </Typography>
              <Box component="dd" sx={{ m: 0 }}>
                {field.show(record)}
              </Box>
            </Box>
          ))}
        </Box>
      ) : null}
      <Box className="no-print" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 2, ':empty': { display: 'none' } }}>
        <MoveButtons />
        {actions?.(record)}
        {editable ? (
          <Button startIcon={<Edit />} component={Link} to={createPath({ resource: type, type: 'edit', id: record.id })}>
            {say('form.edit')}
          </Button>
        ) : null}
      </Box>
    </Paper>
  );
}

function ShowPage({ whose, next, sections, related = [], actions }: RecordShowProps) {
  const { record, error, isPending, refetch } = useShowContext<Row>();
  const type = useResourceContext()!;
  const say = useSay();
  const name = useTypeName();
  const titleOf = useTitleOf();
  const createPath = useCreatePath();
  const screenWord = useScreenWord();
  const may = useMay();
  const path = [{ name: name(type, 2), to: createPath({ resource: type, type: 'list' }) }];
  if (error && !record)
    return (
      <Page title={name(type)} path={path}>
        <Trouble error={error} again={refetch} />
      </Page>
    );
  if (isPending || !record)
    return (
      <Page title={name(type)} path={path}>
        <Loading />
      </Page>
    );
  return (
    <Page title={titleOf(type, record)} path={path}>
      <RecordContextProvider value={record}>
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: record.history ? 'minmax(0, 2fr) minmax(300px, 1fr)' : 'minmax(0, 1fr)' },
            gap: 2,
            alignItems: 'start',
          }}
        >
          <Box sx={{ minWidth: 0 }}>
            <Head whose={whose} next={next} actions={actions} />
            {sections
              .map(section => ({ ...section, fields: section.fields && visibleIn(record, section.fields) }))
              .filter(
                ({ needs, when, fields, children }) => (!needs || may(needs)) && (!when || when(record)) && (fields?.length || children),
              )
              .map(({ title, fields, children }) => (
                <Paper key={title} component="section" variant="outlined" sx={{ p: 2, mb: 2 }}>
                  <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
                    {screenWord(title)}
                  </Typography>
                  {fields ? <FieldLines record={record} fields={fields} /> : null}
                  {children?.(record)}
                </Paper>
              ))}
            {related.map(it => (
              <Related key={`${it.type}.${it.target}`} {...it} />
            ))}
          </Box>
          {record.history ? (
            <Paper component="section" variant="outlined" sx={{ p: 2, minWidth: 0 }}>
              <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
                {say('history.title')}
              </Typography>
              <History />
            </Paper>
          ) : null}
        </Box>
      </RecordContextProvider>
    </Page>
  );
}
