import { usePanel } from '../kit/hooks.ts';
import { RecordAct } from '../kit/RecordAct.tsx';
import { type Input, inputsOf } from '../kit/resource.tsx';
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
  const panel = usePanel();
  return (
    <RecordAct
      type="Offering"
      param="offering"
      title="screens.Offering.propose"
      done="screens.OfferingChange.proposed"
      start={offering => Object.fromEntries(fields.map(field => [field, offering[field]]))}
      groups={() => [
        {
          title: 'screens.OfferingChange.why',
          inputs: [i.lines('reason', { required: true, max: 500, label: 'resources.OfferingChange.fields.reason' })],
        },
        { title: 'terms', inputs: offeringInputs },
      ]}
      act={async (offering, values) => {
        const input = Object.fromEntries(
          fields
            .filter(field => JSON.stringify(values[field] ?? null) !== JSON.stringify(offering[field] ?? null))
            .map(field => [field, values[field] ?? null]),
        ) as Patch;
        const { createOfferingChange } = await panel.ask(ProposeAsk, { input: { offeringId: offering.id, reason: values.reason, input } });
        return `/OfferingChange/${createOfferingChange.id}/show`;
      }}
    />
  );
}
