import Groups from '@mui/icons-material/GroupsOutlined';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { ActButton } from '../kit/ActButton.tsx';
import { useMay, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { fieldsOf, filtersOf, type Input, inputsOf, noun, RecordCreate, RecordEdit, RecordList, RecordShow } from '../kit/resource.tsx';
import { MeetingFull, MeetingRow, ResolvedAsk } from './asks.ts';
import { Members, Recusals } from './Members.tsx';
import { Motions } from './Motions.tsx';

const row = fieldsOf<MeetingRow>();
const it = fieldsOf<MeetingFull>();
const i = inputsOf<Input<'MeetingInput'>>();
const edited = inputsOf<Input<'MeetingPatch'>>();
const by = filtersOf<Input<'MeetingFilter'>>();

const MeetingList = () => (
  <RecordList
    sort={{ field: 'heldAt', order: 'DESC' }}
    search
    states
    filters={[by.reference('callId', 'Call'), by.moments('heldAt')]}
    columns={[
      row.text('title'),
      row.code('number', { sort: true }),
      row.link('call', 'Call'),
      row.moment('heldAt', { sort: true }),
      row.count('quorum'),
      row.state(),
    ]}
  />
);

/** What was carried becomes pending decisions, once the minutes are signed. */
function Resolve({ record }: { record: Row }) {
  const translate = useTranslate();
  const may = useMay();
  const panel = usePanel();
  const navigate = useNavigate();
  const carried = (record as unknown as MeetingFull).motions.some(({ state }) => state === 'CARRIED');
  if (record.state !== 'SIGNED' || record['call']?.state !== 'REVIEWING' || !carried || !may('proposeResolved')) return null;
  return (
    <ActButton
      variant="contained"
      name={translate('screens.Meeting.resolve')}
      effect={translate('screens.Meeting.resolveEffect')}
      done={translate('screens.Meeting.resolved')}
      act={async () => {
        await panel.ask(ResolvedAsk, { meetingId: record.id });
        navigate(`/Decision?filter=${encodeURIComponent(JSON.stringify({ callId: [record['callId']], state: ['PENDING'] }))}`);
      }}
    />
  );
}

const MeetingShow = () => (
  <RecordShow
    whose={it.link('call', 'Call')}
    next={it.moment('heldAt')}
    actions={record => <Resolve record={record} />}
    sections={[
      { title: 'what', fields: [it.code('number'), it.text('place'), it.text('chair'), it.count('quorum')] },
      { title: 'members', children: record => <Members meeting={record} /> },
      { title: 'recusals', children: record => <Recusals meeting={record} /> },
      {
        title: 'motions',
        when: ({ state }) => !['PLANNED', 'CANCELLED'].includes(state ?? ''),
        children: record => <Motions meeting={record} />,
      },
      {
        title: 'minutes',
        when: ({ minutes }) => Boolean(minutes),
        fields: [it.lines('minutes'), it.text('signedBy'), it.moment('signedAt'), it.code('minutesHash')],
      },
    ]}
  />
);

const MeetingCreate = () => (
  <RecordCreate
    groups={[
      {
        title: 'what',
        inputs: [
          i.reference('callId', 'Call', { required: true, filter: { state: ['CLOSED', 'REVIEWING'] } }),
          i.text('title', { required: true, max: 200 }),
          i.text('number', { required: true, max: 100, help: 'screens.Meeting.numberHelp' }),
          i.moment('heldAt', { required: true }),
          i.count('quorum', { required: true, min: 1, max: 100, help: 'screens.Meeting.quorumHelp' }),
          i.text('place', { max: 200 }),
          i.text('chair', { max: 60 }),
        ],
      },
    ]}
  />
);

/** Before the meeting all but the minutes can be changed, afterwards the minutes only; the server says which. */
const MeetingEdit = () => (
  <RecordEdit
    groups={[
      {
        title: 'what',
        inputs: [
          edited.text('title', { max: 200 }),
          edited.text('number', { max: 100 }),
          edited.moment('heldAt'),
          edited.count('quorum', { min: 1, max: 100 }),
          edited.text('place', { max: 200 }),
          edited.text('chair', { max: 60 }),
        ],
      },
      { title: 'minutes', inputs: [edited.lines('minutes', { max: 100_000, help: 'screens.Meeting.minutesHelp' })] },
    ]}
  />
);

export const meetings = noun({
  type: 'Meeting',
  group: 'programme',
  icon: Groups,
  asks: { row: MeetingRow, full: MeetingFull },
  title: record => record['title'],
  named: 'title',
  list: MeetingList,
  show: MeetingShow,
  create: MeetingCreate,
  edit: MeetingEdit,
  editable: ({ state }) => state === 'PLANNED' || state === 'CLOSED',
  words: {
    what: ['会议', 'The meeting'],
    numberHelp: ['审定结果按此编号引用纪要', 'Decisions refer to the minutes by it'],
    quorumHelp: ['有表决权的出席人数不足时不能开会和表决', 'With fewer who are present and have a vote, nothing is opened or resolved'],
    minutesHelp: ['会议结束时起草，签署前可以修改', 'Drafted when the meeting is closed; can be edited until signed'],
    invite: ['邀请专家', 'Invite an expert'],
    inviteOther: ['邀请其他人员', 'Invite somebody else'],
    inviteEffect: ['系统识别的利益关系随即列入回避。', 'Interests that are known stand as recusals at once.'],
    attend: ['登记出席', 'Record attendance'],
    attendEffect: ['勾选出席人员，其余记为缺席。', 'Tick who is there; all others are absent.'],
    present: ['出席 %{present} 人，应到 %{all} 人，法定人数 %{quorum} 人', '%{present} of %{all} present, quorum %{quorum}'],
    recuse: ['登记回避', 'Record a recusal'],
    recuseEffect: ['该人员对所选申报没有表决权。', 'The member has no vote on it.'],
    nobody: ['没有回避', 'No recusals'],
    nothing: ['尚无决议', 'Nothing has been put yet'],
    put: ['提出决议', 'Put a motion'],
    putEffect: ['与评审排序不一致时须说明理由。', 'What differs from the ranking needs a reason.'],
    vote: ['表决', 'Vote'],
    voteEffect: ['登记后不能修改；回避人员不列入。', 'It cannot be changed afterwards; who is recused is not asked.'],
    noVote: ['未表决', 'no vote'],
    tally: ['赞成 %{inFavour}，反对 %{against}，弃权 %{abstained}', '%{inFavour} for, %{against} against, %{abstained} abstained'],
    resolve: ['按决议提请审定', 'Propose what was carried'],
    resolveEffect: [
      '通过的决议成为待发布的审定结果；签发前对外不可见。',
      'What was carried becomes pending decisions; nobody outside sees them before they are signed.',
    ],
    resolved: ['已提请审定', 'Proposed'],
  },
});
