import { Box, Link as MuiLink, Typography } from '@mui/material';
import { ResourceContextProvider } from 'react-admin';
import { fieldsOf } from '../kit/fields.tsx';
import { useLabel, useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { FieldLines } from '../kit/RecordShow.tsx';
import { Rows } from '../kit/Rows.tsx';
import { Texts } from '../kit/values.tsx';
import type { SubmissionFull } from './asks.ts';

type Snapshot = NonNullable<SubmissionFull['snapshot']>;
const provider = fieldsOf<Snapshot['provider']>();
const file = fieldsOf<Snapshot['files'][number]>();
const correction = fieldsOf<SubmissionFull['corrections'][number]>();

/** What a flagged field is called: `solution.exitTerms`, `provider.staff`. */
export function useFlagLabel(): (path: string) => string {
  const label = useLabel();
  return path => {
    const [part, key = path] = path.split('.');
    return label(key, part === 'provider' ? 'Provider' : 'Solution');
  };
}

export function Flagged({ fields }: { fields: readonly string[] }) {
  return <Texts value={fields.map(useFlagLabel())} />;
}

/** The applicant as it was filed. */
export function ProviderLines({ provider: filed }: { provider: Row }) {
  return (
    <ResourceContextProvider value="Provider">
      <FieldLines
        record={filed}
        fields={[
          provider.text('name'),
          provider.code('uscc'),
          provider.choice('kind', 'ProviderKind'),
          provider.coded('district', 'District'),
          provider.day('foundedOn'),
          provider.count('staff'),
          provider.texts('certificates'),
          provider.lines('profile'),
        ]}
      />
    </ResourceContextProvider>
  );
}

const answer = fieldsOf<NonNullable<Snapshot['answers']>[number]>();
const paper = fieldsOf<NonNullable<Snapshot['papers']>[number]>();

/** What only this call asks, and the files that answer it. */
export function Answers({ snapshot }: { snapshot: Snapshot }) {
  const name = useTypeName();
  return (
    <>
      {snapshot.answers?.length ? (
        <Rows
          type="FiledAnswer"
          name={name('FiledAnswer', 2)}
          rows={snapshot.answers}
          columns={[answer.text('label'), answer.own('values', row => <Texts value={row.values} />)]}
        />
      ) : null}
      {snapshot.papers?.length ? (
        <Rows
          type="FiledPaper"
          name={name('FiledPaper', 2)}
          rows={snapshot.papers}
          columns={[
            paper.text('label'),
            paper.own('fileId', row => (
              <MuiLink href={`/files/${row.fileId}`} target="_blank" rel="noreferrer">
                {snapshot.files.find(({ id }) => id === row.fileId)?.name ?? row.fileId}
              </MuiLink>
            )),
            paper.day('validUntil'),
          ]}
        />
      ) : null}
    </>
  );
}

interface FieldChange {
  field: string;
  before?: string | null;
  after?: string | null;
}
/** A value as people read it: lists and small records without their brackets. */
function readable(text: string | null | undefined): string {
  if (!text) return '—';
  if (!/^[[{]/.test(text)) return text;
  try {
    const said = (value: unknown): string =>
      Array.isArray(value)
        ? value.map(said).join('\n')
        : typeof value === 'object' && value !== null
          ? Object.values(value).filter(Boolean).map(said).join(' · ')
          : String(value);
    return said(JSON.parse(text));
  } catch {
    return text;
  }
}

/** Field by field what a correction changed: what stood there, and what stands there now. */
export function Corrected({
  changes,
  answers,
  papers,
}: { changes: readonly FieldChange[] } & Partial<Pick<Snapshot, 'answers' | 'papers'>>) {
  const flagLabel = useFlagLabel();
  const label = useLabel();
  const named = (field: string) =>
    [...(answers ?? []), ...(papers ?? [])].find(({ key }) => field.endsWith(`.${key}`))?.label ?? flagLabel(field);
  const side = (title: string, text: string | null | undefined, colour: string, tag: 'del' | 'ins') => (
    <Box sx={{ minWidth: 0, borderInlineStart: 3, borderColor: colour, pl: 1 }}>
      <Typography variant="caption" color="text.secondary">
        {title}
      </Typography>
      <Typography
        component={tag}
        variant="body2"
        sx={{ display: 'block', textDecoration: 'none', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {readable(text)}
      </Typography>
    </Box>
  );
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {changes.map(({ field, before, after }) => (
        <Box key={field}>
          <Typography variant="subtitle2" component="h3">
            {named(field)}
          </Typography>
          <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 2 }}>
            {side(label('before', 'FiledChange'), before, 'error.main', 'del')}
            {side(label('after', 'FiledChange'), after, 'success.main', 'ins')}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

/** The files with the hashes under which they were filed. */
export function FiledFiles({ files }: { files: readonly object[] }) {
  const name = useTypeName();
  return (
    <Rows
      type="FiledFile"
      name={name('FiledFile', 2)}
      rows={files}
      columns={[
        file.own('name', row => (
          <MuiLink href={`/files/${row.id}`} target="_blank" rel="noreferrer">
            {row.name}
          </MuiLink>
        )),
        file.count('size'),
        file.code('sha256'),
      ]}
    />
  );
}

/** Every return for correction, with what was asked. */
export function Corrections({ of }: { of: readonly object[] }) {
  const name = useTypeName();
  return (
    <Rows
      type="Correction"
      name={name('Correction', 2)}
      rows={of}
      columns={[
        correction.moment('createdAt'),
        correction.own('fields', row => (
          <Box sx={{ minWidth: 140 }}>
            <Flagged fields={row.fields} />
          </Box>
        )),
        correction.text('reason'),
        correction.moment('dueAt'),
      ]}
    />
  );
}
