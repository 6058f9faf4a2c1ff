import { useQuery } from '@tanstack/react-query';
import { CheckboxGroupInput, required } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { graphql } from '../../schema/graphql.ts';
import { useLabel, usePanel } from '../kit/hooks.ts';

const flaggable = {
  Solution:
    'name release kind mainScenario scenarios divisions painPoint functions deployments interfaces prerequisites measures cases freeDays seats startWithinDays included excluded priceAfter listPrice exitTerms fileIds',
  Provider: 'name kind district foundedOn staff certificates profile licenceId',
} as const;

/** What can be sent back to be corrected, by the words the applicant knows. The server refuses anything else. */
export function FlagsInput({ of }: { of: keyof typeof flaggable }) {
  const label = useLabel();
  const part = of === 'Solution' ? 'solution' : 'provider';
  return (
    <CheckboxGroupInput
      source={part}
      label={`resources.SubmissionSnapshot.fields.${part}`}
      choices={flaggable[of].split(' ').map(key => ({ id: `${part}.${key}`, name: label(key, of) }))}
      translateChoice={false}
      validate={of === 'Solution' ? needsOne : undefined}
      helperText={false}
      sx={{ width: '100%', '& .MuiFormGroup-root': { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(170px, 1fr))' } }}
    />
  );
}

const FormAsk = graphql(`
  query FlaggableForm($id: ID!) {
    submission(id: $id) {
      id snapshot { answers { key label } papers { key label } }
      call { id form { fields { key label kind } files { key label } } }
    }
  }
`);

/** What only the call of this submission asks: its questions, its papers, and what was declared. */
export function FlagsOfForm() {
  const panel = usePanel();
  const id = useWatch({ name: 'submissionId' }) as string | undefined;
  const { data } = useQuery({
    queryKey: ['Submission', 'flaggable', id],
    queryFn: () => panel.ask(FormAsk, { id: id! }),
    enabled: Boolean(id),
  });
  const { snapshot, call } = data?.submission ?? {};
  const fields = call?.form.fields ?? [];
  const choices = new Map([
    ...fields
      .filter(({ kind }) => kind !== 'SOLUTION')
      .map(({ key, label, kind }) => [`${kind === 'FILE' ? 'papers' : 'answers'}.${key}`, label] as const),
    ...(call?.form.files ?? []).map(({ key, label }) => [`papers.${key}`, label] as const),
    ...(snapshot?.answers ?? []).map(({ key, label }) => [`answers.${key}`, label] as const),
  ]);
  if (choices.size === 0) return null;
  return (
    <CheckboxGroupInput
      source="form"
      label="screens.Correction.form"
      choices={[...choices].map(([key, name]) => ({ id: key, name }))}
      translateChoice={false}
      helperText={false}
      sx={{ width: '100%', '& .MuiFormGroup-root': { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(170px, 1fr))' } }}
    />
  );
}

const absent = required();
const needsOne = (value: unknown, all: { provider?: string[]; form?: string[] }) =>
  all.provider?.length || all.form?.length ? undefined : absent(value, all);
