import { Box, Button, Chip, List, ListItem, ListItemText } from '@mui/material';
import { useFormat } from '../kit/hooks.ts';
import type { OpenSession } from './asks.ts';
import { useSecurityWords } from './words.ts';

const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/MicroMessenger/, 'WeChat'],
  [/Chrome\//, 'Chrome'],
  [/Firefox\//, 'Firefox'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** What a browser calls itself, in the two words that people know; undefined when it says neither. */
function deviceOf(userAgent: string | null | undefined): string | undefined {
  const of = (known: [RegExp, string][]) => known.find(([sign]) => sign.test(userAgent ?? ''))?.[1];
  return [of(browsers), of(systems)].filter(Boolean).join(' · ') || undefined;
}

/** Where somebody is signed in: device, network, when; each but the own one can be ended. */
export function Sessions({ sessions, onEnd }: { sessions: readonly OpenSession[]; onEnd: (id: string) => void }) {
  const words = useSecurityWords();
  const { moment, relative } = useFormat();
  return (
    <List dense disablePadding>
      {sessions.map(({ id, current, ip, userAgent, createdAt, seenAt }) => (
        <ListItem
          key={id}
          disableGutters
          divider
          secondaryAction={
            current ? <Chip size="small" color="primary" label={words('current')} /> : <EndButton onClick={() => onEnd(id)} />
          }
        >
          <ListItemText
            primary={deviceOf(userAgent) ?? words('unknown')}
            secondary={[moment(createdAt), ip ? words('from', { ip }) : '', words('seen', { when: relative(seenAt) })]
              .filter(Boolean)
              .join(' · ')}
            sx={{ pr: 8 }}
          />
        </ListItem>
      ))}
    </List>
  );
}

function EndButton({ onClick }: { onClick: () => void }) {
  const words = useSecurityWords();
  return (
    <Box component="span">
      <Button size="small" onClick={onClick}>
        {words('end')}
      </Button>
    </Box>
  );
}
