import { Paper, Tab, Tabs } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { useParams } from 'react-router-dom';
import { useTypeName } from '../kit/hooks.ts';
import { type Row, whole } from '../kit/nouns.ts';
import { Page } from '../kit/Page.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { ScoreSheet } from '../reviews/ScoreSheet.tsx';
import type { Sheet } from '../reviews/sheet.ts';
import { Announcement } from './Announcement.tsx';
import type { CallFull } from './asks.ts';
import { FormPreview } from './FormPreview.tsx';

const blank: Sheet = { marks: {}, vetoes: [], comment: '' };

function SheetPreview({ call }: { call: CallFull }) {
  const [sheet, setSheet] = useState(blank);
  return <ScoreSheet rubric={call.rubric} sheet={sheet} onChange={setSheet} judged={false} />;
}

const views: readonly [key: string, view: (call: CallFull) => ReactNode][] = [
  ['asProvider', call => <FormPreview call={call} />],
  ['asExpert', call => <SheetPreview call={call} />],
  ['asPublic', call => <Announcement call={call} />],
];

/** A call as others will see it: who files, who marks, and everybody. */
export function Preview() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const name = useTypeName();
  const [at, setAt] = useState(0);
  const { data, error, refetch } = useGetOne<Row>('Call', { id, meta: whole });
  const call = data as unknown as CallFull | undefined;
  const path = [{ name: name('Call', 2), to: '/Call' }, ...(call ? [{ name: call.title, to: `/Call/${id}/show` }] : [])];
  return (
    <Page title={translate('screens.Call.preview')} path={path}>
      {error ? <Trouble error={error} again={refetch} /> : null}
      {!call && !error ? <Loading /> : null}
      {call ? (
        <>
          <Tabs value={at} onChange={(_, next: number) => setAt(next)} sx={{ mb: 2 }} variant="scrollable" allowScrollButtonsMobile>
            {views.map(([key]) => (
              <Tab key={key} label={translate(`screens.Call.${key}`)} />
            ))}
          </Tabs>
          <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 } }}>
            {views[at]![1](call)}
          </Paper>
        </>
      ) : null}
    </Page>
  );
}
