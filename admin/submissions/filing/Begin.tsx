import { ToggleButton, ToggleButtonGroup } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useMay, usePanel, useTypeName } from '../../kit/hooks.ts';
import { ActForm, type Input, inputsOf, type Row } from '../../kit/resource.tsx';
import { BeginAsk } from './asks.ts';

type Given = Input<'BeginSubmissionInput'>;
const i = inputsOf<Given>();
const ofNew = ['name', 'kind', 'mainScenario', 'likeId'] as const;

/** Begins a submission with a solution that is kept already, or a new one; an officer does it for an applicant. */
export function Begin() {
  const translate = useTranslate();
  const name = useTypeName();
  const panel = usePanel();
  const may = useMay();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const onBehalf = !may('createSubmission');
  const [fresh, setFresh] = useState(onBehalf);
  const start = JSON.parse(search.get('source') ?? '{}') as Partial<Row>;
  const begin = async (values: Row) => {
    const input = Object.fromEntries(
      Object.entries(values).filter(
        ([key, value]) => value !== null && value !== '' && (fresh ? key !== 'solutionId' : !ofNew.includes(key as never)),
      ),
    ) as Given;
    const { beginSubmission } = await panel.ask(BeginAsk, { input });
    navigate(`/Submission/file/${beginSubmission.id}`);
  };
  const choice = (
    <ToggleButtonGroup
      key="fresh"
      exclusive
      size="small"
      color="primary"
      value={fresh}
      onChange={(_, value: boolean | null) => value !== null && setFresh(value)}
      aria-label={name('Solution')}
      sx={{ my: 1 }}
    >
      <ToggleButton value={false}>{translate('screens.Submission.keptSolution')}</ToggleButton>
      <ToggleButton value={true}>{translate('screens.Submission.newSolution')}</ToggleButton>
    </ToggleButtonGroup>
  );
  return (
    <ActForm
      title={translate(onBehalf ? 'screens.Submission.onBehalf' : 'screens.Submission.begin')}
      path={[{ name: name('Submission', 2), to: '/Submission' }]}
      name={translate('screens.Submission.goOn')}
      act={begin}
      start={start}
      groups={[
        {
          title: 'screens.Submission.beginWith',
          inputs: [
            i.reference('callId', 'Call', { required: true, filter: { state: ['OPEN'] } }),
            ...(onBehalf
              ? [
                  i.reference('providerId', 'Provider', { required: true }),
                  i.text('author', { required: true, max: 200, help: 'screens.Submission.authorHelp' }),
                ]
              : [choice]),
            ...(fresh
              ? [
                  i.text('name', { required: true, max: 120 }),
                  i.choice('kind', 'SolutionKind', { required: true }),
                  i.coded('mainScenario', 'Scenario', { required: true }),
                  ...(onBehalf ? [] : [i.reference('likeId', 'Solution', { help: 'screens.Submission.likeHelp' })]),
                ]
              : [
                  i.reference('solutionId', 'Solution', {
                    required: true,
                    filter: { retired: false },
                    help: 'screens.Submission.whichSolution',
                  }),
                ]),
          ],
        },
      ]}
    />
  );
}
