import { Alert, Box, Button, Link as MuiLink, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useRefresh, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { graphql } from '../../schema/graphql.ts';
import { useExplain, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';

export const SubstitutesAsk = graphql(`
  query Substitutes($reviewId: ID!) { substitutes(reviewId: $reviewId) { expertId fit load most expert { id name } } }
`);
export const SubstituteAsk = graphql(`
  mutation Substitute($id: ID!, $expertId: ID!) { substituteReview(id: $id, expertId: $expertId) { id } }
`);

/** Who can take the place of an expert who has given the review back: the next one at the head, one click each. */
export function Substitutes({ record }: { record: Row }) {
  const panel = usePanel();
  const translate = useTranslate();
  const explain = useExplain();
  const notify = useNotify();
  const refresh = useRefresh();
  const [busy, setBusy] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const { data } = useQuery({
    queryKey: ['Review', 'substitutes', record.id, record.version],
    queryFn: async () => (await panel.ask(SubstitutesAsk, { reviewId: record.id })).substitutes,
    retry: false,
  });
  if (record.substitute)
    return (
      <MuiLink component={Link} to={`/Review/${record.substitute.id}/show`}>
        {translate('screens.Review.substituted', { name: record.substitute.expert?.name ?? '' })}
      </MuiLink>
    );
  const take = (expertId: string) => {
    setBusy(expertId);
    panel
      .ask(SubstituteAsk, { id: record.id, expertId })
      .then(() => {
        notify(translate('screens.Review.substituteDone'), { type: 'success' });
        refresh();
      })
      .catch(error => setRefused(explain(error)))
      .finally(() => setBusy(undefined));
  };
  return (
    <>
      {refused ? <Alert severity="error">{refused}</Alert> : null}
      {data?.length === 0 ? <Typography variant="body2">{translate('reasons.SUBSTITUTE_NONE')}</Typography> : null}
      <Box component="ol" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 1 }}>
        {data?.map(({ expertId, expert, fit, load, most }, at) => (
          <Box component="li" key={expertId} sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
            <Button size="small" variant={at === 0 ? 'contained' : 'outlined'} loading={busy === expertId} onClick={() => take(expertId)}>
              {translate('screens.Review.substitute')}
            </Button>
            <MuiLink component={Link} to={`/Expert/${expertId}/show`}>
              {expert?.name}
            </MuiLink>
            <Typography variant="body2" color="text.secondary">
              {translate('screens.Review.load', { fit, load, most })}
            </Typography>
          </Box>
        ))}
      </Box>
    </>
  );
}
