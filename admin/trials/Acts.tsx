import MoreTime from '@mui/icons-material/MoreTimeOutlined';
import { Alert, Button } from '@mui/material';
import type { ReactElement } from 'react';
import { required, SelectInput, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { valuesOf } from '../i18n/index.ts';
import { useLabel, useMay, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { RecordAct } from '../kit/RecordAct.tsx';
import { type Input, inputsOf } from '../kit/resource.tsx';
import { ExtendAsk, NotConvertAsk } from './asks.ts';

interface Extension {
  days: number;
  reason: string;
}
interface Outcome {
  reason: Input<'NotConvertedReason'>;
  note?: string;
}
const extension = inputsOf<Extension>();
const outcome = inputsOf<Outcome>();

/** A running trial may be extended once. */
export function ExtendButton({ trial }: { trial: Row }) {
  const translate = useTranslate();
  if (!useMay()('extendTrial') || trial.state !== 'RUNNING' || trial.extendedDays > 0) return null;
  return (
    <Button startIcon={<MoreTime />} component={Link} to={`/Trial/${trial.id}/extend`}>
      {translate('screens.Trial.extend')}
    </Button>
  );
}

interface ActProps {
  title: string;
  hint: string;
  done: string;
  inputs: readonly ReactElement[];
  act: (id: string, values: Row) => Promise<unknown>;
}

/** A form for an act on the trial in the address; afterwards the trial is shown. */
function TrialAct({ title, hint, done, inputs, act }: ActProps) {
  const translate = useTranslate();
  return (
    <RecordAct
      type="Trial"
      title={title}
      done={done}
      groups={() => [
        {
          inputs: [
            <Alert key="hint" severity="info" sx={{ mb: 1 }}>
              {translate(hint)}
            </Alert>,
            ...inputs,
          ],
        },
      ]}
      act={async ({ id }, values) => {
        await act(id, values);
        return undefined;
      }}
    />
  );
}

export function Extend() {
  const panel = usePanel();
  return (
    <TrialAct
      title="screens.Trial.extend"
      hint="screens.Trial.extendHint"
      done="screens.Trial.extended"
      inputs={[
        extension.count('days', { required: true, min: 1, max: 30, label: 'screens.Trial.days' }),
        extension.lines('reason', { required: true, max: 500, label: 'screens.Trial.why' }),
      ]}
      act={(id, { days, reason }) => panel.ask(ExtendAsk, { id, days, reason })}
    />
  );
}

/** The reasons a person may give; that nobody answered is for the clock to say. */
function ReasonInput() {
  const label = useLabel();
  const choices = valuesOf('NotConvertedReason').filter(reason => reason !== 'NO_ANSWER');
  return (
    <SelectInput
      source="reason"
      label={label('notConvertedReason', 'Trial')}
      validate={required()}
      helperText={false}
      choices={choices.map(id => ({ id, name: `enums.NotConvertedReason.${id}` }))}
      fullWidth
    />
  );
}

export function NotConvert() {
  const panel = usePanel();
  return (
    <TrialAct
      title="moves.Trial.NOT_CONVERT.name"
      hint="moves.Trial.NOT_CONVERT.effect"
      done="moves.Trial.NOT_CONVERT.done"
      inputs={[
        <ReasonInput key="reason" />,
        outcome.lines('note', { max: 500, label: 'resources.Trial.fields.notConvertedNote', help: 'screens.Trial.otherHelp' }),
      ]}
      act={(id, { reason, note }) => panel.ask(NotConvertAsk, { id, reason, note: note || null })}
    />
  );
}
