import AutoDelete from '@mui/icons-material/AutoDeleteOutlined';
import DeleteSweep from '@mui/icons-material/DeleteSweepOutlined';
import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { ActButton } from '../kit/ActButton.tsx';
import { useFormat, useMay, usePanel } from '../kit/hooks.ts';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordEdit, RecordList, RecordShow } from '../kit/resource.tsx';
import { Choice, None } from '../kit/values.tsx';
import { RetentionRuleFull, RetentionRuleRow, RetentionRunFull, RetentionRunRow, RunRetentionAsk } from './asks.ts';
import { Erase } from './Erase.tsx';

const rule = fieldsOf<RetentionRuleRow>();
const one = fieldsOf<RetentionRuleFull>();
const run = fieldsOf<RetentionRunRow>();
const i = inputsOf<Input<'RetentionRulePatch'>>();
const by = filtersOf<Input<'RetentionRunFilter'>>();

function Time({ keep, unit }: { keep: number; unit: string }) {
  const { number } = useFormat();
  return (
    <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
      {number(keep)} <Choice value={unit} of="RetentionUnit" />
    </Box>
  );
}

/** Erases now what would go by itself within the day. */
function RunNow() {
  const panel = usePanel();
  const translate = useTranslate();
  if (!useMay()('runRetention')) return null;
  return (
    <ActButton
      name={translate('screens.RetentionRule.run')}
      effect={translate('screens.RetentionRule.runEffect')}
      done={translate('screens.RetentionRule.ran')}
      icon={<DeleteSweep />}
      act={() => panel.ask(RunRetentionAsk, {})}
    />
  );
}

const RuleList = () => (
  <RecordList
    sort={{ field: 'key', order: 'ASC' }}
    actions={
      <>
        <RunNow />
        <Erase />
      </>
    }
    columns={[
      rule.choice('key', 'RetentionKey', { sort: true }),
      rule.own('keep', ({ keep, unit }) => <Time keep={keep} unit={unit} />),
      rule.count('due'),
    ]}
  />
);

const RuleShow = () => (
  <RecordShow
    sections={[
      {
        title: 'record.main',
        fields: [
          one.own('keep', ({ keep, unit }) => <Time keep={keep} unit={unit} />),
          one.count('due'),
          one.own('least', ({ least, unit }) => <Time keep={least} unit={unit} />),
          one.own('most', ({ most, unit }) => <Time keep={most} unit={unit} />),
        ],
      },
    ]}
  />
);

const RuleEdit = () => <RecordEdit groups={[{ inputs: [i.count('keep', { required: true, min: 1, max: 1200 })] }]} />;

export const retentionRules = noun({
  type: 'RetentionRule',
  group: 'system',
  icon: AutoDelete,
  asks: { row: RetentionRuleRow, full: RetentionRuleFull },
  title: record => record.key,
  titled: 'RetentionKey',
  named: 'key',
  list: RuleList,
  show: RuleShow,
  edit: RuleEdit,
  words: {
    run: ['立即清除', 'Erase now'],
    runEffect: [
      '删除或清空已超过保存期限的个人信息，不能恢复。统计数字不受影响。',
      'Erases the personal data whose time is over; this cannot be taken back. Statistics stay as they are.',
    ],
    ran: ['已清除。', 'Erased.'],
    erase: ['按申请清除', 'Erase on request'],
    erase_PROVIDER: ['清除服务商的个人信息', 'Erase the provider’s personal data'],
    erase_ENTERPRISE: ['清除企业的个人信息', 'Erase the enterprise’s personal data'],
    erase_EXPERT: ['清除专家的个人信息', 'Erase the expert’s personal data'],
    eraseEffect: [
      '清空该记录中的个人信息、其副本和历史中保存的内容，不能恢复。记录本身和统计数字不变。',
      'Empties the personal data of the record, their copies and what histories have kept; this cannot be taken back. The record and the statistics stay.',
    ],
    erased: ['已清除。', 'Erased.'],
    eraseType: ['记录类型', 'Kind of record'],
    eraseId: ['记录编号', 'Record'],
    eraseIdHelp: ['可粘贴该记录的网址', 'The address of the record will do'],
    eraseWhy: ['申请与理由（保存在历史中）', 'Request and reason (kept in the history)'],
  },
});

const Counts = ({ counts }: { counts: RetentionRunRow['counts'] }) =>
  counts.length === 0 ? (
    <None />
  ) : (
    <Box component="ul" sx={{ m: 0, pl: 2 }}>
      {counts.map(({ key, erased }) => (
        <li key={key}>
          <Choice value={key} of="RetentionKey" />: {erased}
        </li>
      ))}
    </Box>
  );

const RunList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    filters={[by.moments('createdAt')]}
    columns={[run.moment('createdAt', { sort: true }), run.count('erased', { sort: true }), run.flag('more')]}
  />
);

const RunShow = () => (
  <RecordShow
    sections={[
      {
        title: 'record.main',
        fields: [
          run.moment('createdAt'),
          run.count('erased'),
          run.flag('more'),
          run.own('counts', ({ counts }) => <Counts counts={counts} />),
        ],
      },
    ]}
  />
);

export const retentionRuns = noun({
  type: 'RetentionRun',
  group: 'system',
  icon: DeleteSweep,
  asks: { row: RetentionRunRow, full: RetentionRunFull },
  title: ({ createdAt }) => (createdAt ? String(createdAt).slice(0, 10) : ''),
  named: 'createdAt',
  list: RunList,
  show: RunShow,
});
