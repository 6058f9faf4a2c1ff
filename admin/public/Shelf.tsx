import { Box, Card, CardActionArea, Typography } from '@mui/material';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Loading, Picture, type PictureProps, Trouble } from '../kit/states.tsx';
import { Head } from './Head.tsx';
import { More } from './More.tsx';

const page = 20;

interface ShelfProps<T> {
  title: string;
  /** The last part of the address, under which each stands by its id. */
  of: string;
  ask: (offset: number) => Promise<{ nodes: readonly T[]; totalCount: number }>;
  /** Shown when there is none yet. */
  none: PictureProps;
  name: (it: T) => ReactNode;
  about: (it: T) => ReactNode;
}

/** A page of the public that lists what has been published, the newest first, and leads to each. */
export function Shelf<T extends { id: string }>({ title, of, ask, none, name, about }: ShelfProps<T>) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['public', of],
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (pages.length * page < last.totalCount ? pages.length * page : undefined),
  });
  const all = data?.pages.flatMap(({ nodes }) => nodes);
  return (
    <>
      <Head title={title} />
      {error ? <Trouble error={error} again={refetch} /> : all ? null : <Loading />}
      {all?.length === 0 ? <Picture {...none} /> : null}
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 1 }}>
        {all?.map(it => (
          <Card key={it.id} component="li" variant="outlined">
            <CardActionArea component={Link} to={`/public/${of}/${it.id}`} sx={{ p: 2 }}>
              <Typography variant="subtitle2" component="h2">
                {name(it)}
              </Typography>
              <Typography variant="body2" color="text.secondary">
                {about(it)}
              </Typography>
            </CardActionArea>
          </Card>
        ))}
      </Box>
      <More more={hasNextPage} onMore={fetchNextPage} busy={isFetchingNextPage} />
    </>
  );
}
