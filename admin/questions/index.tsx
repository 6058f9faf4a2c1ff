import QuestionAnswer from '@mui/icons-material/QuestionAnswerOutlined';
import { graphql, type ResultOf } from '../../schema/graphql.ts';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordList, RecordShow } from '../kit/resource.tsx';

const QuestionRow = graphql(`
  fragment QuestionRow on Question { id text state answer answeredAt mine createdAt call { id title } moves { action to via note } }
`);
const QuestionFull = graphql(`
  fragment QuestionFull on Question {
    id version text state answer answeredAt reason mine createdAt call { id title }
    moves { action to via note }
    history { id name at actorName actorRole note changes { field before after } }
  }
`);
const row = fieldsOf<ResultOf<typeof QuestionRow>>();
const it = fieldsOf<ResultOf<typeof QuestionFull>>();
const i = inputsOf<Input<'QuestionInput'>>();
const by = filtersOf<Input<'QuestionFilter'>>();

const QuestionList = () => (
  <RecordList
    sort={{ field: 'createdAt', order: 'DESC' }}
    search
    states
    filters={[by.reference('callId', 'Call'), by.days('answeredAt')]}
    columns={[
      row.text('text'),
      row.link('call', 'Call'),
      row.text('answer'),
      row.moment('createdAt', { sort: true }),
      row.flag('mine'),
      row.state({ sort: true }),
    ]}
  />
);

const QuestionShow = () => (
  <RecordShow
    sections={[
      {
        title: 'what',
        fields: [
          it.link('call', 'Call'),
          it.moment('createdAt'),
          it.lines('text'),
          it.lines('answer'),
          it.moment('answeredAt'),
          it.lines('reason'),
          it.flag('mine'),
        ],
      },
    ]}
  />
);

const QuestionCreate = () => (
  <RecordCreate
    groups={[
      {
        title: 'ask',
        inputs: [
          i.reference('callId', 'Call', { required: true, filter: { state: ['OPEN'] } }),
          i.lines('text', { required: true, max: 1000, help: 'screens.Question.withoutNames' }),
        ],
      },
    ]}
  />
);

export const questions = noun({
  type: 'Question',
  group: 'programme',
  icon: QuestionAnswer,
  asks: { row: QuestionRow, full: QuestionFull },
  title: record => (record.text?.length > 40 ? `${record.text.slice(0, 40)}…` : record.text),
  named: 'text',
  list: QuestionList,
  show: QuestionShow,
  create: QuestionCreate,
  words: {
    what: ['问题与答复', 'Question and answer'],
    ask: ['提问', 'Ask'],
    withoutNames: [
      '答复后问题会向所有人公开,不显示提问单位;请不要写单位和个人名称。',
      'Once answered everybody reads it, not who asked; please name neither firms nor people.',
    ],
  },
});
