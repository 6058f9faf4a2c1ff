import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { useSourceContext } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { solutionFields } from '../../../schema/solutionFields.ts';
import { SelectIn } from '../../kit/inputs.tsx';
import { type Input, inputsOf } from '../../kit/resource.tsx';

const call = inputsOf<Input<'CallInput'>>();
const field = inputsOf<Input<'FormFieldInput'>>();
const option = inputsOf<Input<'FormOptionInput'>>();
const wanted = inputsOf<Input<'RequiredFileInput'>>();
const rule = inputsOf<Input<'EligibilityRuleInput'>>();

/** A further line of a row, under its names. */
export const line = {
  '& .MuiFormControlLabel-label': { whiteSpace: 'nowrap' },
  flexBasis: '100% !important',
  display: 'flex',
  flexWrap: { xs: 'wrap', sm: 'nowrap' },
  gap: 1,
} as const;

/** Inputs that only some rows have: those in which `field` is one of `is`. */
function When({ field: name, is, children }: { field: string; is: readonly string[]; children: ReactNode }) {
  const { getSource } = useSourceContext();
  const value = useWatch({ name: getSource(name) }) as string | undefined;
  return value && is.includes(value) ? <Box sx={line}>{children}</Box> : null;
}

const bounded = ['TEXT', 'LONG_TEXT', 'NUMBER', 'CHOICES', 'FILE'];
const owned = ['TEXT', 'LONG_TEXT', 'NUMBER', 'CHOICE', 'CHOICES', 'DAY', 'YES_NO', 'FILE'];

const fields = call.rows(
  'form.fields',
  'FormField',
  [
    field.text('label', { required: true, max: 100 }),
    field.text('labelEn', { max: 150 }),
    field.choice('kind', 'FormFieldKind', { required: true, start: 'TEXT' }),
    <When key="solution" field="kind" is={['SOLUTION']}>
      <SelectIn
        source="key"
        options={{ label: 'screens.Call.solutionField', required: true }}
        choices={Object.keys(solutionFields).map(id => ({ id, name: `resources.Solution.fields.${id}` }))}
      />
      {field.decimal('min')}
      {field.decimal('max')}
    </When>,
    <When key="own" field="kind" is={owned}>
      {field.text('help', { max: 500 })}
      {field.text('helpEn', { max: 500 })}
      {field.text('key', { max: 40, help: 'screens.Call.keyHelp' })}
    </When>,
    <When key="bounds" field="kind" is={bounded}>
      {field.decimal('min')}
      {field.decimal('max')}
    </When>,
    <When key="number" field="kind" is={['NUMBER']}>
      {field.text('unit', { max: 20 })}
      {field.count('digits', { min: 0, max: 4 })}
    </When>,
    <When key="options" field="kind" is={['CHOICE', 'CHOICES']}>
      {field.rows('options', 'FormOption', [
        option.text('code', { required: true, max: 40 }),
        option.text('label', { required: true, max: 100 }),
        option.text('labelEn', { max: 150 }),
      ])}
    </When>,
    <Box key="asked" sx={line}>
      {field.choices('kinds', 'SolutionKind', { help: 'screens.Call.kindsHelp' })}
      {field.choices('requiredKinds', 'SolutionKind')}
      {field.flag('required', { start: true })}
      {field.flag('reusable', { start: true })}
      {field.flag('keyField')}
    </Box>,
  ],
  { label: 'resources.CallForm.fields.fields' },
);

const files = call.rows(
  'form.files',
  'RequiredFile',
  [
    wanted.text('label', { required: true, max: 100 }),
    wanted.text('labelEn', { max: 150 }),
    wanted.text('key', { max: 40, help: 'screens.Call.keyHelp' }),
    <Box key="help" sx={line}>
      {wanted.text('help', { max: 500 })}
      {wanted.text('helpEn', { max: 500 })}
    </Box>,
    <Box key="limits" sx={line}>
      {wanted.texts('formats', { help: 'screens.Call.formatsHelp' })}
      {wanted.count('maxMb', { min: 1, max: 1024 })}
      {wanted.count('maxCount', { required: true, min: 1, max: 30, start: 1 })}
    </Box>,
    <Box key="asked" sx={line}>
      {wanted.choices('kinds', 'SolutionKind', { help: 'screens.Call.kindsHelp' })}
      {wanted.flag('required', { start: true })}
    </Box>,
  ],
  { label: 'resources.CallForm.fields.files' },
);

const counts = ['OPERATING_MONTHS', 'STAFF_AT_LEAST', 'CASES_AT_LEAST'];

const eligibility = call.rows(
  'form.eligibility',
  'EligibilityRule',
  [
    rule.text('label', { required: true, max: 500 }),
    rule.text('labelEn', { max: 500 }),
    rule.choice('check', 'EligibilityCheck', { required: true, start: 'STATEMENT' }),
    <When key="day" field="check" is={['REGISTERED_BEFORE']}>
      {rule.day('value', { required: true })}
    </When>,
    <When key="count" field="check" is={counts}>
      {rule.text('value', { required: true, max: 8 })}
    </When>,
    <When key="kinds" field="check" is={['PROVIDER_KIND']}>
      {rule.choices('values', 'ProviderKind', { required: true })}
    </When>,
    <When key="districts" field="check" is={['DISTRICT']}>
      {rule.codes('values', 'District', { required: true })}
    </When>,
    <When key="certificates" field="check" is={['CERTIFICATES']}>
      {rule.texts('values', { required: true })}
    </When>,
  ],
  { label: 'resources.CallForm.fields.eligibility' },
);

/** What those who file are asked: conditions, fields and files. */
export const formInputs = { eligibility, fields, files };
