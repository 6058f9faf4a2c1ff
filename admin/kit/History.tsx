import Adjust from '@mui/icons-material/Adjust';
import Edit from '@mui/icons-material/EditOutlined';
import { Box, Button, List, ListItem, Tooltip, Typography } from '@mui/material';
import { useState } from 'react';
import { useRecordContext, useResourceContext, useTranslate } from 'react-admin';
import { useSay } from '../i18n/index.ts';
import { Coded, tableOf } from './codes.tsx';
import { useFormat, useLabel, useWord } from './hooks.ts';
import type { Change, Fact, Row } from './nouns.ts';

const actionOf = (fact: Fact) => fact.name.slice(fact.name.indexOf('.') + 1);
const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
/** Plain changes of fields fold between the moves; one that carries a note is worth its own line. */
const minor = (fact: Fact) => actionOf(fact) === 'UPDATE' && !fact.note;

/** Runs of small changes become one entry. */
function fold(facts: Fact[]): Fact[][] {
  const groups: Fact[][] = [];
  for (const fact of facts) {
    const last = groups.at(-1);
    if (last && minor(fact) && minor(last[0]!)) last.push(fact);
    else groups.push([fact]);
  }
  return groups;
}

/** What a change holds is text; lists are JSON. */
function parts(value: unknown): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.map(String);
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (!/^\[.*\]$/s.test(text)) return [text];
  try {
    return (JSON.parse(text) as unknown[]).map(it => (typeof it === 'object' ? JSON.stringify(it) : String(it)));
  } catch {
    return [text];
  }
}

/** A record within a record: nobody reads it in passing. */
function nested(text: string): boolean {
  if (!/^\{.*\}$/s.test(text)) return false;
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** What is kept of a record within a record, for who wants to see it. */
function Nested({ texts }: { texts: readonly string[] }) {
  const say = useSay();
  return (
    <Box component="details" sx={{ display: 'inline-block', maxWidth: '100%', verticalAlign: 'top', textDecoration: 'none' }}>
      <Box component="summary" sx={{ cursor: 'pointer', color: 'text.secondary' }}>
        {say('history.nested')}
      </Box>
      <Box component="pre" sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', typography: 'caption' }}>
        {texts.map(text => JSON.stringify(JSON.parse(text), null, 1)).join('\n')}
      </Box>
    </Box>
  );
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A value of a change in words: an enum by its word, an instant as a date, another record as one, nothing as "empty". */
function Value({ type, field, value }: { type: string; field: string; value: unknown }) {
  const say = useSay();
  const word = useWord();
  const format = useFormat();
  const texts = parts(value);
  const table = tableOf[field];
  if (texts.length === 0) return <>{say('history.nothing')}</>;
  if (texts.every(nested)) return <Nested texts={texts} />;
  if (table) return <Coded value={texts} table={table} />;
  const inWords = (text: string) => {
    if (text === 'true' || text === 'false') return say(text === 'true' ? 'field.yes' : 'field.no');
    if (/^\d{4}-\d\d-\d\dT/.test(text)) return format.moment(text);
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return format.day(text);
    if (uuid.test(text)) return say('history.record');
    return word(`enums.${type}${capital(field)}.${text}`) ?? word(`enums.${capital(field)}.${text}`) ?? text;
  };
  return <>{format.list(texts.map(inWords))}</>;
}

/** The fields of a change: what they were and are; of what is new, only what it is. */
function Changes({ type, changes }: { type: string; changes: Change[] }) {
  const label = useLabel();
  const say = useSay();
  const fresh = changes.every(({ before }) => parts(before).length === 0);
  const shown = fresh ? changes.filter(({ after }) => parts(after).length > 0) : changes;
  const lines = (
    <Box
      component="dl"
      sx={{
        m: 0,
        mt: 0.5,
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: 'minmax(90px, auto) 1fr' },
        columnGap: 2,
        rowGap: 0.25,
        typography: 'body2',
      }}
    >
      {shown.map(({ field, before, after }) => [
        <Box component="dt" key={`${field}-name`} sx={{ color: 'text.secondary' }}>
          {label(field, type)}
        </Box>,
        <Box component="dd" key={field} sx={{ m: 0, overflowWrap: 'anywhere' }}>
          {fresh ? null : (
            <>
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {say('history.before')}{' '}
              </Box>
              <s>
                <Value type={type} field={field} value={before} />
              </s>
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {' '}
                {say('history.after')}{' '}
              </Box>
            </>
          )}
          <Value type={type} field={field} value={after} />
        </Box>,
      ])}
    </Box>
  );
  if (shown.length <= 4) return lines;
  return (
    <Box component="details">
      <Box component="summary" sx={{ typography: 'body2', cursor: 'pointer', color: 'text.secondary' }}>
        {say('history.content', { count: shown.length })}
      </Box>
      {lines}
    </Box>
  );
}

function Entry({ type, fact }: { type: string; fact: Fact }) {
  const say = useSay();
  const word = useWord();
  const format = useFormat();
  const translate = useTranslate();
  const action = actionOf(fact);
  const what = word(`moves.${type}.${action}.name`) ?? word(`facts.${fact.name}`) ?? word(`facts.${action}`) ?? action;
  const who = fact.actorName ?? (fact.actorRole ? translate(`enums.Role.${fact.actorRole}`, { _: fact.actorRole }) : say('history.system'));
  const role = fact.actorName && fact.actorRole ? translate(`enums.Role.${fact.actorRole}`, { _: fact.actorRole }) : undefined;
  return (
    <Box sx={{ flex: 1, minWidth: 0 }}>
      <Typography variant="body2" component="div">
        <strong>{what}</strong> · {role ? say('history.by', { who, role }) : who} ·{' '}
        <Tooltip title={format.exact(fact.at)}>
          <Box component="time" dateTime={fact.at} tabIndex={0} sx={{ color: 'text.secondary' }}>
            {format.relative(fact.at)}
          </Box>
        </Tooltip>
      </Typography>
      {fact.note ? (
        <Typography variant="body2" sx={{ mt: 0.5, pl: 1, borderLeft: 3, borderColor: 'divider', whiteSpace: 'pre-wrap' }}>
          {fact.note}
        </Typography>
      ) : null}
      {fact.changes?.length ? (
        <Changes type={type} changes={fact.changes.filter(({ field }) => field !== 'state' && field !== 'version')} />
      ) : null}
    </Box>
  );
}

const shown = 12;

/** What has happened, as a story: who, when, what and why, newest first; small changes fold between large ones. */
export function History() {
  const record = useRecordContext<Row>();
  const type = useResourceContext()!;
  const say = useSay();
  const [whole, setWhole] = useState(false);
  const facts = [...(record?.history ?? [])].sort((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));
  if (facts.length === 0)
    return (
      <Typography variant="body2" color="text.secondary">
        {say('history.empty')}
      </Typography>
    );
  const groups = fold(facts);
  return (
    <>
      <List disablePadding>
        {(whole ? groups : groups.slice(0, shown)).map(group => (
          <ListItem key={group[0]!.id} disableGutters sx={{ alignItems: 'flex-start', gap: 1.5, py: 0.75 }}>
            {minor(group[0]!) ? <Edit fontSize="small" color="disabled" /> : <Adjust fontSize="small" color="primary" />}
            {group.length === 1 ? (
              <Entry type={type} fact={group[0]!} />
            ) : (
              <Box component="details" sx={{ flex: 1 }}>
                <Box component="summary" sx={{ typography: 'body2', cursor: 'pointer' }}>
                  {say('history.minor', { count: group.length })}
                </Box>
                {group.map(fact => (
                  <Box key={fact.id} sx={{ mt: 1 }}>
                    <Entry type={type} fact={fact} />
                  </Box>
                ))}
              </Box>
            )}
          </ListItem>
        ))}
      </List>
      {!whole && groups.length > shown ? (
        <Button size="small" onClick={() => setWhole(true)}>
          {say('history.showAll', { count: facts.length })}
        </Button>
      ) : null}
    </>
  );
}
