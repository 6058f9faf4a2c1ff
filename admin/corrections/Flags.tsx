import { CheckboxGroupInput, required } from 'react-admin';
import { useLabel } from '../kit/hooks.ts';

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

const absent = required();
const needsOne = (value: unknown, all: { provider?: string[] }) => (all.provider?.length ? undefined : absent(value, all));
