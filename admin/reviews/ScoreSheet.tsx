import { Box, Checkbox, FormControlLabel, FormGroup, FormLabel, TextField, Typography } from '@mui/material';
import { type KeyboardEvent, useRef } from 'react';
import { useLocale, useTranslate } from 'react-admin';
import { useNameOf } from '../calls/Rubric.tsx';
import type { ReviewFull } from './asks.ts';
import { type Criterion, faultOf, type Sheet, sumOf } from './sheet.ts';

interface ScoreSheetProps {
  rubric: NonNullable<ReviewFull['call']>['rubric'];
  sheet: Sheet;
  onChange: (sheet: Sheet) => void;
  /** Faults are shown only once the person has tried to submit. */
  judged: boolean;
}

/** The score sheet: a number and a reason for each criterion. Enter goes to the next number. */
export function ScoreSheet({ rubric, sheet, onChange, judged }: ScoreSheetProps) {
  const translate = useTranslate();
  const nameOf = useNameOf();
  const numbers = useRef<(HTMLInputElement | null)[]>([]);
  const { criteria, noteAtExtremes, vetoes } = rubric;
  const set = (code: string, part: Partial<{ mark: string; note: string }>) =>
    onChange({ ...sheet, marks: { ...sheet.marks, [code]: { mark: '', note: '', ...sheet.marks[code], ...part } } });
  const most = sumOf(
    { ...sheet, marks: Object.fromEntries(criteria.map(({ code, max }) => [code, { mark: String(max), note: '' }])) },
    criteria,
  );
  const next = (event: KeyboardEvent, at: number) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const input = numbers.current[at + 1];
    input?.focus();
    input?.select();
  };
  const lacksComment = judged && sheet.vetoes.length > 0 && !sheet.comment.trim();
  return (
    <>
      <Box component="ol" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 1 }}>
        {criteria.map((criterion, at) => (
          <Row
            key={criterion.code}
            criterion={criterion}
            name={nameOf(criterion)}
            value={sheet.marks[criterion.code]}
            fault={judged || sheet.marks[criterion.code]?.mark ? faultOf(sheet, criterion, judged && noteAtExtremes) : undefined}
            onMark={mark => set(criterion.code, { mark })}
            onNote={note => set(criterion.code, { note })}
            onKeyDown={event => next(event, at)}
            keep={input => {
              numbers.current[at] = input;
            }}
          />
        ))}
      </Box>
      <Typography sx={{ mt: 1.5, textAlign: 'right' }} aria-live="polite">
        {translate('screens.Review.sum', { sum: sumOf(sheet, criteria), most })}
      </Typography>
      {vetoes?.length ? (
        <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, mt: 1 }}>
          <FormLabel component="legend">{translate('screens.Review.vetoes')}</FormLabel>
          <FormGroup row>
            {vetoes.map(veto => (
              <FormControlLabel
                key={veto.code}
                label={nameOf(veto)}
                control={
                  <Checkbox
                    size="small"
                    checked={sheet.vetoes.includes(veto.code)}
                    onChange={(_, checked) =>
                      onChange({
                        ...sheet,
                        vetoes: checked ? [...sheet.vetoes, veto.code] : sheet.vetoes.filter(code => code !== veto.code),
                      })
                    }
                  />
                }
              />
            ))}
          </FormGroup>
        </Box>
      ) : null}
      <TextField
        fullWidth
        multiline
        minRows={2}
        margin="dense"
        label={translate('resources.Review.fields.comment')}
        value={sheet.comment}
        onChange={event => onChange({ ...sheet, comment: event.target.value })}
        error={lacksComment}
        helperText={lacksComment ? translate('reasons.COMMENT_REQUIRED') : undefined}
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
    </>
  );
}

interface RowProps {
  criterion: Criterion;
  name: string;
  value?: { mark: string; note: string };
  fault?: string;
  onMark: (mark: string) => void;
  onNote: (note: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  keep: (input: HTMLInputElement | null) => void;
}

function Row({ criterion: { code, max, minPercent, anchors }, name, value, fault, onMark, onNote, onKeyDown, keep }: RowProps) {
  const translate = useTranslate();
  const english = useLocale() === 'en';
  const help = [
    minPercent ? translate('screens.Review.atLeast', { points: (max * minPercent) / 100 }) : '',
    ...(anchors ?? []).map(({ mark, upTo, text, textEn }) => `${upTo ? `${mark}–${upTo}` : mark}: ${(english && textEn) || text}`),
  ].filter(Boolean);
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'minmax(0, 1fr) 120px', sm: 'minmax(96px, 128px) 104px minmax(0, 1fr)' },
        columnGap: 1,
        rowGap: 0.5,
        alignItems: 'start',
      }}
    >
      <Box>
        <Typography variant="subtitle2" component="label" htmlFor={`mark-${code}`}>
          {name}
        </Typography>
        {help.length ? (
          <Typography variant="caption" color="text.secondary" component="div" id={`help-${code}`}>
            {help.join('；')}
          </Typography>
        ) : null}
      </Box>
      <TextField
        id={`mark-${code}`}
        inputRef={keep}
        size="small"
        margin="none"
        type="number"
        value={value?.mark ?? ''}
        onChange={event => onMark(event.target.value)}
        onKeyDown={onKeyDown}
        onWheel={event => (event.target as HTMLElement).blur()}
        error={fault === 'missing' || fault === 'tooHigh'}
        helperText={fault === 'missing' || fault === 'tooHigh' ? translate(`screens.Review.${fault}`, { max }) : undefined}
        slotProps={{
          htmlInput: { min: 0, max, step: 'any', inputMode: 'decimal', 'aria-describedby': help.length ? `help-${code}` : undefined },
          input: { endAdornment: <Box sx={{ color: 'text.secondary', whiteSpace: 'nowrap', pl: 0.5 }}>/ {max}</Box> },
        }}
      />
      <TextField
        size="small"
        margin="none"
        multiline
        maxRows={4}
        sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}
        value={value?.note ?? ''}
        onChange={event => onNote(event.target.value)}
        placeholder={translate('resources.Mark.fields.note')}
        error={fault === 'noteNeeded'}
        helperText={fault === 'noteNeeded' ? translate('screens.Review.noteNeeded') : undefined}
        slotProps={{ htmlInput: { maxLength: 500, 'aria-label': `${name}: ${translate('resources.Mark.fields.note')}` } }}
      />
    </Box>
  );
}
