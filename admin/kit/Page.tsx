import { Box, Breadcrumbs, Link as MuiLink, Typography } from '@mui/material';
import { type ReactNode, useEffect } from 'react';
import { Title } from 'react-admin';
import { Link } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';

export interface Step {
  name: string;
  to: string;
}

interface PageProps {
  title: string;
  /** The way from home to here, without home and here. */
  path?: readonly Step[];
  /** The first page has no path. */
  home?: boolean;
  children: ReactNode;
}

/** A page that says where it is: in the bar, in the path above it, and in the browser's tab. */
export function Page({ title, path = [], home, children }: PageProps) {
  const say = useSay();
  const app = say('app.name');
  useEffect(() => {
    document.title = [title, ...path.map(({ name }) => name).reverse(), app].filter(Boolean).join(' · ');
  });
  return (
    <Box sx={{ minWidth: 0 }}>
      <Title title={title} />
      {home ? null : (
        <Breadcrumbs aria-label={say('app.path')} className="no-print" sx={{ typography: 'body2', mb: 1 }}>
          <MuiLink component={Link} to="/" underline="hover">
            {say('app.home')}
          </MuiLink>
          {path.map(({ name, to }) => (
            <MuiLink key={to} component={Link} to={to} underline="hover">
              {name}
            </MuiLink>
          ))}
          <Typography
            variant="body2"
            color="text.primary"
            aria-current="page"
            sx={{ maxWidth: { xs: 220, sm: 480 }, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
          >
            {title}
          </Typography>
        </Breadcrumbs>
      )}
      {children}
    </Box>
  );
}
