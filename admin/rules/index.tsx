import Gavel from '@mui/icons-material/GavelOutlined';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow } from '../kit/resource.tsx';
import { CoverageRuleFull, CoverageRuleRow } from './asks.ts';

const row = fieldsOf<CoverageRuleRow>();
const it = fieldsOf<CoverageRuleFull>();
const i = inputsOf<Input<'CoverageRuleInput'>>();
const by = filtersOf<Input<'CoverageRuleFilter'>>();

const RuleList = () => (
  <RecordList
    sort={{ field: 'ruleVersion', order: 'DESC' }}
    states
    filters={[by.numbers('ruleVersion')]}
    columns={[
      row.count('ruleVersion', { sort: true }),
      row.state(),
      row.day('appliesFrom', { sort: true }),
      row.choice('kinds', 'EvidenceKind'),
      row.count('months'),
    ]}
  />
);

const RuleShow = () => (
  <RecordShow
    next={it.day('appliesFrom')}
    sections={[
      {
        title: 'record.main',
        fields: [
          it.count('ruleVersion'),
          it.count('months'),
          it.choice('kinds', 'EvidenceKind'),
          it.moment('approvedAt'),
          it.lines('basis'),
        ],
      },
    ]}
  />
);

const RuleCreate = () => (
  <RecordCreate
    groups={[
      {
        inputs: [
          i.day('appliesFrom', { required: true }),
          i.choices('kinds', 'EvidenceKind', { required: true, help: 'screens.CoverageRule.kindsHelp' }),
          i.count('months', { required: true, min: 1, max: 600 }),
          i.lines('basis', { required: true, max: 1000 }),
        ],
      },
    ]}
  />
);

export const rules = noun({
  type: 'CoverageRule',
  group: 'coverage',
  icon: Gavel,
  asks: { row: CoverageRuleRow, full: CoverageRuleFull },
  title: ({ ruleVersion }) => (ruleVersion ? `v${ruleVersion}` : ''),
  named: 'ruleVersion',
  list: RuleList,
  show: RuleShow,
  create: RuleCreate,
  words: { kindsHelp: ['自评仅供参考，不能计入', 'A self-assessment is shown, and never counted'] },
});
