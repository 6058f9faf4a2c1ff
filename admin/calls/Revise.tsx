import { Alert } from '@mui/material';
import { ResourceContextProvider, useGetOne, useNotify, useRefresh, useTranslate } from 'react-admin';
import { useNavigate, useParams } from 'react-router-dom';
import { usePanel, useTypeName } from '../kit/hooks.ts';
import { type Row, whole } from '../kit/nouns.ts';
import { ActForm, type Input, inputsOf } from '../kit/resource.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { ReviseAsk } from './asks.ts';
import { rubricGroup } from './form.tsx';

interface Revision {
  rubric: Input<'RubricInput'>;
  reason: string;
}
const revision = inputsOf<Revision>();

/** Replaces a rubric by which marks were given: says what that means, takes the new one and the reason. */
export function Revise() {
  const { id = '' } = useParams();
  const panel = usePanel();
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const name = useTypeName();
  const { data: call, error, refetch } = useGetOne<Row>('Call', { id, meta: whole });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!call) return <Loading />;
  const title = translate('screens.Call.revise');
  return (
    <ResourceContextProvider value="Call">
      <ActForm
        title={title}
        name={title}
        path={[
          { name: name('Call', 2), to: '/Call' },
          { name: call['title'], to: `/Call/${id}/show` },
        ]}
        start={{ rubric: call['rubric'] }}
        groups={[
          {
            inputs: [
              <Alert key="hint" severity="warning" sx={{ mb: 1 }}>
                {translate('screens.Call.reviseHint')}
              </Alert>,
              revision.lines('reason', { required: true, max: 2000, label: 'screens.Call.reviseReason' }),
            ],
          },
          rubricGroup,
        ]}
        act={async values => {
          const { rubric, reason } = values as unknown as Revision;
          await panel.ask(ReviseAsk, { id, version: call.version!, rubric, reason });
          notify(translate('screens.Call.revised'), { type: 'success' });
          refresh();
          navigate(`/Call/${id}/show`);
        }}
      />
    </ResourceContextProvider>
  );
}
