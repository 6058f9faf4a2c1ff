import { Box, Chip } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useFormat } from '../kit/hooks.ts';
import type { ObjectionRow } from './asks.ts';

/** Until when an objection must be accepted, then answered, and how many working days are left. */
export function Clock({ runsOut, workingDaysLeft: left }: Pick<ObjectionRow, 'runsOut' | 'workingDaysLeft'>) {
  const translate = useTranslate();
  const { day } = useFormat();
  if (!runsOut || left === null || left === undefined) return null;
  const key = left < 0 ? 'overdue' : left === 0 ? 'today' : 'left';
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
      {day(runsOut)}
      <Chip
        size="small"
        variant={left < 0 ? 'filled' : 'outlined'}
        color={left < 0 ? 'error' : left <= 1 ? 'warning' : 'default'}
        label={translate(`screens.Objection.${key}`, { count: Math.abs(left) })}
      />
    </Box>
  );
}
