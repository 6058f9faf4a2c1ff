import { Alert } from '@mui/material';
import { ResourceContextProvider, useGetOne, useNotify, useRefresh, useTranslate } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { usePanel, useTypeName } from '../kit/hooks.ts';
import { type Row, whole } from '../kit/nouns.ts';
import { ActForm, type Input, inputsOf } from '../kit/resource.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { RenewAsk } from './asks.ts';
import { Effects } from './Effects.tsx';

const i = inputsOf<Input<'OfferingPatch'> & { note?: string }>();

/** Prolongs an offering, or lists one again whose time was over. */
export function Renew() {
  const { id = '' } = useParams();
  const panel = usePanel();
  const name = useTypeName();
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { data: offering, error, refetch } = useGetOne<Row>('Offering', { id, meta: whole }, { retry: false });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!offering) return <Loading />;
  const title = translate('moves.Offering.RENEW.name');
  return (
    <ResourceContextProvider value="Offering">
      <ActForm
        title={title}
        name={title}
        path={[
          { name: name('Offering', 2), to: '/Offering' },
          { name: offering.name, to: `/Offering/${id}/show` },
        ]}
        groups={[
          {
            inputs: [
              <Alert key="effect" severity="info">
                {translate('moves.Offering.RENEW.effect')}
              </Alert>,
              <Effects key="effects" record={offering} move={{ action: 'RENEW', to: 'LISTED' }} />,
              i.day('validTo', { required: true }),
              i.lines('note', { max: 500, label: translate('move.note') }),
            ],
          },
        ]}
        act={async ({ validTo, note }) => {
          await panel.ask(RenewAsk, { id, validTo, note: note || null });
          notify(translate('moves.Offering.RENEW.done'), { type: 'success' });
          refresh();
          navigate(`/Offering/${id}/show`);
        }}
      />
    </ResourceContextProvider>
  );
}
