import TableRows from '@mui/icons-material/TableRowsOutlined';
import { Box, Button, Paper } from '@mui/material';
import { ListBase, useCreatePath, useGetIdentity, useTranslate } from 'react-admin';
import { Link, useLocation } from 'react-router-dom';
import { useSay, valuesOf } from '../i18n/index.ts';
import { Board } from '../kit/Board.tsx';
import { Coded } from '../kit/codes.tsx';
import { type Filter, FilterButton, FilterChips, SearchBox } from '../kit/filters.tsx';
import { useTypeName } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import { Page } from '../kit/Page.tsx';
import { Moment } from '../kit/values.tsx';

/** What an officer looks for on a card: whose, for what, and by when it must be corrected. */
const card = ({ provider, mainScenario, correctionDueAt, state }: Row) => (
  <>
    <div>{provider?.name}</div>
    <Coded value={mainScenario} table="Scenario" />
    {state === 'RETURNED' && correctionDueAt ? (
      <div>
        <Moment value={correctionDueAt} />
      </div>
    ) : null}
  </>
);

/** The submissions as a wall: a column for each state, in the order of the way. Drafts are only the applicant's to see. */
export function SubmissionBoard({ filters }: { filters: readonly Filter[] }) {
  const say = useSay();
  const name = useTypeName();
  const translate = useTranslate();
  const createPath = useCreatePath();
  const { search } = useLocation();
  const { data: me } = useGetIdentity();
  const states = valuesOf('SubmissionState').filter(state => state !== 'DRAFT' || me?.role === 'PROVIDER');
  const list = createPath({ resource: 'Submission', type: 'list' });
  return (
    <ListBase resource="Submission" sort={{ field: 'number', order: 'ASC' }} perPage={10} queryOptions={{ onError: () => undefined }}>
      <Page title={translate('screens.Submission.board')} path={[{ name: name('Submission', 2), to: list }]}>
        <Paper variant="outlined" sx={{ overflow: 'hidden' }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', p: 1.5 }}>
            <SearchBox />
            <FilterButton filters={filters} />
            <Box sx={{ flex: 1 }} />
            <Button startIcon={<TableRows />} component={Link} to={`${list}${search}`}>
              {say('list.table')}
            </Button>
          </Box>
          <FilterChips filters={filters} />
          <Board states={states} card={card} />
        </Paper>
      </Page>
    </ListBase>
  );
}
