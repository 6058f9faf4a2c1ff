import { Box, Button, Checkbox, FormControlLabel, MenuItem, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useFormat } from '../kit/hooks.ts';
import type { CallSaid, FormField } from './asks.ts';
import { isDeclared, useHelpOf, useLabelOf, useTermsOf } from './said.ts';

const asked = ({ kinds }: { kinds?: readonly string[] | null }, kind: string) => !kinds?.length || kinds.includes(kind);
const needed = (it: FormField, kind: string) => it.required || (it.requiredKinds ?? []).some(one => one === kind);

const types: Readonly<Record<string, string>> = { NUMBER: 'number', DAY: 'date' };

function FieldPreview({ field, kind }: { field: FormField; kind: string }) {
  const translate = useTranslate();
  const labelOf = useLabelOf();
  const help = useHelpOf()(field);
  const { list } = useFormat();
  const terms = useTermsOf();
  const [value, setValue] = useState<string | string[]>(field.kind === 'CHOICES' ? [] : '');
  const label = labelOf(field);
  if (field.kind === 'SOLUTION')
    return (
      <TextField
        {...{ label, required: needed(field, kind), fullWidth: true, size: 'small', disabled: true }}
        value={translate('enums.FormFieldKind.SOLUTION')}
        helperText={list(terms.ofField(field))}
      />
    );
  if (field.kind === 'FILE') return <Wanted label={label} required={needed(field, kind)} terms={list(terms.ofField(field))} help={help} />;
  if (field.kind === 'YES_NO')
    return (
      <Box>
        <FormControlLabel control={<Checkbox />} label={label} />
        <Typography variant="caption" color="text.secondary" component="div">
          {help}
        </Typography>
      </Box>
    );
  const options = field.kind === 'CHOICE' || field.kind === 'CHOICES' ? (field.options ?? []) : undefined;
  return (
    <TextField
      {...{ label, required: needed(field, kind), fullWidth: true, size: 'small' }}
      select={Boolean(options)}
      type={types[field.kind]}
      multiline={field.kind === 'LONG_TEXT'}
      minRows={field.kind === 'LONG_TEXT' ? 3 : undefined}
      value={value}
      onChange={event => setValue(event.target.value)}
      helperText={list([help, ...terms.ofField(field)].filter(Boolean))}
      slotProps={{
        select: { multiple: field.kind === 'CHOICES' },
        inputLabel: field.kind === 'DAY' ? { shrink: true } : {},
        input: { endAdornment: field.unit ? <Box sx={{ color: 'text.secondary', pl: 1, whiteSpace: 'nowrap' }}>{field.unit}</Box> : null },
      }}
    >
      {options?.map(option => (
        <MenuItem key={option.code} value={option.code}>
          {labelOf(option)}
        </MenuItem>
      ))}
    </TextField>
  );
}

function Wanted({ label, required, terms, help }: { label: string; required: boolean; terms: string; help: string }) {
  const translate = useTranslate();
  return (
    <Box>
      <Typography variant="body2">
        {label}
        {required ? ' *' : ''}
      </Typography>
      <Button size="small" variant="outlined" disabled>
        {translate('enums.FormFieldKind.FILE')}
      </Button>
      <Typography variant="caption" color="text.secondary" component="div">
        {[terms, help].filter(Boolean).join('；')}
      </Typography>
    </Box>
  );
}

/** The form as who files a product of some kind sees it. It can be tried; nothing is kept. */
export function FormPreview({ call: { kinds, form } }: { call: Pick<CallSaid, 'kinds' | 'form'> }) {
  const translate = useTranslate();
  const labelOf = useLabelOf();
  const helpOf = useHelpOf();
  const terms = useTermsOf();
  const { list } = useFormat();
  const [kind, setKind] = useState<string>(kinds[0] ?? 'SOFTWARE');
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: 880 }}>
      <TextField
        select
        size="small"
        label={translate('screens.Call.previewKind')}
        value={kind}
        onChange={event => setKind(event.target.value)}
      >
        {kinds.map(it => (
          <MenuItem key={it} value={it}>
            {translate(`enums.SolutionKind.${it}`)}
          </MenuItem>
        ))}
      </TextField>
      <Typography variant="body2" color="text.secondary">
        {translate('screens.Call.previewHint')}
      </Typography>
      {form.eligibility.map(rule => (
        <Box key={rule.key}>
          {isDeclared(rule) ? (
            <FormControlLabel control={<Checkbox />} label={labelOf(rule)} />
          ) : (
            <Typography variant="body2">
              {labelOf(rule)} <span>({translate('screens.Call.checked')})</span>
            </Typography>
          )}
        </Box>
      ))}
      {form.fields
        .filter(field => asked(field, kind))
        .map(field => (
          <FieldPreview key={`${field.key} ${field.kind}`} field={field} kind={kind} />
        ))}
      {form.files
        .filter(file => asked(file, kind))
        .map(file => (
          <Wanted key={file.key} label={labelOf(file)} required={file.required} terms={list(terms.ofFile(file))} help={helpOf(file)} />
        ))}
    </Box>
  );
}
