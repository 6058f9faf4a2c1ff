import Lock from '@mui/icons-material/LockOutlined';
import { Box, Link as MuiLink, Tooltip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useCreatePath, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { rateOf, useFormat, useMay } from './hooks.ts';
import { one } from './names.ts';
import { type Row, useTitleOf } from './nouns.ts';

/** Nothing there. */
export function None() {
  return (
    <Box component="span" sx={{ color: 'text.disabled' }}>
      {useSay()('field.none')}
    </Box>
  );
}

const absent = (value: unknown): value is null | undefined | '' => value === null || value === undefined || value === '';
const plain = (value: unknown) => value as string | number;

export const Text = ({ value }: { value: unknown }) =>
  absent(value) ? (
    <None />
  ) : (
    <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
      {String(value)}
    </Box>
  );

export const Paragraphs = ({ value }: { value: unknown }) =>
  absent(value) ? (
    <None />
  ) : (
    <Typography variant="body2" component="div" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {String(value)}
    </Typography>
  );

/** A code people compare letter by letter: a USCC, a document number, a hash. */
export const Code = ({ value }: { value: unknown }) =>
  absent(value) ? (
    <None />
  ) : (
    <Box component="code" sx={{ fontFamily: 'ui-monospace, Consolas, monospace', fontSize: '0.92em', overflowWrap: 'anywhere' }}>
      {String(value)}
    </Box>
  );

/** A day of the calendar in Shanghai. */
export function Day({ value }: { value: unknown }) {
  const { day } = useFormat();
  return absent(value) ? (
    <None />
  ) : (
    <time dateTime={String(value)} style={{ whiteSpace: 'nowrap' }}>
      {day(String(value))}
    </time>
  );
}

/** An instant, exact to the second on hover. */
export function Moment({ value }: { value: unknown }) {
  const { moment, exact } = useFormat();
  return absent(value) ? (
    <None />
  ) : (
    <Tooltip title={exact(String(value))}>
      <time dateTime={String(value)} style={{ whiteSpace: 'nowrap' }}>
        {moment(String(value))}
      </time>
    </Tooltip>
  );
}

/** How long ago or ahead; exact on hover. */
export function Since({ value }: { value: unknown }) {
  const { relative, exact } = useFormat();
  return absent(value) ? (
    <None />
  ) : (
    <Tooltip title={exact(String(value))}>
      <time dateTime={String(value)} style={{ whiteSpace: 'nowrap' }}>
        {relative(String(value))}
      </time>
    </Tooltip>
  );
}

/** An amount in CNY, exact as the server sent it. */
export function Money({ value }: { value: unknown }) {
  const { money } = useFormat();
  return absent(value) ? <None /> : <span style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>{money(plain(value))}</span>;
}

export function Count({ value }: { value: unknown }) {
  const { number } = useFormat();
  return absent(value) ? <None /> : <span style={{ fontVariantNumeric: 'tabular-nums' }}>{number(plain(value))}</span>;
}

export function Flag({ value }: { value: unknown }) {
  const say = useSay();
  return absent(value) ? <None /> : <span>{say(value ? 'field.yes' : 'field.no')}</span>;
}

/** One or several values of an enum, in words. */
export function Choice({ value, of }: { value: unknown; of: string }) {
  const translate = useTranslate();
  const { list } = useFormat();
  if (absent(value) || (Array.isArray(value) && value.length === 0)) return <None />;
  return <span>{list((Array.isArray(value) ? value : [value]).map(it => translate(`enums.${of}.${it}`, { _: String(it) })))}</span>;
}

export function Texts({ value }: { value: unknown }) {
  const { list } = useFormat();
  return Array.isArray(value) && value.length ? <span>{list(value.map(String))}</span> : <None />;
}

/** A rate from its whole numbers, cut to one decimal and never rounded, so that it cannot pass a target it has not reached. */
export function Rate({ d, n }: { d: number; n: number }) {
  const say = useSay();
  const { number } = useFormat();
  return (
    <Tooltip title={`${say('field.outOf', { n: number(d), d: number(n) })} · ${say('field.truncated')}`}>
      <span style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>{rateOf(n, d)}%</span>
    </Tooltip>
  );
}

/** A personal value: clear, partly hidden, or withheld, as the policy has it; the sign says which. */
export function Mask({ value }: { value: unknown }) {
  const say = useSay();
  if (absent(value)) return <None />;
  const hidden = String(value).includes('*');
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, whiteSpace: 'nowrap' }}>
      {String(value)}
      {hidden ? (
        <Tooltip title={say('field.masked')}>
          <Lock aria-label={say('field.masked')} sx={{ fontSize: 14, opacity: 0.7 }} />
        </Tooltip>
      ) : null}
    </Box>
  );
}

/** Another record by its title, as a link for those who may open it. Hidden by the policy, it is shown as nothing. */
export function LinkTo({ value, type, children }: { value: unknown; type: string; children?: ReactNode }) {
  const may = useMay();
  const titleOf = useTitleOf();
  const createPath = useCreatePath();
  if (absent(value)) return <None />;
  const record = value as Row;
  const text = children ?? titleOf(type, record);
  if (!may(one(type))) return <span>{text}</span>;
  return (
    <MuiLink component={Link} to={createPath({ resource: type, type: 'show', id: record.id })} onClick={event => event.stopPropagation()}>
      {text}
    </MuiLink>
  );
}

/** Files to open; the server decides who may. */
export function Files({ value }: { value: unknown }) {
  const files = (Array.isArray(value) ? value : [value]).filter(Boolean) as { id: string; name?: string }[];
  if (files.length === 0) return <None />;
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexDirection: 'column' }}>
      {files.map(({ id, name }) => (
        <MuiLink key={id} href={`/files/${id}`} target="_blank" rel="noreferrer" onClick={event => event.stopPropagation()}>
          {name ?? id}
        </MuiLink>
      ))}
    </Box>
  );
}
