import Drafts from '@mui/icons-material/DraftsOutlined';
import { Chip, Typography } from '@mui/material';
import { useRecordContext, useTranslate } from 'react-admin';
import { fieldsOf, type Input, inputsOf, noun, RecordEdit, RecordList, RecordShow } from '../kit/resource.tsx';
import { TemplateFull, TemplateRow } from './asks.ts';

const row = fieldsOf<TemplateRow>();
const it = fieldsOf<TemplateFull>();
const i = inputsOf<Input<'LetterTemplatePatch'>>();

const TemplateList = () => (
  <RecordList
    sort={{ field: 'kind', order: 'ASC' }}
    columns={[row.choice('kind', 'LetterKind'), row.text('subject'), row.flag('active'), row.flag('automatic')]}
  />
);

const TemplateShow = () => (
  <RecordShow
    sections={[
      {
        title: 'what',
        fields: [it.choice('kind', 'LetterKind'), it.flag('active'), it.flag('automatic'), it.text('subject'), it.lines('text')],
      },
    ]}
  />
);

/** The names that the texts may use, as they are written. */
function Variables() {
  const record = useRecordContext<TemplateFull>();
  const translate = useTranslate();
  return (
    <Typography component="div" variant="body2" color="text.secondary" sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mb: 1 }}>
      {translate('resources.LetterTemplate.fields.variables')}
      {record?.variables.map(name => (
        <Chip key={name} size="small" variant="outlined" label={`{{${name}}}`} />
      ))}
    </Typography>
  );
}

const TemplateEdit = () => (
  <RecordEdit
    groups={[
      {
        title: 'what',
        inputs: [
          i.text('subject', { required: true, max: 200 }),
          <Variables key="variables" />,
          i.lines('text', { required: true, max: 5000 }),
          i.flag('active'),
          i.flag('automatic', { help: 'screens.LetterTemplate.automaticHelp' }),
        ],
      },
    ]}
  />
);

export const letterTemplates = noun({
  type: 'LetterTemplate',
  group: 'programme',
  icon: Drafts,
  asks: { row: TemplateRow, full: TemplateFull },
  title: record => record.subject,
  list: TemplateList,
  show: TemplateShow,
  edit: TemplateEdit,
  words: {
    what: ['模板内容', 'The template'],
    automaticHelp: [
      '不经审看直接发送；关闭后由经办人审看再发',
      'it goes without anybody looking at it; switched off, an officer looks first',
    ],
  },
});
