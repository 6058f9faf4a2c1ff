import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useFormat, useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import type { CallForm, CallFull } from './asks.ts';
import { isDeclared, useLabelOf, useTermsOf } from './said.ts';

function Part({
  title,
  rows,
  level,
}: {
  title: string;
  level: 'h3' | 'h4';
  rows: readonly { key: string; label: string; terms: string }[];
}) {
  if (rows.length === 0) return null;
  return (
    <>
      <Typography variant="subtitle2" component={level} sx={{ mt: 1.5 }}>
        {title}
      </Typography>
      <Box component="ol" sx={{ m: 0, pl: 3 }}>
        {rows.map(({ key, label, terms }) => (
          <li key={key}>
            {label}{' '}
            <Typography component="span" variant="body2" color="text.secondary">
              {terms}
            </Typography>
          </li>
        ))}
      </Box>
    </>
  );
}

/** What a form asks, in lists: conditions, fields, files, each with its terms. */
export function FormLists({ form, level = 'h3' }: { form: CallForm; level?: 'h3' | 'h4' }) {
  const name = useTypeName();
  const labelOf = useLabelOf();
  const terms = useTermsOf();
  const translate = useTranslate();
  const { list } = useFormat();
  const seen = (it: { check: string }) => translate(`screens.Call.${isDeclared(it) ? 'declared' : 'checked'}`);
  return (
    <>
      <Part
        level={level}
        title={name('EligibilityRule', 2)}
        rows={form.eligibility.map(it => ({ key: it.key, label: labelOf(it), terms: seen(it) }))}
      />
      <Part
        level={level}
        title={name('FormField', 2)}
        rows={form.fields.map(it => ({ key: it.key, label: labelOf(it), terms: list(terms.ofField(it)) }))}
      />
      <Part
        level={level}
        title={name('RequiredFile', 2)}
        rows={form.files.map(it => ({ key: it.key, label: labelOf(it), terms: list(terms.ofFile(it)) }))}
      />
    </>
  );
}

export const FormTable = ({ call }: { call: Row }) => <FormLists level="h4" form={(call as unknown as CallFull).form} />;
