import { type Input, inputsOf } from '../kit/resource.tsx';

const i = inputsOf<Input<'OfferingPatch'>>();
const excluded = inputsOf<Input<'ExcludedInput'>>();

/** What may change of an offering, for who changes it and for who proposes it. */
export const offeringInputs = [
  i.text('name', { max: 120 }),
  i.coded('mainScenario', 'Scenario'),
  i.codes('scenarios', 'Scenario'),
  i.codes('divisions', 'Division'),
  i.lines('painPoint', { max: 500 }),
  i.count('freeDays', { min: 1, max: 3650 }),
  i.count('startWithinDays', { min: 0, max: 250 }),
  i.count('seats', { min: 0, help: 'screens.Offering.seatsHelp' }),
  i.count('seatsTotal', { min: 0, help: 'screens.Offering.totalHelp' }),
  i.money('priceAfter'),
  i.day('validTo'),
  i.texts('included'),
  i.rows('excluded', 'Excluded', [excluded.text('name', { required: true }), excluded.money('price', { required: true })]),
  i.lines('exitTerms', { max: 1000 }),
];
