import { Box, Link as MuiLink } from '@mui/material';
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
