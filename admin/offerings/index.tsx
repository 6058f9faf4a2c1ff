import LocalOffer from '@mui/icons-material/LocalOfferOutlined';
import RocketLaunch from '@mui/icons-material/RocketLaunchOutlined';
import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useMay } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordEdit, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { trialColumns } from '../trials/columns.tsx';
import { OfferingFull, OfferingRow } from './asks.ts';
import { termFields } from './Terms.tsx';

const row = fieldsOf<OfferingRow>();
const it = fieldsOf<OfferingFull>();
const i = inputsOf<Input<'OfferingPatch'>>();
const excluded = inputsOf<Input<'ExcludedInput'>>();
const by = filtersOf<Input<'OfferingFilter'>>();

const OfferingList = () => (
  <RecordList
    sort={{ field: 'name', order: 'ASC' }}
    search
    states
    bulk
    filters={[
      by.flag('available'),
      by.choice('kind', 'SolutionKind'),
      by.coded('mainScenario', 'Scenario'),
      by.coded('divisions', 'Division'),
      by.reference('providerId', 'Provider'),
      by.reference('listId', 'ServiceList'),
      by.numbers('freeDays'),
      by.numbers('startWithinDays'),
      by.days('validTo'),
    ]}
    columns={[
      row.text('name', { sort: true }),
      row.link('provider', 'Provider'),
      row.choice('kind', 'SolutionKind'),
      row.coded('mainScenario', 'Scenario'),
      row.count('freeDays', { sort: true }),
      row.count('seatsLeft'),
      row.money('priceAfter', { sort: true }),
      row.day('validTo', { sort: true }),
      row.state({ sort: true }),
    ]}
  />
);

/** Who may try it is one click from the form. */
function ApplyButton({ offering }: { offering: Row }) {
  const translate = useTranslate();
  if (!useMay()('createTrial') || offering.state !== 'LISTED') return null;
  const source = encodeURIComponent(JSON.stringify({ offeringId: offering.id }));
  return (
    <Button variant="contained" startIcon={<RocketLaunch />} component={Link} to={`/Trial/create?source=${source}`}>
      {translate('screens.Offering.apply')}
    </Button>
  );
}

const OfferingShow = () => (
  <RecordShow
    whose={it.link('provider', 'Provider')}
    next={it.day('validTo')}
    actions={offering => <ApplyButton offering={offering} />}
    sections={[
      { title: 'terms', fields: termFields },
      {
        title: 'use',
        fields: [
          it.choice('kind', 'SolutionKind'),
          it.coded('mainScenario', 'Scenario'),
          it.coded('scenarios', 'Scenario'),
          it.coded('divisions', 'Division'),
          it.lines('painPoint'),
        ],
      },
      {
        title: 'standing',
        fields: [
          it.link('list', 'ServiceList'),
          it.code('providerUscc'),
          it.count('seatsTaken'),
          it.count('seatsUsed'),
          it.count('seatsTotal'),
          it.moment('visibleFrom'),
          it.moment('expiresAt'),
        ],
      },
    ]}
    related={[{ type: 'Trial', target: 'offeringId', columns: trialColumns, sort: { field: 'appliedAt', order: 'DESC' } }]}
  />
);

const groups = [
  {
    title: 'terms',
    inputs: [
      i.count('freeDays', { min: 1, max: 3650 }),
      i.count('startWithinDays', { min: 0, max: 365 }),
      i.count('seats', { min: 0, help: 'screens.Offering.seatsHelp' }),
      i.count('seatsTotal', { min: 0, help: 'screens.Offering.totalHelp' }),
      i.money('priceAfter'),
      i.day('validTo'),
      i.texts('included'),
      i.rows('excluded', 'Excluded', [excluded.text('name', { required: true }), excluded.money('price', { required: true })]),
      i.lines('exitTerms', { max: 2000 }),
    ],
  },
];

export const offerings = noun({
  type: 'Offering',
  group: 'trials',
  icon: LocalOffer,
  asks: { row: OfferingRow, full: OfferingFull },
  title: record => record.name,
  list: OfferingList,
  show: OfferingShow,
  edit: () => <RecordEdit groups={groups} />,
  words: {
    apply: ['申请试用', 'Apply for a trial'],
    terms: ['试用条款', 'Terms of the trial'],
    use: ['用途', 'What it is for'],
    standing: ['上架情况', 'Its place in the catalogue'],
    seatsHelp: ['不能少于正在试用的企业数', 'Not fewer than the enterprises that try it now'],
    totalHelp: ['留空为不限', 'Left empty there is no limit'],
    full: ['名额已满。可以排队，或看看同类产品。', 'All seats are taken. You may wait for one, or look at what is similar.'],
    similar: ['同场景且有名额的产品', 'Similar ones with a free seat'],
  },
});
