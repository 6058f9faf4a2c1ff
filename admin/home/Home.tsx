import { Box, Card, CardActionArea, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useCreatePath, useGetIdentity } from 'react-admin';
import { Link } from 'react-router-dom';
import { useSay } from '../i18n/index.ts';
import { useFormat, useMay, usePanel, useTypeName } from '../kit/hooks.ts';
import { many } from '../kit/names.ts';
import { useNouns } from '../kit/nouns.ts';
import { Page } from '../kit/Page.tsx';

function Tile({ type }: { type: string }) {
  const name = useTypeName();
  const panel = usePanel();
  const { number } = useFormat();
  const createPath = useCreatePath();
  const { data } = useQuery({ queryKey: [type, 'counts', 'home'], queryFn: () => panel.counts(type, [{}]) });
  return (
    <Card variant="outlined">
      <CardActionArea component={Link} to={createPath({ resource: type, type: 'list' })} sx={{ p: 2 }}>
        <Typography variant="body2" color="text.secondary">
          {name(type, 2)}
        </Typography>
        <Typography variant="h5" component="p">
          {data ? number(data[0]!) : '…'}
        </Typography>
      </CardActionArea>
    </Card>
  );
}

/** The first page: what is mine to see, and how much of it there is. */
export function Home() {
  const say = useSay();
  const may = useMay();
  const { data: me } = useGetIdentity();
  const listed = Object.values(useNouns()).filter(({ type, list, group }) => list && group && may(many(type)));
  return (
    <Page title={say('home.title')} home>
      <Typography variant="h5" component="h2" sx={{ my: 2 }}>
        {say('home.hello', { name: me?.fullName ?? '' })}
      </Typography>
      <Box
        component="section"
        aria-label={say('home.mine')}
        sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))', gap: 2 }}
      >
        {listed.map(({ type }) => (
          <Tile key={type} type={type} />
        ))}
      </Box>
    </Page>
  );
}
