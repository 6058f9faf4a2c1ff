import type { ReactElement } from 'react';
import { type Input, inputsOf } from '../kit/resource.tsx';

const i = inputsOf<Input<'SolutionInput'>>();
const measure = inputsOf<Input<'SuccessMeasureInput'>>();
const example = inputsOf<Input<'SolutionCaseInput'>>();
const contact = inputsOf<Input<'CaseContactInput'>>();
const excluded = inputsOf<Input<'ExcludedInput'>>();

/** Every input of a solution by its field, so that a correction can offer the flagged ones alone. */
export const solutionInputs: Record<string, ReactElement> = {
  name: i.text('name', { required: true, max: 120 }),
  release: i.text('release', { max: 40 }),
  kind: i.choice('kind', 'SolutionKind', { required: true }),
  mainScenario: i.coded('mainScenario', 'Scenario', { required: true }),
  scenarios: i.codes('scenarios', 'Scenario'),
  divisions: i.codes('divisions', 'Division'),
  deployments: i.choices('deployments', 'Deployment'),
  interfaces: i.texts('interfaces'),
  painPoint: i.lines('painPoint', { max: 2000 }),
  functions: i.lines('functions', { max: 5000 }),
  prerequisites: i.lines('prerequisites', { max: 2000 }),
  freeDays: i.count('freeDays', { min: 0 }),
  seats: i.count('seats', { min: 0 }),
  startWithinDays: i.count('startWithinDays', { min: 0 }),
  included: i.texts('included'),
  excluded: i.rows('excluded', 'Excluded', [
    excluded.text('name', { required: true, max: 200 }),
    excluded.money('price', { required: true }),
  ]),
  priceAfter: i.money('priceAfter'),
  listPrice: i.money('listPrice'),
  exitTerms: i.lines('exitTerms', { max: 2000 }),
  measures: i.rows('measures', 'SuccessMeasure', [
    measure.text('name', { required: true }),
    measure.text('unit', { required: true }),
    measure.text('expected', { required: true }),
    measure.text('how', { required: true }),
  ]),
  cases: i.rows('cases', 'SolutionCase', [
    example.text('enterpriseName', { required: true }),
    example.text('uscc', { max: 40 }),
    example.day('since'),
    example.text('result', { required: true }),
  ]),
  caseContacts: i.rows('caseContacts', 'CaseContact', [
    contact.text('enterpriseName', { required: true }),
    contact.text('person', { required: true }),
    contact.text('phone', { required: true }),
    contact.flag('consents'),
  ]),
  fileIds: i.files('fileIds'),
  retired: i.flag('retired'),
};

const some = (...keys: string[]) => keys.map(key => solutionInputs[key]!);

export const solutionGroups = [
  { title: 'identity', inputs: some('name', 'release', 'kind', 'mainScenario', 'scenarios', 'divisions') },
  { title: 'use', inputs: some('painPoint', 'functions', 'deployments', 'interfaces', 'prerequisites') },
  {
    title: 'promise',
    inputs: some('freeDays', 'seats', 'startWithinDays', 'included', 'excluded', 'priceAfter', 'listPrice', 'exitTerms'),
  },
  { title: 'proof', inputs: some('measures', 'cases', 'caseContacts') },
  { title: 'fileIds', inputs: some('fileIds', 'retired') },
];
