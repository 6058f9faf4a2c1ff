import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { ActButton } from '../kit/ActButton.tsx';
import { fieldsOf } from '../kit/fields.tsx';
import { useLabel, useMay, usePanel, useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Rows } from '../kit/Rows.tsx';
import { Choice } from '../kit/values.tsx';
import { CastAsk, type MeetingFull, type Motion, PutAsk } from './asks.ts';
import { useItems } from './useItems.ts';

const it = fieldsOf<Motion>();

/** What was put to the meeting, how it stands to the ranking, and how it was voted on. */
export function Motions({ meeting: record }: { meeting: Row }) {
  const meeting = record as unknown as MeetingFull;
  const panel = usePanel();
  const may = useMay();
  const translate = useTranslate();
  const name = useTypeName();
  const label = useLabel();
  const writable = meeting.state === 'OPEN' && may('castVotes');
  const items = useItems(meeting.callId, writable);
  const put = new Set(meeting.motions.filter(({ state }) => state !== 'WITHDRAWN').map(({ submissionId }) => submissionId));
  return (
    <>
      {meeting.motions.length ? (
        <Rows
          type="Motion"
          name={name('Motion', 2)}
          rows={meeting.motions}
          columns={[
            it.link('submission', 'Submission'),
            it.choice('outcome', 'DecisionOutcome'),
            it.count('rank'),
            it.choice('standing', 'ResultStanding'),
            it.flag('differs'),
            it.text('reason'),
            it.own('votes', motion => <Tally meeting={meeting} motion={motion as unknown as Motion} writable={writable} />),
            it.own('state', ({ state }) => <Choice value={state} of="MotionState" />),
          ]}
        />
      ) : (
        <Typography color="text.secondary">{translate('screens.Meeting.nothing')}</Typography>
      )}
      {writable ? (
        <Box sx={{ mt: 1.5 }}>
          <ActButton
            variant="contained"
            name={translate('screens.Meeting.put')}
            effect={translate('screens.Meeting.putEffect')}
            asks={[
              {
                ...{ key: 'submissionId', label: label('submissionId', 'Motion'), required: true },
                choices: items
                  .filter(({ id }) => !put.has(id))
                  .map(({ id, number, name: called }) => ({ id, name: `${number} ${called}` })),
              },
              {
                ...{ key: 'outcome', label: label('outcome', 'Motion'), required: true },
                choices: ['SELECTED', 'NOT_SELECTED'].map(id => ({ id, name: translate(`enums.DecisionOutcome.${id}`) })),
              },
              { key: 'reason', label: label('reason', 'Motion'), max: 2000 },
            ]}
            act={({ submissionId, outcome, reason }) =>
              panel.ask(PutAsk, {
                input: {
                  meetingId: meeting.id,
                  submissionId: submissionId!,
                  outcome: outcome as 'SELECTED',
                  reason: reason?.trim() || undefined,
                },
              })
            }
          />
        </Box>
      ) : null}
    </>
  );
}

/** The votes, or the button that records them: only those who are present and not recused are asked. */
function Tally({ meeting, motion, writable }: { meeting: MeetingFull; motion: Motion; writable: boolean }) {
  const panel = usePanel();
  const translate = useTranslate();
  const { inFavour, against, abstained } = motion;
  if (motion.state !== 'PUT') return <>{translate('screens.Meeting.tally', { inFavour, against, abstained })}</>;
  if (!writable) return null;
  const recused = new Set(
    meeting.recusals.filter(({ submissionId }) => submissionId === motion.submissionId).map(({ memberId }) => memberId),
  );
  const voters = meeting.members.filter(({ id, attendance }) => attendance === 'PRESENT' && !recused.has(id));
  const choices = ['FOR', 'AGAINST', 'ABSTAIN'].map(id => ({ id, name: translate(`enums.VoteValue.${id}`) }));
  return (
    <ActButton
      name={translate('screens.Meeting.vote')}
      effect={translate('screens.Meeting.voteEffect')}
      asks={voters.map(({ id, name }) => ({
        key: id,
        label: name,
        choices: [...choices, { id: '', name: translate('screens.Meeting.noVote') }],
      }))}
      act={values =>
        panel.ask(CastAsk, {
          id: motion.id,
          votes: voters.flatMap(({ id }) => (values[id] ? [{ memberId: id, vote: values[id] as 'FOR' }] : [])),
        })
      }
    />
  );
}
