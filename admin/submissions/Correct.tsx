import { Alert, Button } from '@mui/material';
import { useGetOne, useTranslate } from 'react-admin';
import { Link, useParams } from 'react-router-dom';
import { useMay, useTypeName } from '../kit/hooks.ts';
import { type Row, useTitleOf, whole } from '../kit/nouns.ts';
import { Page } from '../kit/Page.tsx';
import { RecordEdit } from '../kit/resource.tsx';
import { Loading, Trouble } from '../kit/states.tsx';
import { solutionInputs } from '../solutions/form.tsx';

const keysOf = (part: string, fields: readonly string[] = []) =>
  fields.filter(path => path.startsWith(`${part}.`)).map(path => path.slice(part.length + 1));
const latest = (corrections: readonly { createdAt: string; reason: string }[]) =>
  [...corrections].sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0];

/** The applicant corrects what was flagged, and nothing else; what was asked for stands above it. */
export function Correct() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const may = useMay();
  const name = useTypeName();
  const titleOf = useTitleOf();
  const { data: submission, error, refetch } = useGetOne<Row>('Submission', { id, meta: whole }, { retry: false });
  if (error) return <Trouble error={error} again={refetch} />;
  if (!submission) return <Loading />;
  const flagged = keysOf('solution', submission.flaggedFields).filter(key => key in solutionInputs);
  const ofProvider = keysOf('provider', submission.flaggedFields);
  const title = translate('screens.Submission.correct');
  const path = [
    { name: name('Submission', 2), to: '/Submission' },
    { name: titleOf('Submission', submission), to: `/Submission/${id}/show` },
  ];
  const intro = (
    <>
      <Alert severity="warning" sx={{ mb: 2, maxWidth: 880, whiteSpace: 'pre-wrap' }}>
        {latest(submission.corrections)?.reason ?? submission.reason}
      </Alert>
      {ofProvider.length && may('updateProvider') ? (
        <Button variant="outlined" sx={{ mb: 2 }} component={Link} to={`/Provider/${submission.providerId}`}>
          {translate('screens.Submission.correctProvider')}
        </Button>
      ) : null}
    </>
  );
  if (flagged.length === 0)
    return (
      <Page title={title} path={path}>
        {intro}
      </Page>
    );
  return (
    <RecordEdit
      resource="Solution"
      id={submission.solutionId}
      redirect={() => `Submission/${id}/show`}
      {...{ title, path, intro }}
      groups={[{ title: 'screens.Submission.flagged', inputs: flagged.map(key => solutionInputs[key]!) }]}
    />
  );
}
