import { Box, Checkbox, FormControlLabel, FormHelperText } from '@mui/material';
import { InputHelperText, type InputProps, SelectArrayInput, SelectInput, TextInput, useInput, useLocale } from 'react-admin';
import { FileInput } from '../../kit/FileInput.tsx';
import { inputsOf } from '../../kit/inputs.tsx';
import type { CallForm, FormField, WantedFile } from './asks.ts';

const i = inputsOf<Record<string, unknown>>();

interface Said {
  label: string;
  labelEn?: string | null;
  help?: string | null;
  helpEn?: string | null;
}
/** What the call says, in the reader's language; a call that speaks one language only is read in that. */
export function useSaid(): (said: Said) => { label: string; help?: string } {
  const english = useLocale() === 'en';
  return ({ label, labelEn, help, helpEn }) => ({
    label: (english && labelEn) || label,
    help: ((english && helpEn) || help) ?? undefined,
  });
}

const none = (values?: readonly unknown[] | null) => !values || values.length === 0;
/** Whether a kind of product is asked this. */
export const asked = ({ kinds }: { kinds?: readonly string[] | null }, kind: string): boolean => none(kinds) || kinds!.includes(kind);
/** Whether a kind of product must answer this. */
export const needed = (field: Pick<FormField, 'kinds' | 'required' | 'requiredKinds'>, kind: string): boolean =>
  asked(field, kind) && (field.required || (field.requiredKinds ?? []).some(each => each === kind));

/** One question that only this call asks, by its kind. */
export function Answer({ field, must }: { field: FormField; must: boolean }) {
  const { label: words, help } = useSaid()(field);
  const english = useLocale() === 'en';
  const source = `answers.${field.key}`;
  const label = `${words}${field.unit ? ` (${field.unit})` : ''}${must ? ' *' : ''}`;
  const props = { source, label, helperText: help ?? (false as const), fullWidth: true };
  const named = (id: string, zh: string, en: string) => ({ id, name: english ? en : zh });
  const choices =
    field.kind === 'YES_NO'
      ? [named('true', '是', 'yes'), named('false', '否', 'no')]
      : (field.options ?? []).map(option => named(option.code, option.label, option.labelEn ?? option.label));
  if (field.kind === 'LONG_TEXT') return <TextInput {...props} multiline minRows={3} />;
  if (field.kind === 'NUMBER') return i.decimal(source, { label, help });
  if (field.kind === 'DAY') return i.day(source, { label, help });
  if (field.kind === 'CHOICE' || field.kind === 'YES_NO') return <SelectInput {...props} choices={choices} translateChoice={false} />;
  if (field.kind === 'CHOICES') return <SelectArrayInput {...props} choices={choices} translateChoice={false} defaultValue={[]} />;
  return <TextInput {...props} />;
}

/** The files that a call asks for, with the day on which they run out. */
export function Papers({ wanted, must }: { wanted: WantedFile | FormField; must: boolean }) {
  const { label, help } = useSaid()(wanted);
  const source = `papers.${wanted.key}`;
  const formats = 'formats' in wanted ? wanted.formats : [];
  const most = 'maxCount' in wanted ? wanted.maxCount : Number(wanted.max ?? 1);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 200px' }, columnGap: 2, alignItems: 'start', mb: 1 }}>
      <FileInput
        source={`${source}.files`}
        label={`${label}${must ? ' *' : ''}`}
        several={most > 1}
        accept={formats.length ? formats.map(format => `.${format}`).join(',') : undefined}
        help={[help, formats.length ? formats.join(', ') : '', 'maxMb' in wanted && wanted.maxMb ? `≤ ${wanted.maxMb} MB` : '']
          .filter(Boolean)
          .join(' · ')}
      />
      {i.day(`${source}.validUntil`, { label: 'screens.Submission.validUntil' })}
    </Box>
  );
}

/** A condition that the applicant declares to meet: one sentence, one tick. */
export function Declaration({ rule }: { rule: CallForm['eligibility'][number] }) {
  const { label } = useSaid()(rule);
  const { field, fieldState } = useInput({ source: `answers.${rule.key}` } as InputProps);
  return (
    <Box>
      <FormControlLabel
        sx={{ alignItems: 'flex-start', '& .MuiFormControlLabel-label': { pt: 1 } }}
        control={
          <Checkbox
            checked={field.value === true}
            onChange={event => field.onChange(event.target.checked)}
            slotProps={{ input: { ref: field.ref, name: field.name } }}
          />
        }
        label={`${label} *`}
      />
      {fieldState.error ? (
        <FormHelperText error>
          <InputHelperText error={fieldState.error.message} />
        </FormHelperText>
      ) : null}
    </Box>
  );
}
