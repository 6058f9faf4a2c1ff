import EditNote from '@mui/icons-material/EditNote';
import LocalOffer from '@mui/icons-material/LocalOfferOutlined';
import RocketLaunch from '@mui/icons-material/RocketLaunchOutlined';
import { Alert, Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link, Route } from 'react-router-dom';
import { useMay } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, noun, RecordEdit, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { changeColumns } from '../offeringChanges/columns.tsx';
import { trialColumns } from '../trials/columns.tsx';
import { OfferingFull, OfferingRow } from './asks.ts';
import { Editions } from './Editions.tsx';
import { Effects } from './Effects.tsx';
import { offeringInputs } from './inputs.tsx';
import { Renew } from './Renew.tsx';
import { termFields } from './Terms.tsx';

const row = fieldsOf<OfferingRow>();
const it = fieldsOf<OfferingFull>();
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
    actions={offering => (
      <>
        <ApplyButton offering={offering} />
        <ProposeButton offering={offering} />
      </>
    )}
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
          it.count('edition'),
        ],
      },
      {
        title: 'editions',
        when: ({ editions }) => editions?.length > 1,
        children: offering => <Editions offering={offering} />,
      },
    ]}
    related={[
      { type: 'OfferingChange', target: 'offeringId', columns: changeColumns, sort: { field: 'createdAt', order: 'DESC' } },
      { type: 'Trial', target: 'offeringId', columns: trialColumns, sort: { field: 'appliedAt', order: 'DESC' } },
    ]}
  />
);

/** A provider proposes what it may not change by itself; an officer changes, and what is key waits. */
function ProposeButton({ offering }: { offering: Row }) {
  const translate = useTranslate();
  if (!useMay()('createOfferingChange') || !['LISTED', 'SUSPENDED'].includes(offering.state ?? '')) return null;
  return (
    <Button startIcon={<EditNote />} component={Link} to={`/OfferingChange/propose/${offering.id}`}>
      {translate('screens.Offering.propose')}
    </Button>
  );
}

const KeyHint = () => (
  <Alert severity="info" sx={{ mb: 2 }}>
    {useTranslate()('screens.Offering.keyHint')}
  </Alert>
);

const groups = [{ title: 'terms', inputs: offeringInputs }];

export const offerings = noun({
  type: 'Offering',
  group: 'trials',
  icon: LocalOffer,
  asks: { row: OfferingRow, full: OfferingFull },
  title: record => record.name,
  list: OfferingList,
  show: OfferingShow,
  edit: () => <RecordEdit groups={groups} intro={<KeyHint />} />,
  effect: Effects,
  forms: { RENEW: ({ id }) => `/Offering/${id}/renew` },
  routes: <Route path=":id/renew" element={<Renew />} />,
  words: {
    apply: ['申请试用', 'Apply for a trial'],
    terms: ['试用条款', 'Terms of the trial'],
    use: ['用途', 'What it is for'],
    standing: ['上架情况', 'Its place in the catalogue'],
    seatsHelp: ['不能少于正在试用的企业数', 'Not fewer than the enterprises that try it now'],
    totalHelp: ['留空为不限', 'Left empty there is no limit'],
    editions: ['历次版本', 'Editions'],
    editionNumber: ['第 %{number} 版', 'Edition %{number}'],
    editionNow: ['现行', 'in force'],
    editionFirst: ['列入清单时', 'As it was listed'],
    revert: ['恢复此版', 'Return to this'],
    revertEffect: [
      '第 %{number} 版的条款立即重新生效，记入历史；有效期不变，已有的试用不受影响。',
      'The terms of edition %{number} are in force again at once, and history says so; the last day stays, trials are not touched.',
    ],
    reverted: ['已恢复第 %{number} 版。', 'Edition %{number} is in force again.'],
    revertNote: ['为什么恢复', 'Why'],
    propose: ['申请变更', 'Propose a change'],
    keyHint: [
      '价格、免费期限等关键字段的修改须由另一人批准，批准前目录保持不变；名额和有效期立即生效。',
      'Price, free period and other key fields wait for a second person, and the catalogue stays until then; seats and the last day change at once.',
    ],
    effects: ['这样做之后：', 'What it does:'],
    noTrials: ['该服务目前没有进行中的试用或申请。', 'Nobody tries it, has applied or waits for it now.'],
    effect: ['%{state}：%{count} 项，', '%{state}: %{count}, '],
    effectEnds: ['随之终止并通知企业', 'end with it, and the enterprises are told'],
    effectGoesOn: ['照常继续', 'go on'],
    full: ['名额已满。可以排队，或看看同类产品。', 'All seats are taken. You may wait for one, or look at what is similar.'],
    similar: ['同场景且有名额的产品', 'Similar ones with a free seat'],
  },
});
