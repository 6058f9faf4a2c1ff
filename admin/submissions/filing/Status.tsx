import CloudDone from '@mui/icons-material/CloudDoneOutlined';
import CloudOff from '@mui/icons-material/CloudOffOutlined';
import CloudSync from '@mui/icons-material/CloudSyncOutlined';
import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControl,
  FormControlLabel,
  FormLabel,
  LinearProgress,
  Link as MuiLink,
  Radio,
  RadioGroup,
  Typography,
} from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useFormContext } from 'react-hook-form';
import { Link } from 'react-router-dom';
import { useExplain, useFormat, useLabel, useWord } from '../../kit/hooks.ts';
import { useSaid } from './Answers.tsx';
import type { CallForm, Fault } from './asks.ts';
import type { Clash, Saving } from './useAutosave.ts';

/** Whether what is typed is safe, since when; said aloud to who does not see it. */
export function SavedAt({ saving }: { saving: Saving }) {
  const translate = useTranslate();
  const explain = useExplain();
  const { exact } = useFormat();
  const words = {
    saved: saving.savedAt ? translate('screens.Submission.savedAt', { at: exact(saving.savedAt).replace(/^.*?(?=\d{1,2}:)/, '') }) : '',
    typing: translate('screens.Submission.typing'),
    saving: translate('screens.Submission.saving'),
    failed: saving.clash
      ? translate('screens.Submission.clash')
      : `${translate('screens.Submission.saveFailed')} ${saving.error ? explain(saving.error) : ''}`,
  };
  const Icon = saving.state === 'failed' ? CloudOff : saving.state === 'saved' ? CloudDone : CloudSync;
  return (
    <Typography
      role="status"
      variant="body2"
      color={saving.state === 'failed' ? 'error' : 'text.secondary'}
      sx={{ display: 'flex', alignItems: 'center', gap: 0.5, minHeight: 24 }}
    >
      <Icon fontSize="small" />
      {words[saving.state]}
    </Typography>
  );
}

/** How much of what must be said is said. */
export function Progress({ done, of }: { done: number; of: number }) {
  const translate = useTranslate();
  const name = translate('screens.Submission.progress', { done, of });
  return (
    <Box sx={{ minWidth: 160, flex: '1 1 200px' }}>
      <Typography variant="body2">{name}</Typography>
      <LinearProgress
        variant="determinate"
        value={of ? Math.round((100 * done) / of) : 100}
        aria-label={name}
        sx={{ mt: 0.5, height: 6, borderRadius: 3 }}
      />
    </Box>
  );
}

/** What a place in the draft is called: a field of the solution, or a question of the call. */
export function usePlace(form: CallForm): (field: string) => string {
  const label = useLabel();
  const said = useSaid();
  const translate = useTranslate();
  return field => {
    const [part, key = ''] = field.split('.');
    const ofCall = [...form.fields, ...form.files, ...form.eligibility].find(each => each.key === key);
    if (part === 'solution') return label(key, 'Solution');
    if (ofCall) return said(ofCall).label;
    return part === 'provider' ? label(key, 'Provider') : translate('screens.Submission.whole');
  };
}

/** Where in the form an answer is: fields of the solution stand at its root. */
export const inputOf = (field: string): string =>
  field.startsWith('solution.') ? field.slice('solution.'.length) : field.startsWith('papers.') ? `${field}.files` : field;

/** All that stands in the way of filing, each with the way to its input; and apart from it what should be looked at. */
export function Faults({ faults, form }: { faults: readonly Fault[]; form: CallForm }) {
  const translate = useTranslate();
  const place = usePlace(form);
  const sentence = useSentence();
  const { setFocus } = useFormContext();
  const go = (field: string) => {
    const name = inputOf(field);
    setFocus(name);
    const input = document.querySelector<HTMLElement>(
      `[name="${CSS.escape(name)}"], [id="${CSS.escape(name)}"], [data-place="${CSS.escape(field)}"]`,
    );
    (input?.closest('fieldset, .MuiFormControl-root') ?? input)?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  };
  const list = (these: readonly Fault[]) => (
    <ul style={{ margin: 0, paddingInlineStart: 20 }}>
      {these.map(fault => (
        <li key={`${fault.field} ${fault.reason}`}>
          {fault.subject && fault.subjectId ? (
            <MuiLink component={Link} variant="body2" to={`/${fault.subject}/${fault.subjectId}/show`}>
              {sentence(fault)}
            </MuiLink>
          ) : (
            <MuiLink component="button" type="button" variant="body2" sx={{ textAlign: 'start' }} onClick={() => go(fault.field)}>
              {place(fault.field)}：{sentence(fault)}
            </MuiLink>
          )}
        </li>
      ))}
    </ul>
  );
  const [blocking, others] = [faults.filter(({ blocks }) => blocks), faults.filter(({ blocks }) => !blocks)];
  return (
    <Box aria-live="polite">
      {blocking.length ? (
        <Alert severity="error" sx={{ mb: 2 }}>
          <Typography variant="body2">{translate('screens.Submission.faults', { count: blocking.length })}</Typography>
          {list(blocking)}
        </Alert>
      ) : (
        <Alert severity="success" sx={{ mb: 2 }}>
          {translate('screens.Submission.noFaults')}
        </Alert>
      )}
      {others.length ? (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {list(others)}
        </Alert>
      ) : null}
    </Box>
  );
}

/** A fault in a sentence: as refusals are said, or as the checks of a form are. */
export function useSentence(): (fault: Fault) => string {
  const word = useWord();
  const { day } = useFormat();
  return ({ reason, limit }) => {
    const shown = limit && /^\d{4}-\d{2}-\d{2}$/.test(limit) ? day(limit) : (limit ?? '');
    const holes = { limit: shown, days: shown, code: shown, name: shown, kind: shown };
    const code = word(`enums.FormFaultCode.${reason}`, holes);
    const said = word(`reasons.${reason}`, holes) ?? code ?? reason;
    return limit && said === code ? `${said} (${shown})` : said;
  };
}

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '—';
  if (Array.isArray(value)) return value.map(shown).join('、') || '—';
  return typeof value === 'object' ? Object.values(value).filter(Boolean).map(shown).join(' ') : String(value);
};

/** Two tabs have typed into the same fields: both texts side by side, field by field, and nothing is lost until one is chosen. */
export function ClashDialog({ clash, form, onSettle }: { clash: Clash; form: CallForm; onSettle: (theirs: ReadonlySet<string>) => void }) {
  const translate = useTranslate();
  const place = usePlace(form);
  const { relative } = useFormat();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (field: string, other: boolean) =>
    setTheirs(all => new Set([...[...all].filter(each => each !== field), ...(other ? [field] : [])]));
  return (
    <Dialog open aria-labelledby="clash-title" maxWidth="sm" fullWidth>
      <DialogTitle id="clash-title">{translate('screens.Submission.clashTitle')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography variant="body2">
          {translate('screens.Submission.clashWho', { who: clash.savedBy ?? '', when: clash.savedAt ? relative(clash.savedAt) : '' })}
        </Typography>
        {clash.collisions.map(({ field, mine, theirs: other }) => (
          <FormControl key={field}>
            <FormLabel>{place(field)}</FormLabel>
            <RadioGroup value={theirs.has(field) ? 'theirs' : 'mine'} onChange={(_, value) => choose(field, value === 'theirs')}>
              <FormControlLabel
                value="mine"
                control={<Radio size="small" />}
                label={`${translate('screens.Submission.mine')}：${shown(mine)}`}
              />
              <FormControlLabel
                value="theirs"
                control={<Radio size="small" />}
                label={`${translate('screens.Submission.theirs')}：${shown(other)}`}
              />
            </RadioGroup>
          </FormControl>
        ))}
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={() => onSettle(theirs)}>
          {translate('screens.Submission.settle')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
