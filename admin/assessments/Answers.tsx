import { Alert, Box, Checkbox, Chip, FormControlLabel, FormGroup, Paper, Radio, RadioGroup, TextField, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocale, useTranslate } from 'react-admin';
import { useController, useWatch } from 'react-hook-form';
import { usePanel } from '../kit/hooks.ts';
import { Loading, Trouble } from '../kit/states.tsx';
import { AssessAsk, type Assessed, type Item, type ScenarioRow } from './asks.ts';
import { useAssessmentWords, useLevelWords } from './words.ts';

interface Answer {
  item: string;
  options: string[];
  first?: string | null;
  second?: string | null;
}
interface Level {
  scenario: string;
  level: number;
  note?: string | null;
}

const dimensions = ['BASIS', 'MANAGEMENT', 'EFFECT'];
/** Options to choose from; a bound is a step of counting, or of a share that follows from the figures. */
const choosable = ({ kind, options }: Item) => (kind === 'COUNTED' ? options.filter(({ bound }) => bound === null) : options);

/** A value that has rested for a moment. */
function useRested<T>(value: T, milliseconds = 400): T {
  const [rested, setRested] = useState(value);
  const key = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the value
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds);
    return () => clearTimeout(timer);
  }, [key, milliseconds]);
  return rested;
}

const tidy = (answers: readonly Answer[]) =>
  answers
    .map(({ item, options, first, second }) => ({ item, options, first: first || null, second: second || null }))
    .filter(({ options, first, second }) => options.length || first || second);

/** The questions of the scheme in force on the day, the levels of the scenarios, and what they come to, worked out by the server as one types. */
export function Answers() {
  const words = useAssessmentWords();
  const panel = usePanel();
  const asOf = useWatch({ name: 'asOf' }) as string | undefined;
  const answers = useController({ name: 'answers' }).field;
  const levels = useController({ name: 'scenarioLevels' }).field;
  const given = (answers.value ?? []) as Answer[];
  const graded = (levels.value ?? []) as Level[];
  const asked = useRested({ asOf: asOf ?? '', answers: tidy(given), scenarioLevels: graded });
  const { data, error, refetch } = useQuery({
    queryKey: ['assess', asked],
    queryFn: () => panel.ask(AssessAsk, asked),
    enabled: Boolean(asked.asOf),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (!asOf) return <Alert severity="info">{words('chooseDay')}</Alert>;
  if (error) return <Trouble error={error} again={refetch} />;
  if (!data) return <Loading />;
  const { assess } = data;
  const change = (answer: Answer) => answers.onChange([...given.filter(({ item }) => item !== answer.item), answer]);
  const grade = (scenario: string, level: number) =>
    levels.onChange([...graded.filter(each => each.scenario !== scenario), ...(level ? [{ scenario, level }] : [])]);
  return (
    <Box sx={{ width: '100%' }}>
      <Standing of={assess} />
      {dimensions.map(dimension => (
        <Questions key={dimension} dimension={dimension} assess={assess} answers={given} onChange={change} />
      ))}
      <Typography variant="h6" component="h3" sx={{ mt: 3, mb: 1 }}>
        {words('scenarioLevels')}
      </Typography>
      <Scenarios scenarios={assess.scheme.scenarios} known={data.scenarios.nodes} levels={graded} onChange={grade} />
    </Box>
  );
}

/** The level so far, and what it lacks; it stays in sight. */
function Standing({ of }: { of: Assessed }) {
  const words = useAssessmentWords();
  const { level, bottleneck } = useLevelWords();
  return (
    <Paper variant="outlined" sx={{ position: 'sticky', top: 56, zIndex: 2, p: 1.5, mb: 2 }} aria-live="polite">
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Chip color="primary" label={level(of.level)} />
        <Typography component="span" sx={{ fontVariantNumeric: 'tabular-nums' }}>
          {words('worth', { points: Number(of.points) })}
        </Typography>
        <Typography component="span" color="text.secondary" variant="body2">
          {bottleneck(of) || words('highest')}
        </Typography>
      </Box>
      <Typography variant="caption" color="text.secondary">
        {words('scheme', { name: of.scheme.name, version: of.scheme.schemeVersion })}
        {of.faults.length ? ` · ${words('faults', { count: of.faults.length })}` : ''}
      </Typography>
    </Paper>
  );
}

interface QuestionsProps {
  dimension: string;
  assess: Assessed;
  answers: readonly Answer[];
  onChange: (answer: Answer) => void;
}
function Questions({ dimension, assess, answers, onChange }: QuestionsProps) {
  const translate = useTranslate();
  return (
    <Box component="section" sx={{ mb: 2 }}>
      <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
        {translate(`enums.AssessmentDimension.${dimension}`)}
      </Typography>
      {assess.scheme.items
        .filter(item => item.dimension === dimension)
        .map(item => (
          <Question
            key={item.code}
            item={item}
            answer={answers.find(answer => answer.item === item.code) ?? { item: item.code, options: [] }}
            points={assess.items.find(each => each.item === item.code)?.points ?? '0'}
            fault={assess.faults.find(({ at, reason }) => at === item.code && reason !== 'ANSWER_MISSING')?.reason}
            onChange={onChange}
          />
        ))}
    </Box>
  );
}

interface QuestionProps {
  item: Item;
  answer: Answer;
  points: string;
  fault?: string;
  onChange: (answer: Answer) => void;
}
function Question({ item, answer, points, fault, onChange }: QuestionProps) {
  const translate = useTranslate();
  const words = useAssessmentWords();
  const english = useLocale() === 'en';
  const name = english ? item.nameEn : item.name;
  const set = (part: Partial<Answer>) => onChange({ ...answer, ...part });
  const toggle = (code: string, checked: boolean) => {
    const rest = answer.options.filter(each => each !== code && (code !== 'NONE' || !checked) && (each !== 'NONE' || code === 'NONE'));
    set({ options: checked ? [...rest, code] : rest });
  };
  const labelOf = (option: Item['options'][number]) => (english ? option.nameEn : option.name);
  return (
    <Box component="fieldset" sx={{ border: 0, borderTop: 1, borderColor: 'divider', m: 0, px: 0, py: 1.5 }}>
      <Typography component="legend" sx={{ float: 'left', width: '100%', fontWeight: 500 }}>
        {name}
        <Typography component="span" variant="body2" color="text.secondary" sx={{ ml: 1, fontVariantNumeric: 'tabular-nums' }}>
          {words('worth', { points: Number(points) })}
        </Typography>
      </Typography>
      <Box sx={{ clear: 'both' }}>
        {item.kind === 'ANY' || item.kind === 'COUNTED' ? (
          <FormGroup row>
            {choosable(item).map(option => (
              <FormControlLabel
                key={option.code}
                label={labelOf(option)}
                control={
                  <Checkbox
                    size="small"
                    checked={answer.options.includes(option.code)}
                    onChange={(_, checked) => toggle(option.code, checked)}
                  />
                }
              />
            ))}
          </FormGroup>
        ) : null}
        {item.kind === 'ONE' ? (
          <RadioGroup row value={answer.options[0] ?? ''} onChange={(_, code) => set({ options: [code] })}>
            {item.options.map(option => (
              <FormControlLabel
                key={option.code}
                value={option.code}
                label={`${labelOf(option)} · ${words('worth', { points: Number(option.points) })}`}
                control={<Radio size="small" />}
              />
            ))}
          </RadioGroup>
        ) : null}
        {item.kind === 'SHARE' || item.kind === 'CHANGE' ? (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mt: 1 }}>
            {(['first', 'second'] as const).map(which => (
              <TextField
                key={which}
                size="small"
                label={(which === 'first' ? item.firstFigure : item.secondFigure) ?? ''}
                value={answer[which] ?? ''}
                onChange={event => set({ options: [], [which]: event.target.value.replace(/[^\d.]/g, '') || null })}
                slotProps={{ htmlInput: { inputMode: 'decimal' }, inputLabel: { shrink: true } }}
                sx={{ flex: '1 1 240px', maxWidth: 400 }}
              />
            ))}
          </Box>
        ) : null}
        {fault ? (
          <Typography variant="body2" color="error" role="alert">
            {translate(`reasons.${fault}`, { field: name, count: 1 })}
          </Typography>
        ) : null}
      </Box>
    </Box>
  );
}

interface ScenariosProps {
  scenarios: Assessed['scheme']['scenarios'];
  known: readonly ScenarioRow[];
  levels: readonly Level[];
  onChange: (scenario: string, level: number) => void;
}
/** One scenario a row: the statement of each level stands beside its number, and the highest that is met whole is chosen. */
function Scenarios({ scenarios, known, levels, onChange }: ScenariosProps) {
  const words = useAssessmentWords();
  const { level: levelName } = useLevelWords();
  const english = useLocale() === 'en';
  return (
    <>
      {scenarios.map(({ scenario, constraint }) => {
        const at = levels.find(each => each.scenario === scenario)?.level ?? 0;
        const { nameZh = scenario, nameEn = scenario, levels: statements = [] } = known.find(({ code }) => code === scenario) ?? {};
        const name = english ? nameEn : nameZh;
        return (
          <Box key={scenario} component="fieldset" sx={{ border: 0, borderTop: 1, borderColor: 'divider', m: 0, px: 0, py: 1.5 }}>
            <Typography component="legend" sx={{ float: 'left', width: '100%', fontWeight: 500 }}>
              {name}
              <Chip size="small" variant="outlined" sx={{ ml: 1 }} label={words(constraint ? 'constraint' : 'guidance')} />
            </Typography>
            <RadioGroup
              sx={{ clear: 'both' }}
              aria-label={name}
              value={String(at)}
              onChange={(_, value) => onChange(scenario, Number(value))}
            >
              {[0, 1, 2, 3, 4].map(level => (
                <FormControlLabel
                  key={level}
                  value={String(level)}
                  control={<Radio size="small" />}
                  label={
                    <Typography variant="body2" color={level === at ? 'text.primary' : 'text.secondary'}>
                      {level ? `${levelName(level)} · ${statements[level - 1] ?? ''}` : words('none')}
                    </Typography>
                  }
                />
              ))}
            </RadioGroup>
          </Box>
        );
      })}
    </>
  );
}
