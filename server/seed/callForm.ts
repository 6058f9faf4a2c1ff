import type { CallForm, FormField } from '../calls/formShape.ts';
import type { Criterion, Rubric } from '../calls/rubric.ts';
import { standardForm } from '../calls/standardForm.ts';
import { standardRubric } from '../calls/templates.ts';

const own = { required: false, reusable: true, keyField: false };
const fields: FormField[] = [
  {
    ...{
      key: 'downtime',
      label: '预计每月减少停机',
      labelEn: 'Downtime saved a month',
      kind: 'NUMBER',
      unit: '小时',
      min: '0',
      max: '720',
      digits: 1,
    },
    ...{ help: '按已有案例的平均值填写', helpEn: 'The average of your cases' },
    ...own,
  },
  {
    ...{ key: 'hosting', label: '数据存放', labelEn: 'Where data are kept', kind: 'CHOICE', kinds: ['SOFTWARE', 'BOTH', 'SOLUTION'] },
    options: [
      { code: 'PLANT', label: '企业自有服务器', labelEn: 'Servers of the plant' },
      { code: 'CITY', label: '本市数据中心', labelEn: 'A data centre in the city' },
      { code: 'ELSEWHERE', label: '市外', labelEn: 'Elsewhere' },
    ],
    ...own,
  },
  { key: 'ai', label: '是否使用人工智能', labelEn: 'Whether artificial intelligence is used', kind: 'YES_NO', ...own },
];

const kept: CallForm = {
  fields: [...standardForm.fields, ...fields],
  files: [
    { key: 'licence', label: '营业执照', labelEn: 'Licence', required: false, formats: ['pdf', 'jpg', 'png'], maxMb: 10, maxCount: 1 },
    {
      key: 'tests',
      label: '检测报告或软件著作权',
      labelEn: 'Test reports or copyrights',
      required: false,
      formats: ['pdf'],
      maxMb: 20,
      maxCount: 5,
    },
  ],
  eligibility: [],
};

/** What the calls of the city ask beside what every call has asked; the one that is being drafted is stricter. */
export const formOf = (strict: boolean): CallForm =>
  strict
    ? {
        ...kept,
        files: kept.files.map(file => ({ ...file, required: file.key === 'licence' })),
        eligibility: [
          {
            key: 'operating',
            label: '依法设立并运营满一年',
            labelEn: 'Operating for a year',
            check: 'OPERATING_MONTHS',
            value: '12',
            values: [],
          },
          {
            key: 'cases',
            label: '制造业应用案例不少于3个',
            labelEn: 'Three cases in manufacturing',
            check: 'CASES_AT_LEAST',
            value: '3',
            values: [],
          },
          {
            ...{
              key: 'credit',
              label: '未列入严重失信主体名单和经营异常名录',
              labelEn: 'On no list of serious dishonesty or of irregular business',
            },
            ...{ check: 'CREDIT_STANDING', values: [] },
          },
          {
            key: 'truth',
            label: '承诺所报材料真实，试用期内不收取费用',
            labelEn: 'All material is true and trials are free',
            check: 'STATEMENT',
            values: [],
          },
        ],
      }
    : kept;

/** Words for three ranges of a criterion's marks. */
const anchored = (criterion: Criterion): Criterion => {
  const at = (share: number) => String((criterion.max * share) / 100);
  return {
    ...criterion,
    anchors: [
      { mark: '0', upTo: at(59), text: '说明不足或缺少佐证', textEn: 'Little said, or not proved' },
      { mark: at(60), upTo: at(84), text: '说明清楚，有案例佐证', textEn: 'Clear, with cases to prove it' },
      { mark: at(85), upTo: at(100), text: '领先，成效可核验', textEn: 'Leading, with results that can be verified' },
    ],
  };
};
export const cityRubric: Rubric = { ...standardRubric, criteria: standardRubric.criteria.map(anchored) };

export const cityContact = {
  ...{ office: '市工业和信息化局数字化处', telephone: '0532-00000000', mail: 'szh@example.invalid' },
  ...{ address: '示例路1号', complaints: '0532-00000001' },
};
