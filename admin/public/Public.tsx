import { Box, Card, CardActionArea, Typography } from '@mui/material';
import { type ComponentType, useEffect } from 'react';
import { Link, Route, Routes } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { NotFound } from '../kit/states.tsx';
import { Frame } from './Frame.tsx';

export interface PublicPage {
  path: 'catalogue' | 'calls' | 'lists' | 'notices' | 'objection' | 'receipt';
  page: ComponentType;
}

/** What anybody may see, without signing in: a page for each of `pages`, and a first page that leads to them. */
export function Public({ pages }: { pages: readonly PublicPage[] }) {
  const say = useSay();
  const links = pages.map(({ path }) => ({ to: `/public/${path}`, name: say(`public.${path}`), hint: say(`public.${path}Hint`) }));
  useEffect(() => {
    document.title = say('public.title');
  });
  return (
    <Frame pages={links}>
      <Routes>
        <Route
          path="/"
          element={
            <>
              <Typography variant="h5" component="h1" sx={{ my: 2 }}>
                {say('public.title')}
              </Typography>
              <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))', gap: 2 }}>
                {links.map(({ to, name, hint }) => (
                  <Card key={to} variant="outlined">
                    <CardActionArea component={Link} to={to} sx={{ p: 2, height: '100%' }}>
                      <Typography variant="h6" component="h2">
                        {name}
                      </Typography>
                      <Typography variant="body2" color="text.secondary">
                        {hint}
                      </Typography>
                    </CardActionArea>
                  </Card>
                ))}
              </Box>
            </>
          }
        />
        {pages.map(({ path, page: Content }) => (
          <Route key={path} path={`${path}/*`} element={<Content />} />
        ))}
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Frame>
  );
}
