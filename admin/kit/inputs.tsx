import { TextField } from '@mui/material';
import type { ReactElement } from 'react';
import {
  ArrayInput,
  AutocompleteArrayInput,
  AutocompleteInput,
  BooleanInput,
  InputHelperText,
  type InputProps,
  maxLength,
  maxValue,
  minValue,
  NumberInput,
  ReferenceInput,
  ResourceContextProvider,
  required,
  SelectArrayInput,
  SelectInput,
  SimpleFormIterator,
  TextArrayInput,
  TextInput,
  useInput,
  type Validator,
} from 'react-admin';
import { useSay, valuesOf } from '../i18n/index.ts';
import { type CodeTable, useCodes } from './codes.tsx';
import { FileInput } from './FileInput.tsx';
import { useLabel } from './hooks.ts';
import { type Row, useNouns } from './nouns.ts';
import type { Path } from './source.ts';

export interface InputOptions {
  required?: boolean;
  /** Longest text in characters, or largest number. */
  max?: number;
  min?: number;
  help?: string;
  label?: string;
  start?: unknown;
  /** An instant to the second, not to the minute. */
  seconds?: boolean;
  /** Shown and sent, but not to be changed; a disabled input would not be sent. */
  fixed?: boolean;
}

interface LabelledProps extends Omit<InputProps, 'label' | 'source'> {
  source: string;
  label: string;
}

/** Labels above, from the words of the contract. */
function useInputLabel(source: string, label?: string) {
  const labelOf = useLabel();
  const say = useSay();
  return label ? say(label as never) : labelOf(source);
}

const validators = ({ required: needed, max, min }: InputOptions, kind: 'text' | 'number'): Validator[] => [
  ...(needed ? [required()] : []),
  ...(max !== undefined ? [kind === 'text' ? maxLength(max, 'form.tooLong') : maxValue(max, 'form.atMost')] : []),
  ...(min !== undefined && kind === 'number' ? [minValue(min, 'form.atLeast')] : []),
];

interface NativeProps extends LabelledProps {
  type: 'date' | 'datetime-local' | 'text';
  inputMode?: 'decimal';
  maxLength?: number;
}

/** A native input bound to the form, for what react-admin's own would change on the way: days, instants, amounts. */
function NativeInput({ source, label, type, inputMode, step = 60, help, ...rest }: NativeProps & { step?: number; help?: string }) {
  const { field, fieldState, isRequired, id } = useInput({ source, ...rest });
  return (
    <TextField
      {...field}
      id={id}
      label={label}
      type={type}
      required={isRequired}
      error={fieldState.invalid}
      fullWidth
      size="small"
      margin="dense"
      helperText={<InputHelperText error={fieldState.error?.message} helperText={help ?? false} />}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { inputMode, ...(type === 'datetime-local' && { step }) } }}
    />
  );
}

/** The wall clock in Shanghai of an instant, as the browser's input wants it; China has had one offset since 1991. */
const wall = (length: number) => (value: unknown) =>
  value ? new Date(new Date(String(value)).getTime() + 8 * 3_600_000).toISOString().slice(0, length) : '';
const fromWall = (value: string) => (value ? `${value.padEnd(19, ':00')}+08:00` : null);

const amount: Validator = (value: unknown) =>
  value === null || value === undefined || value === '' || /^\d{1,16}(\.\d{1,2})?$/.test(String(value)) ? undefined : 'form.notMoney';
const tidyAmount = (value: string) =>
  value.replace(/[,，¥￥\s]/g, '').replace(/[０-９．]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0)) || null;

const number: Validator = (value: unknown) =>
  value === null || value === undefined || value === '' || /^\d{1,12}(\.\d{1,4})?$/.test(String(value)) ? undefined : 'form.notNumber';

type Labelled<P> = P & { source: string; options: InputOptions };

function TextIn({ source, options, multiline, type }: Labelled<{ multiline?: boolean; type?: string }>) {
  return (
    <TextInput
      source={source}
      label={useInputLabel(source, options.label)}
      validate={validators(options, 'text')}
      helperText={options.help ?? false}
      multiline={multiline}
      minRows={multiline ? 3 : undefined}
      type={type}
      defaultValue={options.start}
      readOnly={options.fixed}
      fullWidth
    />
  );
}
function NumberIn({ source, options }: Labelled<object>) {
  return (
    <NumberInput
      source={source}
      label={useInputLabel(source, options.label)}
      validate={validators(options, 'number')}
      helperText={options.help ?? false}
      defaultValue={options.start}
      fullWidth
    />
  );
}
function TextsIn({ source, options }: Labelled<object>) {
  return (
    <TextArrayInput
      source={source}
      label={useInputLabel(source, options.label)}
      validate={validators(options, 'number')}
      helperText={options.help ?? false}
      defaultValue={(options.start as string[] | undefined) ?? []}
    />
  );
}
function MoneyIn({ source, options }: Labelled<object>) {
  return (
    <NativeInput
      source={source}
      label={useInputLabel(source, options.label)}
      validate={[...(options.required ? [required()] : []), amount]}
      type="text"
      inputMode="decimal"
      help={options.help}
      format={(value: unknown) => value ?? ''}
      parse={tidyAmount}
    />
  );
}
function DecimalIn({ source, options }: Labelled<object>) {
  return (
    <NativeInput
      source={source}
      label={useInputLabel(source, options.label)}
      validate={[...(options.required ? [required()] : []), number]}
      type="text"
      inputMode="decimal"
      help={options.help}
      format={(value: unknown) => value ?? ''}
      parse={tidyAmount}
      defaultValue={options.start}
    />
  );
}
function RowsIn({ source, options, type, inputs }: Labelled<{ type: string; inputs: readonly ReactElement[] }>) {
  return (
    <ArrayInput
      source={source}
      label={useInputLabel(source, options.label)}
      validate={options.required ? [required()] : []}
      helperText={options.help ?? false}
      sx={{ width: '100%' }}
    >
      <SimpleFormIterator
        inline
        fullWidth
        disableClear
        sx={{
          '& .RaSimpleFormIterator-line': { alignItems: 'flex-start', py: 0.5 },
          '& .RaSimpleFormIterator-form': { flex: 1, minWidth: 0, flexWrap: { sm: 'wrap' }, columnGap: 1, rowGap: 0 },
          '& .RaSimpleFormIterator-form > *': { flex: { sm: '1 1 140px' }, minWidth: 110 },
        }}
      >
        <ResourceContextProvider value={type}>{inputs}</ResourceContextProvider>
      </SimpleFormIterator>
    </ArrayInput>
  );
}
function DayIn({ source, options }: Labelled<object>) {
  return (
    <NativeInput
      source={source}
      label={useInputLabel(source, options.label)}
      validate={options.required ? [required()] : []}
      type="date"
      help={options.help}
      format={(value: unknown) => value ?? ''}
      parse={(value: string) => value || null}
      defaultValue={options.start}
    />
  );
}
function MomentIn({ source, options }: Labelled<object>) {
  return (
    <NativeInput
      source={source}
      label={useInputLabel(source, options.label)}
      validate={options.required ? [required()] : []}
      type="datetime-local"
      help={options.help}
      step={options.seconds ? 1 : 60}
      format={wall(options.seconds ? 19 : 16)}
      parse={fromWall}
    />
  );
}
function FlagIn({ source, options }: Labelled<object>) {
  return (
    <BooleanInput
      source={source}
      label={useInputLabel(source, options.label)}
      helperText={options.help ?? false}
      defaultValue={options.start ?? false}
    />
  );
}
function ChoiceIn({ source, options, of, several }: Labelled<{ of: string; several?: boolean }>) {
  const choices = valuesOf(of).map(id => ({ id, name: `enums.${of}.${id}` }));
  const props = {
    source,
    label: useInputLabel(source, options.label),
    choices,
    validate: validators(options, 'text'),
    helperText: options.help ?? false,
    defaultValue: options.start,
    fullWidth: true,
  } as const;
  return several ? <SelectArrayInput {...props} defaultValue={options.start ?? []} /> : <SelectInput {...props} />;
}
/** One of a list that is no enum of the API; names are keys of words. */
export function SelectIn({ source, options, choices }: Labelled<{ choices: readonly { id: string; name: string }[] }>) {
  return (
    <SelectInput
      source={source}
      label={useInputLabel(source, options.label)}
      choices={choices as { id: string; name: string }[]}
      validate={validators(options, 'text')}
      helperText={options.help ?? false}
      defaultValue={options.start}
      fullWidth
    />
  );
}
function CodedIn({ source, options, table, several }: Labelled<{ table: CodeTable; several?: boolean }>) {
  const { rows, nameOf } = useCodes(table);
  const props = {
    source,
    label: useInputLabel(source, options.label),
    choices: rows.map(({ code }) => ({ id: code, name: nameOf(code) })),
    translateChoice: false,
    validate: validators(options, 'text'),
    helperText: options.help ?? false,
    fullWidth: true,
  } as const;
  return several ? (
    <AutocompleteArrayInput {...props} defaultValue={(options.start as string[] | undefined) ?? []} />
  ) : (
    <AutocompleteInput {...props} defaultValue={options.start} />
  );
}
function ReferenceIn({ source, options, type, filter }: Labelled<{ type: string; filter?: Record<string, unknown> }>) {
  const noun = useNouns()[type];
  return (
    <ReferenceInput source={source} reference={type} filter={filter} perPage={25} sort={{ field: 'id', order: 'ASC' }}>
      <AutocompleteInput
        label={useInputLabel(source, options.label)}
        validate={validators(options, 'text')}
        helperText={options.help ?? false}
        optionText={(record?: Row) => (record ? (noun?.title(record) ?? record.id) : '')}
        filterToQuery={q => ({ q })}
        readOnly={options.fixed}
        fullWidth
      />
    </ReferenceInput>
  );
}
function FileIn({ source, options, several, accept }: Labelled<{ several?: boolean; accept?: string }>) {
  return (
    <FileInput
      source={source}
      label={useInputLabel(source, options.label)}
      several={several}
      accept={accept}
      validate={options.required ? [required()] : []}
      help={options.help}
    />
  );
}

/**
 * The kinds of inputs, for the input type of one mutation: `const i = inputsOf<Input<'TrialInput'>>()`, then `i.text('goal', { max: 500 })`.
 * A field that the mutation does not accept does not compile. Limits only speak earlier; the server's decide.
 */
export function inputsOf<T>() {
  type Kind<P> = (source: Path<T>, options?: InputOptions & P) => ReactElement;
  return {
    text: ((source, options = {}) => <TextIn key={source} source={source} options={options} type={options.type} />) as Kind<{
      type?: string;
    }>,
    lines: ((source, options = {}) => <TextIn key={source} source={source} options={options} multiline />) as Kind<object>,
    /** Several short texts. */
    texts: ((source, options = {}) => <TextsIn key={source} source={source} options={options} />) as Kind<object>,
    count: ((source, options = {}) => <NumberIn key={source} source={source} options={options} />) as Kind<object>,
    money: ((source, options = {}) => <MoneyIn key={source} source={source} options={options} />) as Kind<object>,
    /** An exact decimal number, up to four places, kept as text. */
    decimal: ((source, options = {}) => <DecimalIn key={source} source={source} options={options} />) as Kind<object>,
    /** A list of small records: rows of inputs that can be added, moved and removed. */
    rows: (source: Path<T>, type: string, inputs: readonly ReactElement[], options: InputOptions = {}): ReactElement => (
      <RowsIn key={source} source={source} type={type} inputs={inputs} options={options} />
    ),
    day: ((source, options = {}) => <DayIn key={source} source={source} options={options} />) as Kind<object>,
    moment: ((source, options = {}) => <MomentIn key={source} source={source} options={options} />) as Kind<object>,
    flag: ((source, options = {}) => <FlagIn key={source} source={source} options={options} />) as Kind<object>,
    file: ((source, options = {}) => <FileIn key={source} source={source} options={options} accept={options.accept} />) as Kind<{
      accept?: string;
    }>,
    files: ((source, options = {}) => <FileIn key={source} source={source} options={options} accept={options.accept} several />) as Kind<{
      accept?: string;
    }>,
    choice: (source: Path<T>, of: string, options: InputOptions = {}): ReactElement => (
      <ChoiceIn key={source} source={source} of={of} options={options} />
    ),
    choices: (source: Path<T>, of: string, options: InputOptions = {}): ReactElement => (
      <ChoiceIn key={source} source={source} of={of} options={options} several />
    ),
    /** A code of a table that comes with the product, chosen by its name. */
    coded: (source: Path<T>, table: CodeTable, options: InputOptions = {}): ReactElement => (
      <CodedIn key={source} source={source} table={table} options={options} />
    ),
    codes: (source: Path<T>, table: CodeTable, options: InputOptions = {}): ReactElement => (
      <CodedIn key={source} source={source} table={table} options={options} several />
    ),
    /** A record of another type, found by typing; `filter` offers only what may be chosen. */
    reference: (
      source: Path<T>,
      type: string,
      { filter, ...options }: InputOptions & { filter?: Record<string, unknown> } = {},
    ): ReactElement => <ReferenceIn key={source} source={source} type={type} filter={filter} options={options} />,
  };
}
