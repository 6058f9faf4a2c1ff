import { Box, Checkbox, FormControlLabel, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { ActButton } from '../kit/ActButton.tsx';
import { fieldsOf } from '../kit/fields.tsx';
import { useLabel, useMay, usePanel, useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Rows } from '../kit/Rows.tsx';
import { AttendAsk, ExpertsAsk, InviteAsk, type MeetingFull, RecuseAsk } from './asks.ts';
import { useItems } from './useItems.ts';

const member = fieldsOf<MeetingFull['members'][number]>();
const recusal = fieldsOf<MeetingFull['recusals'][number]>();
const running = ['PLANNED', 'OPEN'];

/** Who is invited and who has come; the quorum beside them. */
export function Members({ meeting: record }: { meeting: Row }) {
  const meeting = record as unknown as MeetingFull;
  const panel = usePanel();
  const may = useMay();
  const translate = useTranslate();
  const name = useTypeName();
  const label = useLabel();
  const [here, setHere] = useState<ReadonlySet<string>>();
  const writable = running.includes(meeting.state) && may('inviteMembers');
  const { data: experts = [] } = useQuery({
    queryKey: ['Expert', 'toInvite'],
    queryFn: async () => (await panel.ask(ExpertsAsk)).experts.nodes,
    enabled: writable,
  });
  const invited = new Set(meeting.members.map(({ expert }) => expert?.id));
  const present = here ?? new Set(meeting.members.filter(({ attendance }) => attendance === 'PRESENT').map(({ id }) => id));
  const toggle = (id: string) => {
    const next = new Set(present);
    if (!next.delete(id)) next.add(id);
    setHere(next);
  };
  return (
    <>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {translate('screens.Meeting.present', {
          ...{ all: meeting.members.length, quorum: meeting.quorum },
          present: meeting.members.filter(({ attendance }) => attendance === 'PRESENT').length,
        })}
      </Typography>
      {meeting.members.length ? (
        <Rows
          type="MeetingMember"
          name={name('MeetingMember', 2)}
          rows={meeting.members}
          columns={[member.text('name'), member.link('expert', 'Expert'), member.choice('attendance', 'Attendance')]}
        />
      ) : null}
      {writable ? (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
          <ActButton
            name={translate('screens.Meeting.invite')}
            effect={translate('screens.Meeting.inviteEffect')}
            asks={[
              {
                ...{ key: 'expertId', label: label('expertId', 'MeetingMember'), required: true },
                choices: experts
                  .filter(({ id }) => !invited.has(id))
                  .map(({ id, name: called, number }) => ({ id, name: `${called} ${number}` })),
              },
            ]}
            act={({ expertId }) => panel.ask(InviteAsk, { meetingId: meeting.id, members: [{ expertId }] })}
          />
          <ActButton
            name={translate('screens.Meeting.inviteOther')}
            effect={translate('screens.Meeting.inviteEffect')}
            asks={[{ key: 'name', label: label('name', 'MeetingMember'), required: true, max: 60 }]}
            act={({ name: called }) => panel.ask(InviteAsk, { meetingId: meeting.id, members: [{ name: called }] })}
          />
          {meeting.members.length ? (
            <ActButton
              variant="contained"
              name={translate('screens.Meeting.attend')}
              effect={
                <>
                  {translate('screens.Meeting.attendEffect')}
                  {meeting.members.map(({ id, name: called }) => (
                    <Box key={id}>
                      <FormControlLabel control={<Checkbox checked={present.has(id)} onChange={() => toggle(id)} />} label={called} />
                    </Box>
                  ))}
                </>
              }
              act={async () => {
                await panel.ask(AttendAsk, { meetingId: meeting.id, present: [...present] });
                setHere(undefined);
              }}
            />
          ) : null}
        </Box>
      ) : null}
    </>
  );
}

/** Who has no vote on what: what the system has found, and what members have declared. */
export function Recusals({ meeting: record }: { meeting: Row }) {
  const meeting = record as unknown as MeetingFull;
  const panel = usePanel();
  const may = useMay();
  const translate = useTranslate();
  const name = useTypeName();
  const label = useLabel();
  const writable = running.includes(meeting.state) && may('inviteMembers');
  const items = useItems(meeting.callId, writable);
  return (
    <>
      {meeting.recusals.length ? (
        <Rows
          type="Recusal"
          name={name('Recusal', 2)}
          rows={meeting.recusals}
          columns={[
            recusal.text('member.name', { label: 'resources.Recusal.fields.member' }),
            recusal.link('submission', 'Submission'),
            recusal.choice('basis', 'RecusalBasis'),
            recusal.text('reason'),
            recusal.flag('computed'),
          ]}
        />
      ) : (
        <Typography color="text.secondary">{translate('screens.Meeting.nobody')}</Typography>
      )}
      {writable && meeting.members.length ? (
        <Box sx={{ mt: 1.5 }}>
          <ActButton
            name={translate('screens.Meeting.recuse')}
            effect={translate('screens.Meeting.recuseEffect')}
            asks={[
              {
                ...{ key: 'memberId', label: label('memberId', 'Recusal'), required: true },
                choices: meeting.members.map(({ id, name: called }) => ({ id, name: called })),
              },
              {
                ...{ key: 'submissionId', label: label('submissionId', 'Recusal'), required: true },
                choices: items.map(({ id, number, name: called }) => ({ id, name: `${number} ${called}` })),
              },
              { key: 'reason', label: label('reason', 'Recusal'), required: true, max: 1000 },
            ]}
            act={({ memberId, submissionId, reason }) =>
              panel.ask(RecuseAsk, { input: { memberId: memberId!, submissionId: submissionId!, reason } })
            }
          />
        </Box>
      ) : null}
    </>
  );
}
