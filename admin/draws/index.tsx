import Casino from '@mui/icons-material/CasinoOutlined';
import { Alert, Button } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { graphql } from '../../schema/graphql.ts';
import { useExplain, usePanel } from '../kit/hooks.ts';
import { Rows } from '../kit/Rows.tsx';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow, type Row } from '../kit/resource.tsx';
import { ExpertDrawFull, ExpertDrawRow } from './asks.ts';

export const RepeatDrawAsk = graphql(`query RepeatDraw($id: ID!) { repeatDraw(id: $id) { same digest } }`);

const row = fieldsOf<ExpertDrawRow>();
const it = fieldsOf<ExpertDrawFull>();
const by = filtersOf<Input<'ExpertDrawFilter'>>();
const load = fieldsOf<NonNullable<ExpertDrawFull['loads']>[number]>();
const drawn = fieldsOf<NonNullable<ExpertDrawFull['reviews']>[number]>();

const DrawList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    states
    filters={[by.reference('callId', 'Call')]}
    columns={[
      row.text('seed'),
      row.link('call', 'Call'),
      row.count('perItem'),
      row.count('panel'),
      row.count('assigned'),
      row.day('dueOn'),
      row.moment('createdAt', { sort: true }),
      row.state(),
    ]}
  />
);

/** Draws again and says whether the same comes out; and hands out the protocol, with which anybody can do so. */
function Proof({ record }: { record: Row }) {
  const panel = usePanel();
  const translate = useTranslate();
  const explain = useExplain();
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<{ same: boolean; text: string }>();
  const repeat = () => {
    setBusy(true);
    panel
      .ask(RepeatDrawAsk, { id: record.id })
      .then(({ repeatDraw: { same, digest } }) =>
        setFound({
          same,
          text: translate(same ? 'screens.ExpertDraw.same' : 'screens.ExpertDraw.differs', { digest: digest.slice(0, 16) }),
        }),
      )
      .catch(error => setFound({ same: false, text: explain(error) }))
      .finally(() => setBusy(false));
  };
  const save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([record.protocolText], { type: 'application/json' }));
    link.download = `draw-${record.digest.slice(0, 16)}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      <Button onClick={repeat} loading={busy}>
        {translate('screens.ExpertDraw.repeat')}
      </Button>
      <Button onClick={save}>{translate('screens.ExpertDraw.protocol')}</Button>
      {found ? (
        <Alert severity={found.same ? 'success' : 'error'} sx={{ flexBasis: '100%' }}>
          {found.text}
        </Alert>
      ) : null}
    </>
  );
}

const DrawShow = () => {
  const translate = useTranslate();
  return (
    <RecordShow
      whose={it.link('call', 'Call')}
      next={it.day('dueOn')}
      actions={record => <Proof record={record} />}
      sections={[
        {
          title: 'given',
          fields: [it.text('seed'), it.count('perItem'), it.count('panel'), it.count('assigned'), it.day('dueOn'), it.code('digest')],
        },
        {
          title: 'loads',
          children: record => (
            <Rows
              type="DrawLoad"
              name={translate('screens.ExpertDraw.loads')}
              rows={record.loads}
              columns={[load.count('place'), load.link('expert', 'Expert'), load.count('reviews'), load.count('most')]}
            />
          ),
        },
        {
          title: 'reviews',
          children: record => (
            <Rows
              type="DrawnReview"
              name={translate('screens.ExpertDraw.reviews')}
              rows={record.reviews}
              columns={[drawn.link('submission', 'Submission'), drawn.link('expert', 'Expert'), drawn.count('fit')]}
            />
          ),
        },
      ]}
    />
  );
};

/** Drawn from the page of its call; experts see nothing of it before its release. */
export const expertDraws = noun({
  type: 'ExpertDraw',
  group: 'programme',
  icon: Casino,
  asks: { row: ExpertDrawRow, full: ExpertDrawFull },
  title: record => record.seed,
  named: 'seed',
  list: DrawList,
  show: DrawShow,
  words: {
    given: ['抽取条件', 'What it was drawn with'],
    loads: ['抽中专家（按抽取次序）', 'Experts drawn, in the order of their lots'],
    reviews: ['指派结果', 'Assignment'],
    repeat: ['按记录复核', 'Draw again'],
    protocol: ['下载抽取记录', 'Download the protocol'],
    same: ['复核一致，摘要 %{digest}…', 'The same has come out: %{digest}…'],
    differs: ['复核结果不一致，摘要 %{digest}…', 'Something else has come out: %{digest}…'],
  },
});
