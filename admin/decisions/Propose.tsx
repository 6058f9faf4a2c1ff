import { useMemo } from 'react';
import { AutocompleteArrayInput, ReferenceArrayInput, required, useGetOne, useNotify, useRefresh, useTranslate } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { graphql } from '../../schema/graphql.ts';
import { usePanel, useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { ActForm, type Input, inputsOf } from '../kit/resource.tsx';

export const ProposeAsk = graphql(`
  mutation Propose($callId: ID!, $submissionIds: [ID!]!, $outcome: DecisionOutcome!, $minutesNumber: String!, $reason: String) {
    proposeDecisions(callId: $callId, submissionIds: $submissionIds, outcome: $outcome, minutesNumber: $minutesNumber, reason: $reason) { id }
  }
`);

interface Proposal {
  callId: string;
  submissionIds: string[];
  outcome: Input<'DecisionOutcome'>;
  minutesNumber: string;
  reason?: string;
}
const i = inputsOf<Proposal>();

/** Only what is admitted in the call can be decided on. */
function SubmissionsInput() {
  const translate = useTranslate();
  const { control } = useFormContext();
  const callId = useWatch({ control, name: 'callId' });
  const filter = useMemo(() => ({ state: ['ADMITTED'], callId: callId ? [callId] : ['00000000-0000-0000-0000-000000000000'] }), [callId]);
  return (
    <ReferenceArrayInput
      source="submissionIds"
      reference="Submission"
      filter={filter}
      perPage={100}
      sort={{ field: 'number', order: 'ASC' }}
    >
      <AutocompleteArrayInput
        label={translate('screens.Decision.which')}
        validate={required()}
        helperText={translate('screens.Decision.whichHelp')}
        optionText={(record?: Row) => (record ? [record.number, record.name].filter(Boolean).join(' ') : '')}
        filterToQuery={q => ({ q })}
        fullWidth
      />
    </ReferenceArrayInput>
  );
}

/** Notes what a meeting has decided on one or many submissions; nobody outside learns of it before two people have signed. */
export function Propose() {
  const panel = usePanel();
  const translate = useTranslate();
  const name = useTypeName();
  const notify = useNotify();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const start = useMemo(() => JSON.parse(search.get('source') ?? '{}') as Partial<Proposal>, [search]);
  const { data: call } = useGetOne<Row>('Call', { id: start.callId ?? '' }, { enabled: Boolean(start.callId) });
  return (
    <ActForm
      title={translate('screens.Decision.propose')}
      name={translate('screens.Decision.propose')}
      path={[
        { name: name('Decision', 2), to: '/Decision' },
        ...(call ? [{ name: call.title as string, to: `/Call/${call.id}/show` }] : []),
      ]}
      start={start as Partial<Row>}
      groups={[
        {
          title: 'decision',
          inputs: [
            i.reference('callId', 'Call', {
              required: true,
              filter: { state: ['REVIEWING', 'NOTICE'] },
              label: 'resources.Decision.fields.callId',
            }),
            <SubmissionsInput key="submissionIds" />,
            i.choice('outcome', 'DecisionOutcome', { required: true, label: 'resources.Decision.fields.outcome' }),
            i.text('minutesNumber', { required: true, max: 100, label: 'resources.Decision.fields.minutesNumber' }),
            i.lines('reason', { max: 2000, label: 'resources.Decision.fields.reason', help: 'screens.Decision.reasonHelp' }),
          ],
        },
      ]}
      act={async values => {
        const { callId, submissionIds, outcome, minutesNumber, reason } = values as unknown as Proposal;
        const made = await panel.ask(ProposeAsk, { callId, submissionIds, outcome, minutesNumber, reason: reason || null });
        notify(translate('screens.Decision.proposed', { count: made.proposeDecisions.length }), { type: 'success' });
        refresh();
        navigate(`/Decision?filter=${encodeURIComponent(JSON.stringify({ callId: [callId], state: ['PENDING'] }))}`);
      }}
    />
  );
}
