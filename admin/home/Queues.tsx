import { Card, CardActionArea, Chip, Paper, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useFormat } from '../kit/hooks.ts';
import { listOf } from '../kit/names.ts';
import { useNouns } from '../kit/nouns.ts';
import type { HomeWork } from './asks.ts';
import { useHomeWords } from './words.ts';

function Body({ queue: { key, count, oldestAt } }: { queue: HomeWork['queues'][number] }) {
  const translate = useTranslate();
  const words = useHomeWords();
  const { number, relative } = useFormat();
  return (
    <>
      <Chip label={number(count)} color="primary" size="small" sx={{ mr: 1, fontWeight: 600, minWidth: 40 }} />
      <Typography component="span">{translate(`enums.QueueKey.${key}`)}</Typography>
      {oldestAt ? (
        <Typography variant="body2" color="text.secondary" sx={{ pl: '48px' }}>
          {words('oldest', { when: relative(oldestAt) })}
        </Typography>
      ) : null}
    </>
  );
}

/** What waits for me: how many, since when, and the way to exactly these. */
export function Queues({ queues }: { queues: HomeWork['queues'] }) {
  const words = useHomeWords();
  const nouns = useNouns();
  return (
    <Paper component="section" variant="outlined" sx={{ p: 2 }} aria-labelledby="waiting">
      <Typography variant="h6" component="h2" id="waiting" sx={{ mb: 1 }}>
        {words('waiting')}
      </Typography>
      {queues.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {words('nothing')}
        </Typography>
      ) : null}
      {queues.map(queue => (
        <Card key={queue.key} variant="outlined" sx={{ mb: 1 }}>
          {nouns[queue.type]?.list ? (
            <CardActionArea component={Link} to={listOf(queue.type, JSON.parse(queue.filter))} sx={{ p: 1.5 }}>
              <Body queue={queue} />
            </CardActionArea>
          ) : (
            <Typography component="div" sx={{ p: 1.5 }}>
              <Body queue={queue} />
            </Typography>
          )}
        </Card>
      ))}
    </Paper>
  );
}
