import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import { usePanel } from '../kit/hooks.ts';
import { RecordAct } from '../kit/RecordAct.tsx';
import { type Input, inputsOf } from '../kit/resource.tsx';
import { ReviseAsk } from './asks.ts';
import { rubricGroup } from './form.tsx';

interface Revision {
  rubric: Input<'RubricInput'>;
  reason: string;
}
const revision = inputsOf<Revision>();

/** Replaces a rubric by which marks were given: says what that means, takes the new one and the reason. */
export function Revise() {
  const panel = usePanel();
  const translate = useTranslate();
  return (
    <RecordAct
      type="Call"
      title="screens.Call.revise"
      done="screens.Call.revised"
      start={({ rubric }) => ({ rubric })}
      groups={() => [
        {
          inputs: [
            <Alert key="hint" severity="warning" sx={{ mb: 1 }}>
              {translate('screens.Call.reviseHint')}
            </Alert>,
            revision.lines('reason', { required: true, max: 2000, label: 'screens.Call.reviseReason' }),
          ],
        },
        rubricGroup,
      ]}
      act={async ({ id, version }, values) => {
        const { rubric, reason } = values as unknown as Revision;
        await panel.ask(ReviseAsk, { id, version: version!, rubric, reason });
        return undefined;
      }}
    />
  );
}
