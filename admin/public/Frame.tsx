import { AppBar, Box, Button, Container, Link as MuiLink, Toolbar, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ToggleThemeButton } from 'react-admin';
import { Link, NavLink } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { usePanelAuth } from '../kit/about.ts';
import { DemoBanner, LanguageButton } from '../kit/Layout.tsx';

/** The frame of what anybody may see: name, pages, language, light, and the way in. */
export function Frame({ children, pages = [] }: { children: ReactNode; pages?: readonly { to: string; name: string }[] }) {
  const say = useSay();
  const auth = usePanelAuth();
  const { data: me } = useQuery({ queryKey: ['auth', 'me'], queryFn: auth.me, staleTime: 60_000 });
  return (
    <Box sx={{ minHeight: '100vh', display: 'flex', flexDirection: 'column', bgcolor: 'background.default' }}>
      <MuiLink
        href="#content"
        onClick={event => {
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
        sx={{ position: 'absolute', left: -9999, '&:focus': { left: 8, top: 8, zIndex: 2000, bgcolor: 'background.paper', p: 1 } }}
      >
        {say('public.skip')}
      </MuiLink>
      <AppBar position="static" color="primary" elevation={0}>
        <Toolbar variant="dense" sx={{ gap: 1, flexWrap: 'wrap', py: 0.5 }}>
          <Typography component={Link} to="/public" variant="h6" sx={{ color: 'inherit', textDecoration: 'none', whiteSpace: 'nowrap' }}>
            {say('app.name')}
          </Typography>
          <Box
            component="nav"
            aria-label={say('public.nav')}
            sx={{
              display: 'flex',
              flex: { xs: '1 0 100%', sm: 1 },
              order: { xs: 2, sm: 0 },
              overflowX: 'auto',
              '& a': { whiteSpace: 'nowrap', flexShrink: 0, px: { xs: 1, sm: 1.5 } },
              '& a.active': { textDecoration: 'underline', textUnderlineOffset: 6, textDecorationThickness: 2 },
            }}
          >
            {pages.map(({ to, name }) => (
              <Button key={to} color="inherit" component={NavLink} to={to}>
                {name}
              </Button>
            ))}
          </Box>
          <Box sx={{ flex: { xs: 1, sm: 0 } }} />
          <LanguageButton />
          <ToggleThemeButton />
          {pages.length ? (
            <Button color="inherit" variant="outlined" size="small" component={Link} to={me ? '/' : '/login'} sx={{ whiteSpace: 'nowrap' }}>
              {say(me ? 'public.panel' : 'public.signIn')}
            </Button>
          ) : null}
        </Toolbar>
      </AppBar>
      <DemoBanner />
      <Container component="main" id="content" tabIndex={-1} maxWidth="lg" sx={{ flex: 1, py: 2, outline: 'none' }}>
        {children}
      </Container>
      <Box component="footer" sx={{ p: 2, textAlign: 'center', typography: 'body2', color: 'text.secondary' }}>
        {say('app.bureau')} · {say('public.foot')}
      </Box>
    </Box>
  );
}
