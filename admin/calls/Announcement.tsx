import { Box, Typography } from '@mui/material';
import { Fragment, type ReactNode } from 'react';
import { useLocale, useTranslate } from 'react-admin';
import { useSay } from '../i18n/index.ts';
import { useCodes } from '../kit/codes.tsx';
import { fieldsOf } from '../kit/fields.tsx';
import { useFormat, useTypeName } from '../kit/hooks.ts';
import { Rows } from '../kit/Rows.tsx';
import { Count, Paragraphs, Text } from '../kit/values.tsx';
import type { CallSaid } from './asks.ts';
import { FormLists } from './FormTable.tsx';
import { useNameOf } from './Rubric.tsx';
import { useLabelOf } from './said.ts';

const digits = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const criterion = fieldsOf<CallSaid['rubric']['criteria'][number]>();

/** An instant as a notice words it: to the second, in Shanghai. */
function useInstant(): (value: string) => string {
  const locale = useLocale();
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium', hourCycle: 'h23', timeZone: 'Asia/Shanghai' });
  return value => format.format(new Date(value));
}

const Lines = ({ of }: { of: readonly string[] }) => (
  <Box component="ul" sx={{ m: 0, pl: 3 }}>
    {of.map(line => (
      <li key={line}>{line}</li>
    ))}
  </Box>
);

/** How it is judged: the score sheet, and how marks become a result. */
function Judging({ call: { rubric } }: { call: CallSaid }) {
  const translate = useTranslate();
  const nameOf = useNameOf();
  const name = useTypeName();
  const { list } = useFormat();
  const say = (key: string, holes?: object) => translate(`screens.Call.${key}`, holes);
  const tie = (code: string) => nameOf(rubric.criteria.find(it => it.code === code) ?? { name: code, nameEn: code });
  const rule = rubric.rule ?? (rubric.dropFrom ? 'TRIMMED' : 'MEAN');
  return (
    <>
      <Rows
        type="Criterion"
        name={name('Criterion', 2)}
        rows={rubric.criteria}
        columns={[
          criterion.own('name', row => <Text value={nameOf(row as unknown as CallSaid['rubric']['criteria'][number])} />),
          criterion.count('max'),
          { ...criterion.own('weight', row => <Count value={row.weight ?? 1} />), end: true },
          criterion.count('minPercent'),
        ]}
      />
      <Lines
        of={[
          say('passSaid', { pass: rubric.pass }),
          say(`rule${rule}`, { count: rubric.dropFrom }),
          ...(rubric.ties.length ? [say('tiesSaid', { ties: list(rubric.ties.map(tie)) })] : []),
          ...(rubric.vetoes?.length ? [say('vetoesSaid', { vetoes: list(rubric.vetoes.map(nameOf)) })] : []),
        ]}
      />
    </>
  );
}

/**
 * A call as the bureau announces it: what, who, when, what is wanted, how it is judged, what follows. It is made of what the
 * call says, so that notice and practice cannot differ.
 */
export function Announcement({ call, heading = true }: { call: CallSaid; heading?: boolean }) {
  const english = useLocale() === 'en';
  const translate = useTranslate();
  const bureau = useSay()('app.bureau');
  const instant = useInstant();
  const { list, day } = useFormat();
  const { nameOf: division } = useCodes('Division');
  const labelOf = useLabelOf();
  const say = (key: string, holes?: object) => translate(`screens.Call.${key}`, holes);
  const kind = (it: string) => translate(`enums.SolutionKind.${it}`);
  const { form, contact } = call;
  const text = (english && call.textEn) || call.text;
  const seats = call.seats.map(({ kind: of, division: code, min, max }) =>
    say('seatSaid', {
      of: [of ? translate(`enums.ProviderKind.${of}`) : '', code ? division(code) : ''].filter(Boolean).join(' · ') || say('all'),
      ...{ min, max },
    }),
  );
  const contacts = contact ? [contact.office, contact.telephone, contact.mail, contact.address].filter(Boolean) : [];
  const parts: readonly (readonly [title: string, content: ReactNode])[] = [
    [
      'whatSaid',
      <Lines
        key="what"
        of={[
          say('kindsSaid', { kinds: list(call.kinds.map(kind)) }),
          ...call.trialMinimums.map(({ kind: of, days }) => say('trialSaid', { kind: kind(of), days })),
        ]}
      />,
    ],
    ...(form.eligibility.length ? ([['whoSaid', <Lines key="who" of={form.eligibility.map(labelOf)} />]] as const) : []),
    ...(seats.length ? ([['seatsSaid', <Lines key="seats" of={seats} />]] as const) : []),
    [
      'whenSaid',
      <Lines key="when" of={[say('windowSaid', { opens: instant(call.opensAt), closes: instant(call.closesAt) }), say('howSaid')]} />,
    ],
    ['wantedSaid', <FormLists key="wanted" form={{ ...form, eligibility: [] }} />],
    ['judgedSaid', <Judging key="judged" call={call} />],
    [
      'afterSaid',
      <Lines
        key="after"
        of={[
          say('correctionSaid', { days: call.correctionDays }),
          say('noticeSaid', { days: call.noticeDays }),
          say('objectionSaid', { days: call.objectionDays }),
          say(`disclosure${call.disclosure}`),
        ]}
      />,
    ],
    [
      'integritySaid',
      <Lines
        key="integrity"
        of={[say('freeSaid'), ...(contact?.complaints ? [say('complaintsSaid', { number: contact.complaints })] : [])]}
      />,
    ],
    ...(contacts.length ? ([['contact', <Lines key="contact" of={contacts as string[]} />]] as const) : []),
  ];
  return (
    <Box component="article" sx={{ maxWidth: 820, mx: 'auto', '& h2': { mt: 2.5, mb: 0.5 } }}>
      {heading ? (
        <Typography variant="h5" component="h1" sx={{ textAlign: 'center', overflowWrap: 'anywhere' }}>
          {(english && call.titleEn) || call.title}
        </Typography>
      ) : null}
      {call.number ? <Typography sx={{ textAlign: 'center', color: 'text.secondary', mt: 1 }}>{call.number}</Typography> : null}
      <Typography sx={{ mt: 2 }}>{say('toSaid')}</Typography>
      {text ? (
        <Box sx={{ mt: 1 }}>
          <Paragraphs value={text} />
        </Box>
      ) : null}
      {parts.map(([title, content], at) => (
        <Fragment key={title}>
          <Typography variant="subtitle1" component="h2" sx={{ fontWeight: 600 }}>
            {english ? `${at + 1}. ` : `${digits[at]}、`}
            {say(title)}
          </Typography>
          {content}
        </Fragment>
      ))}
      <Box sx={{ textAlign: 'right', mt: 3 }}>
        <Typography>{bureau}</Typography>
        {call.announcedFor ? <Typography>{day(call.announcedFor)}</Typography> : null}
      </Box>
    </Box>
  );
}
