import { Box, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { graphql } from '../../schema/graphql.ts';
import { useNameOf } from '../calls/Rubric.tsx';
import { fieldsOf } from '../kit/fields.tsx';
import { usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Rows } from '../kit/Rows.tsx';
import { Text } from '../kit/values.tsx';
import type { ReviewFull } from './asks.ts';

export const PeersAsk = graphql(`
  query Peers($reviewId: ID!) { peerMarks(reviewId: $reviewId) { place total comment marks { criterion mark note } } }
`);

const line = fieldsOf<{ criterion: string }>();

/** What the others have marked, when the call lets one see it; nothing at all when it does not. */
export function Peers({ reviewId, rubric }: { reviewId?: string; rubric: NonNullable<ReviewFull['call']>['rubric'] }) {
  const panel = usePanel();
  const translate = useTranslate();
  const nameOf = useNameOf();
  const { data: peers } = useQuery({
    queryKey: ['Review', 'peers', reviewId],
    queryFn: async () => (await panel.ask(PeersAsk, { reviewId: reviewId! })).peerMarks,
    enabled: Boolean(reviewId),
    retry: false,
  });
  if (!peers?.length) return null;
  const rows = rubric.criteria.map(criterion => ({
    criterion: nameOf(criterion),
    ...Object.fromEntries(peers.map(({ place, marks }) => [`p${place}`, marks.find(it => it.criterion === criterion.code)])),
  }));
  const markOf = (row: Row, place: number) => {
    const given = row[`p${place}`] as { mark: string; note?: string | null } | undefined;
    return <Text value={given ? [given.mark, given.note].filter(Boolean).join('　') : ''} />;
  };
  return (
    <Box component="section" sx={{ mt: 2 }}>
      <Typography variant="subtitle1" component="h4" sx={{ mb: 0.5 }}>
        {translate('screens.Review.peers')}
      </Typography>
      <Rows
        type="Mark"
        name={translate('screens.Review.peers')}
        rows={[
          ...rows,
          {
            criterion: translate('resources.Review.fields.total'),
            ...Object.fromEntries(peers.map(({ place, total }) => [`p${place}`, { mark: total }])),
          },
        ]}
        columns={[
          line.text('criterion'),
          ...peers.map(({ place }) => ({
            source: `p${place}`,
            label: 'screens.Review.peer',
            show: (row: Row) => markOf(row, place),
          })),
        ]}
      />
      {peers.map(({ place, comment }) =>
        comment ? (
          <Typography key={place} variant="body2" sx={{ mt: 1 }}>
            {place}. {comment}
          </Typography>
        ) : null,
      )}
    </Box>
  );
}
