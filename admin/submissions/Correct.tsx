import { Alert, Button } from '@mui/material';
import { useGetOne, useTranslate } from 'react-admin';
import { Link, useParams } from 'react-router-dom';
import { useMay } from '../kit/hooks.ts';
import { type Row, whole } from '../kit/nouns.ts';
import { RecordEdit } from '../kit/resource.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { solutionInputs } from '../solutions/form.tsx';

const keysOf = (part: string, fields: readonly string[] = []) =>
  fields.filter(path => path.startsWith(`${part}.`)).map(path => path.slice(part.length + 1));

/** The applicant corrects what was flagged, and nothing else; what was asked for stands above it. */
export function Correct() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const may = useMay();
  const { data: submission, error, refetch } = useGetOne<Row>('Submission', { id, meta: whole }, { retry: false });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!submission) return <Loading />;
  const flagged = keysOf('solution', submission.flaggedFields).filter(key => key in solutionInputs);
  const ofProvider = keysOf('provider', submission.flaggedFields);
  const { reason } = submission.corrections.at(-1) ?? submission;
  return (
    <>
      <Alert severity="warning" sx={{ mb: 2, whiteSpace: 'pre-wrap' }}>
        {reason}
      </Alert>
      {ofProvider.length && may('updateProvider') ? (
        <Button variant="outlined" sx={{ mb: 2 }} component={Link} to={`/Provider/${submission.providerId}`}>
          {translate('screens.Submission.correctProvider')}
        </Button>
      ) : null}
      {flagged.length ? (
        <RecordEdit
          resource="Solution"
          id={submission.solutionId}
          redirect={() => `/Submission/${id}/show`}
          groups={[{ title: 'screens.Submission.flagged', inputs: flagged.map(key => solutionInputs[key]!) }]}
        />
      ) : null}
    </>
  );
}
