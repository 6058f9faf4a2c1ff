import CloudOff from '@mui/icons-material/CloudOffOutlined';
import Inbox from '@mui/icons-material/InboxOutlined';
import Lock from '@mui/icons-material/LockOutlined';
import SearchOff from '@mui/icons-material/SearchOff';
import TravelExplore from '@mui/icons-material/TravelExplore';
import { Box, Button, CircularProgress, Typography } from '@mui/material';
import type { ReactElement, ReactNode } from 'react';
import { useCanAccess, useCreatePath, useListContext, useResourceContext } from 'react-admin';
import { Link, useNavigate } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { useExplain, useTypeName } from './hooks.ts';
import { useNouns } from './nouns.ts';
import { Refusal } from './send.ts';

export interface PictureProps {
  icon: ReactElement;
  title: string;
  hint?: ReactNode;
  children?: ReactNode;
  /** Read out at once, for what the person did not ask for. */
  alert?: boolean;
}

/** One of the five: a sign, what is the case, and the next act. */
export function Picture({ icon, title, hint, children, alert }: PictureProps) {
  return (
    <Box
      role={alert ? 'alert' : 'status'}
      sx={{
        textAlign: 'center',
        py: 6,
        px: 2,
        '& > svg': { fontSize: 56, opacity: 0.55, color: alert ? 'warning.main' : 'text.secondary' },
      }}
    >
      {icon}
      <Typography component="h2" variant="h6" sx={{ mt: 1 }}>
        {title}
      </Typography>
      {hint ? (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5, maxWidth: 520, mx: 'auto' }}>
          {hint}
        </Typography>
      ) : null}
      {children ? <Box sx={{ mt: 2, display: 'flex', gap: 1, justifyContent: 'center', flexWrap: 'wrap' }}>{children}</Box> : null}
    </Box>
  );
}

/** Still on its way. */
export function Loading() {
  const say = useSay();
  return (
    <Box role="status" sx={{ textAlign: 'center', py: 6 }}>
      <CircularProgress size={32} aria-hidden />
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
        {say('state.loading')}
      </Typography>
    </Box>
  );
}

/** There is nothing yet; whoever may creates the first one. `children` say what is needed before. */
export function Empty({ children }: { children?: ReactNode }) {
  const say = useSay();
  const type = useResourceContext()!;
  const name = useTypeName();
  const createPath = useCreatePath();
  const { canAccess } = useCanAccess({ resource: type, action: 'create' });
  const form = useNouns()[type]?.create;
  const creatable = canAccess && form;
  return (
    <Picture icon={<Inbox />} title={say('state.nothingYet', { name: name(type, 2) })} hint={children ?? say('state.nothingYetHint')}>
      {creatable ? (
        <Button variant="contained" component={Link} to={createPath({ resource: type, type: 'create' })}>
          {say('state.create', { name: name(type) })}
        </Button>
      ) : null}
    </Picture>
  );
}

/** There are some, but none like this. */
export function NothingMatches() {
  const say = useSay();
  const { resource, setFilters } = useListContext();
  const name = useTypeName();
  return (
    <Picture icon={<SearchOff />} title={say('state.nothingMatches', { name: name(resource, 2) })} hint={say('state.nothingMatchesHint')}>
      <Button variant="outlined" onClick={() => setFilters({})}>
        {say('list.clear')}
      </Button>
    </Picture>
  );
}

/** No such record, or not for these eyes: the server does not tell which. */
export function NotFound() {
  const say = useSay();
  const type = useResourceContext();
  const createPath = useCreatePath();
  const navigate = useNavigate();
  return (
    <Picture icon={<TravelExplore />} title={say('state.notFound')} hint={say('state.notFoundHint')}>
      <Button variant="outlined" onClick={() => navigate(-1)}>
        {say('state.back')}
      </Button>
      {type ? (
        <Button component={Link} to={createPath({ resource: type, type: 'list' })}>
          {say('state.toList')}
        </Button>
      ) : null}
    </Picture>
  );
}

/** Seen, but refused. */
export function Refused({ error }: { error?: unknown }) {
  const say = useSay();
  const explain = useExplain();
  const navigate = useNavigate();
  return (
    <Picture alert icon={<Lock />} title={say('state.refused')} hint={error ? explain(error) : undefined}>
      <Button variant="outlined" onClick={() => navigate(-1)}>
        {say('state.back')}
      </Button>
      <Button component={Link} to="/">
        {say('app.home')}
      </Button>
    </Picture>
  );
}

/** Something broke on the way. */
export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const say = useSay();
  const explain = useExplain();
  const request = error instanceof Refusal ? error.requestId : undefined;
  return (
    <Picture
      alert
      icon={<CloudOff />}
      title={say('state.failed')}
      hint={
        <>
          {explain(error)} {say('state.failedHint')}
          {request ? (
            <>
              <br />
              {say('state.request', { id: request })}
            </>
          ) : null}
        </>
      }
    >
      {again ? (
        <Button variant="contained" onClick={again}>
          {say('state.again')}
        </Button>
      ) : null}
    </Picture>
  );
}

/** The right one of the pictures for what was thrown. */
export function Trouble({ error, again }: { error: unknown; again?: () => void }) {
  if (error instanceof Refusal && error.code === 'NOT_FOUND') return <NotFound />;
  if (error instanceof Refusal && error.reason === 'ID_INVALID') return <NotFound />;
  if (error instanceof Refusal && ['FORBIDDEN', 'UNAUTHENTICATED'].includes(error.code)) return <Refused error={error} />;
  return <Failed error={error} again={again} />;
}
