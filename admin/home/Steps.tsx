import CheckCircle from '@mui/icons-material/CheckCircleOutlined';
import Circle from '@mui/icons-material/RadioButtonUnchecked';
import { LinearProgress, List, ListItemButton, ListItemIcon, ListItemText, Paper, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import type { HomeFigure, HomeWork } from './asks.ts';
import { useHomeWords } from './words.ts';

const steps = [
  { step: 'registers', to: '/import?kind=REGISTER' },
  { step: 'targets', to: '/Target/create' },
  { step: 'experts', to: '/Expert/create' },
  { step: 'calls', to: '/Call/create' },
] as const;

/** What a bureau does first, until it is done: a new programme teaches itself. */
export function Steps({ work, figure }: { work: HomeWork; figure: HomeFigure | undefined }) {
  const words = useHomeWords();
  const finished = {
    registers: figure !== undefined,
    targets: Boolean(figure?.target),
    experts: (work.experts?.totalCount ?? 0) > 0,
    calls: (work.calls?.totalCount ?? 0) > 0,
  };
  const isDone = (step: keyof typeof finished) => finished[step];
  const done = steps.filter(({ step }) => isDone(step)).length;
  if (done === steps.length) return null;
  return (
    <Paper component="section" variant="outlined" sx={{ p: 2, mb: 2 }} aria-labelledby="first-steps">
      <Typography variant="h6" component="h2" id="first-steps">
        {words('steps')}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {words('stepsDone', { done, all: steps.length })}
      </Typography>
      <LinearProgress
        variant="determinate"
        value={(100 * done) / steps.length}
        aria-label={words('steps')}
        sx={{ my: 1, height: 8, borderRadius: 4 }}
      />
      <List dense disablePadding>
        {steps.map(({ step, to }) => (
          <ListItemButton key={step} component={Link} to={to}>
            <ListItemIcon sx={{ minWidth: 40 }}>
              {isDone(step) ? <CheckCircle color="success" titleAccess={words('done')} /> : <Circle color="disabled" />}
            </ListItemIcon>
            <ListItemText primary={words(`step_${step}`)} secondary={words(`step_${step}_hint`)} />
          </ListItemButton>
        ))}
      </List>
    </Paper>
  );
}
