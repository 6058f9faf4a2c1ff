import { ResourceContextProvider, useGetOne, useNotify, useRefresh, useTranslate } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { usePanel, useTypeName } from '../kit/hooks.ts';
import { type Row, whole } from '../kit/nouns.ts';
import { ActForm, type Input, inputsOf } from '../kit/resource.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { offeringInputs } from '../offerings/inputs.tsx';
import { ProposeAsk } from './asks.ts';

type Patch = Input<'OfferingPatch'>;
const i = inputsOf<{ reason?: string }>();
const fields = [
  ...(['name', 'mainScenario', 'scenarios', 'divisions', 'painPoint', 'freeDays', 'startWithinDays', 'seats', 'seatsTotal'] as const),
  ...(['priceAfter', 'validTo', 'included', 'excluded', 'exitTerms'] as const),
] satisfies (keyof Patch)[];

/** What shall change of an offering, filled in as it stands now; it waits for the bureau. */
export function Propose() {
  const { offering: id = '' } = useParams();
  const panel = usePanel();
  const name = useTypeName();
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { data: offering, error, refetch } = useGetOne<Row>('Offering', { id, meta: whole }, { retry: false });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!offering) return <Loading />;
  const title = translate('screens.Offering.propose');
  const start = Object.fromEntries(fields.map(field => [field, offering[field]]));
  return (
    <ResourceContextProvider value="Offering">
      <ActForm
        title={title}
        name={title}
        start={start}
        path={[
          { name: name('Offering', 2), to: '/Offering' },
          { name: offering.name, to: `/Offering/${id}/show` },
        ]}
        groups={[
          {
            title: 'screens.OfferingChange.why',
            inputs: [i.lines('reason', { required: true, max: 500, label: 'resources.OfferingChange.fields.reason' })],
          },
          { title: 'terms', inputs: offeringInputs },
        ]}
        act={async values => {
          const input = Object.fromEntries(
            fields
              .filter(field => JSON.stringify(values[field] ?? null) !== JSON.stringify(offering[field] ?? null))
              .map(field => [field, values[field] ?? null]),
          ) as Patch;
          const { createOfferingChange } = await panel.ask(ProposeAsk, { input: { offeringId: id, reason: values.reason, input } });
          notify(translate('screens.OfferingChange.proposed'), { type: 'success' });
          refresh();
          navigate(`/OfferingChange/${createOfferingChange.id}/show`);
        }}
      />
    </ResourceContextProvider>
  );
}
