import { Alert } from '@mui/material';
import { ResourceContextProvider, useGetOne, useNotify, useRefresh, useTranslate } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { usePanel, useTypeName } from '../kit/hooks.ts';
import { type Row, whole } from '../kit/nouns.ts';
import { FieldLines } from '../kit/RecordShow.tsx';
import { ActForm, fieldsOf } from '../kit/resource.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { type ListProposalFull, PublishAsk } from './asks.ts';

const it = fieldsOf<ListProposalFull>();

/** The second signature under a list. */
export function Publish() {
  const { id = '' } = useParams();
  const panel = usePanel();
  const name = useTypeName();
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { data: proposal, error, refetch } = useGetOne<Row>('ListProposal', { id, meta: whole }, { retry: false });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!proposal) return <Loading />;
  return (
    <ResourceContextProvider value="ListProposal">
      <ActForm
        title={translate('screens.ListProposal.sign')}
        name={translate('screens.ListProposal.sign')}
        path={[
          { name: name('ListProposal', 2), to: '/ListProposal' },
          { name: proposal.title, to: `/ListProposal/${id}/show` },
        ]}
        groups={[
          {
            inputs: [
              <Alert key="hint" severity="warning" sx={{ mb: 2 }}>
                {translate('screens.ListProposal.signHint', { who: proposal.proposedBy })}
              </Alert>,
              <FieldLines
                key="what"
                record={proposal}
                fields={[it.text('title'), it.day('validFrom'), it.day('validTo'), it.moment('createdAt')]}
              />,
            ],
          },
        ]}
        act={async () => {
          const { publishServiceList } = await panel.ask(PublishAsk, { callId: proposal.callId });
          notify(translate('moves.ListProposal.PUBLISH.done'), { type: 'success' });
          refresh();
          navigate(`/ServiceList/${publishServiceList.id}/show`);
        }}
      />
    </ResourceContextProvider>
  );
}
