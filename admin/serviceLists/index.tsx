import Compare from '@mui/icons-material/CompareArrows';
import ListAlt from '@mui/icons-material/ListAltOutlined';
import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link, Route } from 'react-router-dom';
import { useMay, useTypeName } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, noun, RecordList, RecordShow } from '../kit/resource.tsx';
import { offeringColumns } from '../offerings/columns.tsx';
import { ServiceListFull, ServiceListRow } from './asks.ts';
import { Diff } from './Diff.tsx';
import { Entries } from './Entries.tsx';

const row = fieldsOf<ServiceListRow>();
const it = fieldsOf<ServiceListFull>();
const by = filtersOf<Input<'ServiceListFilter'>>();

function CompareButton({ number }: { number?: number }) {
  const translate = useTranslate();
  if (!useMay()('serviceListDiff') || number === 1) return null;
  return (
    <Button startIcon={<Compare />} component={Link} to={`/ServiceList/diff${number ? `?from=${number - 1}&to=${number}` : ''}`}>
      {translate(number ? 'screens.ServiceList.compareBefore' : 'screens.ServiceList.compare')}
    </Button>
  );
}

const ServiceListList = () => (
  <RecordList
    sort={{ field: 'number', order: 'DESC' }}
    search
    filters={[by.numbers('number'), by.moments('publishedAt'), by.days('validTo')]}
    actions={<CompareButton />}
    columns={[
      row.text('title'),
      row.count('number', { sort: true }),
      row.moment('publishedAt', { sort: true }),
      row.day('validFrom'),
      row.day('validTo'),
      row.code('hash'),
    ]}
  />
);

function EntryTable({ rows }: { rows: readonly object[] }) {
  return <Entries rows={rows} name={useTypeName()('ListEntry', 2)} />;
}

const ServiceListShow = () => (
  <RecordShow
    next={it.day('validTo')}
    actions={({ number }) => <CompareButton number={number} />}
    sections={[
      {
        title: 'published',
        fields: [
          it.count('number'),
          it.moment('publishedAt'),
          it.day('validFrom'),
          it.day('validTo'),
          it.text('proposedBy'),
          it.text('publishedBy'),
          { ...it.code('hash'), wide: true },
        ],
      },
      { title: 'entries', when: ({ entries }) => entries.length > 0, children: ({ entries }) => <EntryTable rows={entries} /> },
    ]}
    related={[{ type: 'Offering', target: 'listId', columns: offeringColumns }]}
  />
);

export const serviceLists = noun({
  type: 'ServiceList',
  group: 'trials',
  icon: ListAlt,
  asks: { row: ServiceListRow, full: ServiceListFull },
  title: record => record.title,
  named: 'title',
  list: ServiceListList,
  show: ServiceListShow,
  routes: <Route path="diff" element={<Diff />} />,
  words: {
    published: ['发布信息', 'As published'],
    compare: ['对比两期清单', 'Compare two lists'],
    compareBefore: ['与上一期对比', 'Compare with the one before'],
    issue: ['第 %{number} 期', 'No. %{number}'],
    csv: ['下载差异(CSV)', 'Download as CSV'],
    nothing: ['无', 'None'],
    tooFew: ['发布两期清单后可以对比。', 'There is something to compare once two lists are published.'],
  },
});
