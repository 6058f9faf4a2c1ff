import { Box } from '@mui/material';
import { alwaysAsked, labelOfSolutionField } from '../../schema/solutionFields.ts';
import type { Row } from '../kit/nouns.ts';
import { type Input, inputsOf, RecordCreate, RecordEdit } from '../kit/resource.tsx';
import { Loading } from '../kit/states.tsx';
import { useLatest } from '../kit/useLatest.ts';
import { formInputs, line } from './compose/formInputs.tsx';
import { composed } from './compose/keys.ts';

const i = inputsOf<Input<'CallInput'>>();
const criterion = inputsOf<Input<'CriterionInput'>>();
const anchor = inputsOf<Input<'AnchorInput'>>();
const veto = inputsOf<Input<'VetoInput'>>();
const seat = inputsOf<Input<'SeatRuleInput'>>();
const minimum = inputsOf<Input<'TrialMinimumInput'>>();

const word = (field: string) => ({ label: `resources.Rubric.fields.${field}` });

const contactWord = (field: string) => ({ label: `resources.CallContact.fields.${field}` });

/** How submissions are marked. */
export const rubricGroup = {
  title: 'rubric',
  inputs: [
    i.rows(
      'rubric.criteria',
      'Criterion',
      [
        criterion.text('code', { required: true, max: 30 }),
        criterion.text('name', { required: true, max: 60 }),
        criterion.text('nameEn', { required: true, max: 100 }),
        <Box key="points" sx={line}>
          {criterion.count('max', { required: true, min: 1, max: 1000 })}
          {criterion.decimal('weight')}
          {criterion.count('minPercent', { min: 0, max: 100 })}
        </Box>,
        <Box key="anchors" sx={line}>
          {criterion.rows('anchors', 'Anchor', [
            anchor.decimal('mark', { required: true }),
            anchor.decimal('upTo'),
            anchor.text('text', { required: true }),
            anchor.text('textEn'),
          ])}
        </Box>,
      ],
      { ...word('criteria'), required: true },
    ),
    i.decimal('rubric.pass', { ...word('pass'), required: true }),
    i.decimal('rubric.spreadAbove', { ...word('spreadAbove'), required: true }),
    i.choice('rubric.rule', 'ScoreRule', word('rule')),
    i.count('rubric.dropFrom', { ...word('dropFrom'), required: true, min: 0, help: 'screens.Call.dropHelp' }),
    i.texts('rubric.ties', { ...word('ties'), help: 'screens.Call.tiesHelp' }),
    i.flag('rubric.noteAtExtremes', word('noteAtExtremes')),
    i.rows(
      'rubric.vetoes',
      'Veto',
      [veto.text('code', { required: true, max: 30 }), veto.text('name', { required: true }), veto.text('nameEn', { required: true })],
      word('vetoes'),
    ),
  ],
};

const groups = [
  {
    title: 'what',
    inputs: [
      i.text('code', { required: true, max: 20, help: 'screens.Call.codeHelp' }),
      i.text('number', { max: 60 }),
      i.text('title', { required: true, max: 200 }),
      i.text('titleEn', { max: 300 }),
      i.lines('text', { max: 50_000 }),
      i.lines('textEn', { max: 50_000 }),
      i.choices('kinds', 'SolutionKind', { required: true }),
      i.moment('opensAt', { required: true, seconds: true }),
      i.moment('closesAt', { required: true, seconds: true }),
    ],
  },
  {
    title: 'contact',
    inputs: [
      i.text('contact.office', { ...contactWord('office'), max: 100 }),
      i.text('contact.telephone', { ...contactWord('telephone'), max: 60 }),
      i.text('contact.mail', { ...contactWord('mail'), max: 120 }),
      i.text('contact.address', { ...contactWord('address'), max: 200 }),
      i.text('contact.complaints', { ...contactWord('complaints'), max: 100 }),
    ],
  },
  { title: 'eligibility', inputs: [formInputs.eligibility] },
  { title: 'formFields', inputs: [formInputs.fields] },
  { title: 'formFiles', inputs: [formInputs.files] },
  {
    title: 'terms',
    inputs: [
      i.count('correctionDays', { min: 1, max: 100 }),
      i.count('noticeDays', { min: 1, max: 100 }),
      i.count('objectionAcceptDays', { min: 1, max: 100 }),
      i.count('objectionDays', { min: 1, max: 100 }),
      i.choice('disclosure', 'ScoreDisclosure'),
      i.choice('peerMarks', 'PeerMarks'),
      i.rows('trialMinimums', 'TrialMinimum', [
        minimum.choice('kind', 'SolutionKind', { required: true }),
        minimum.count('days', { required: true, min: 1 }),
      ]),
    ],
  },
  rubricGroup,
  {
    inputs: [
      i.rows('seats', 'SeatRule', [
        seat.choice('kind', 'ProviderKind'),
        seat.coded('division', 'Division'),
        seat.count('min', { required: true, min: 0 }),
        seat.count('max', { required: true, min: 0 }),
      ]),
    ],
  },
];

const kept = [
  'kinds',
  'form',
  'contact',
  'rubric',
  'seats',
  'trialMinimums',
  'correctionDays',
  'noticeDays',
  'objectionAcceptDays',
  'objectionDays',
  'disclosure',
  'peerMarks',
];
const blank: Partial<Row> = {
  form: {
    fields: alwaysAsked.map(key => ({
      key,
      ...labelOfSolutionField(key),
      kind: 'SOLUTION',
      required: true,
      reusable: true,
      keyField: false,
    })),
    files: [],
    eligibility: [],
  },
  rubric: { criteria: [], ties: [], dropFrom: 0, noteAtExtremes: false, vetoes: [] },
};

/** A new call begins with the rules of the latest one: what differs is changed, the rest is not typed again. */
export function CallCreate() {
  const start = useLatest('Call', 'createdAt', kept, blank);
  return start ? <RecordCreate groups={groups} start={start} transform={composed} /> : <Loading />;
}

export const CallEdit = () => <RecordEdit groups={groups} transform={composed} />;
