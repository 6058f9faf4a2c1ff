import Block from '@mui/icons-material/Block';
import CheckCircle from '@mui/icons-material/CheckCircle';
import EditNote from '@mui/icons-material/EditNote';
import HourglassEmpty from '@mui/icons-material/HourglassEmpty';
import PauseCircle from '@mui/icons-material/PauseCircleOutlined';
import PlayCircle from '@mui/icons-material/PlayCircleOutlined';
import StopCircle from '@mui/icons-material/StopCircleOutlined';
import { Chip } from '@mui/material';
import type { ReactElement } from 'react';
import { useRecordContext, useResourceContext, useTranslate } from 'react-admin';
import { stateEnum } from './names.ts';
import type { Row } from './nouns.ts';
import { type Tone, toneOf } from './tones.ts';

const looks: Record<Tone, { icon: ReactElement; color: 'default' | 'info' | 'success' | 'warning' | 'error' }> = {
  draft: { icon: <EditNote />, color: 'default' },
  waiting: { icon: <HourglassEmpty />, color: 'warning' },
  running: { icon: <PlayCircle />, color: 'info' },
  good: { icon: <CheckCircle />, color: 'success' },
  paused: { icon: <PauseCircle />, color: 'warning' },
  bad: { icon: <Block />, color: 'error' },
  over: { icon: <StopCircle />, color: 'default' },
};

/** A state in words. Shape and colour only repeat what the word says. */
export function StateChip({ type, state }: { type: string; state: string }) {
  const translate = useTranslate();
  const { icon, color } = looks[toneOf(state)];
  return (
    <Chip size="small" variant="outlined" icon={icon} color={color} label={translate(`enums.${stateEnum(type)}.${state}`, { _: state })} />
  );
}

/** The state of the record at hand. */
export function StateField() {
  const record = useRecordContext<Row>();
  const type = useResourceContext();
  return record?.state && type ? <StateChip type={type} state={record.state} /> : null;
}
